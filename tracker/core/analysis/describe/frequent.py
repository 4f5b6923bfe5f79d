"""The amounts that a person notes most often. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import floor, log10

MOST_AMOUNTS, MIN_TIMES = 4, 2
DIGITS = 2
"""Amounts are rounded to this many digits, so that 31 and 29.6 count as 31 and 30."""


def frequent_amounts(values: Iterable[float]) -> tuple[float, ...]:
    """At most four amounts noted at least twice, in ascending order; of equally frequent ones the smaller."""
    counts = Counter(map(_rounded, values))
    often = sorted(
        (value for value in counts if counts[value] >= MIN_TIMES), key=lambda value: (-counts[value], value)
    )
    return tuple(sorted(often[:MOST_AMOUNTS]))


def _rounded(value: float) -> float:
    return round(value, DIGITS - 1 - floor(log10(abs(value)))) if value else 0.0

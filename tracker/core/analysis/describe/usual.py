"""How a value compares with a person's own usual. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import quantiles

MIN_VALUES = 14
"""With fewer values there is no usual yet."""


class Mark(StrEnum):
    """Where a value lies among one's own."""

    MUCH_LESS = "much less"
    LESS = "less"
    USUAL = "usual"
    MORE = "more"
    MUCH_MORE = "much more"


@dataclass(frozen=True)
class Usual:
    """The middle half (`low` to `high`) and the middle 90 % (`lowest` to `highest`) of the values."""

    lowest: float
    low: float
    high: float
    highest: float

    def mark(self, value: float) -> Mark:
        """Outside the middle half it is more or less, outside the middle 90 % much more or much less."""
        if value < self.low:
            return Mark.MUCH_LESS if value < self.lowest else Mark.LESS
        if value > self.high:
            return Mark.MUCH_MORE if value > self.highest else Mark.MORE
        return Mark.USUAL


def usual(values: Sequence[float]) -> Usual | None:
    """The usual of these values; None with fewer than `MIN_VALUES`. Quantiles are interpolated (type 7 of R)."""
    if len(values) < MIN_VALUES:
        return None
    cuts = quantiles(values, n=20, method="inclusive")
    return Usual(cuts[0], cuts[4], cuts[14], cuts[18])

"""Round numbers for axes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from math import ceil


def whole_steps(highest: int) -> tuple[int, ...]:
    """At most five integers with a round step, from zero to at least `highest`."""
    step = next(step for step in _round_steps() if highest <= 4 * step)
    return tuple(step * mark for mark in range(max(ceil(highest / step), 1) + 1))


def _round_steps() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50 and so on."""
    return (step * 10**power for power in count() for step in (1, 2, 5))

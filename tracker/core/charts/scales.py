"""Round numbers for axes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from math import ceil, floor


def whole_steps(highest: int) -> tuple[int, ...]:
    """At most five integers with a round step, from zero to at least `highest`."""
    step = next(step for step in _round_steps(0) if highest <= 4 * step)
    return tuple(int(step) * mark for mark in range(max(ceil(highest / step), 1) + 1))


def three_marks(low: float, high: float) -> tuple[float, float, float]:
    """Three equidistant round numbers that span `low` to `high`, with a minimum span."""
    high = max(high, low + max(1, abs(low) / 10))
    step, first = next((step, floor(low / step) * step) for step in _round_steps(-2)
                       if (floor(low / step) + 2) * step >= high)  # fmt: skip
    return first, first + step, first + 2 * step


def _round_steps(smallest_power: int) -> Iterator[float]:
    """Yield 1, 2, 5, 10, 20, 50 and so on, from a power of ten upwards."""
    return (step * 10.0**power for power in count(smallest_power) for step in (1, 2, 5))

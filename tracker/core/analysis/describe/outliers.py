"""Values so far from all others that they are more likely a slip of the finger than a day. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

TAIL = 0.03
"""Share of the values, at either end, that may be slips."""

REACH = 3.0
"""An outlier lies this many times the spread of the other values beyond them."""

MIN_VALUES = 7
"""With fewer values no ordinary range is known."""


@dataclass(frozen=True)
class OrdinaryRange:
    """The smallest and the largest value that is no outlier, and the borders beyond which a value is one."""

    low: float
    high: float
    border_low: float
    border_high: float


def ordinary(values: Sequence[float]) -> OrdinaryRange | None:
    """Return the ordinary range of these values; None when too few are known.

    Notes
    -----
    The few smallest and largest values are set aside, ``int(TAIL * n) + 1`` of each. What lies further than `REACH`
    times the range of the rest beyond that range is an outlier. Where the rest is all the same value, its size takes
    the place of the range; where that is 0 nothing is an outlier, since a rare event always stands alone.
    """
    ordered = sorted(values)
    if len(ordered) < MIN_VALUES:
        return None
    aside = int(TAIL * len(ordered)) + 1
    low, high = ordered[aside], ordered[-1 - aside]
    reach = REACH * ((high - low) or abs(high)) or inf
    within = [value for value in ordered if low - reach <= value <= high + reach]
    return OrdinaryRange(within[0], within[-1], low - reach, high + reach)

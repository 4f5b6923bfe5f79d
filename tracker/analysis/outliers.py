"""Values so far from all others that they are more likely a slip of the finger than a day. Standard library only."""

from __future__ import annotations

from collections.abc import Sequence

TAIL = 0.03
"""Share of the values, at either end, that may be slips."""

REACH = 3.0
"""An outlier lies this many times the spread of the other values beyond them."""

MIN_VALUES = 7
"""With fewer values nobody can say what is ordinary."""


def ordinary_range(values: Sequence[float]) -> tuple[float, float] | None:
    """Return the smallest and the largest value that is no outlier; None when too few are known.

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
    spread = (high - low) or abs(high)
    if spread == 0:
        return ordered[0], ordered[-1]
    ordinary = [value for value in ordered if low - REACH * spread <= value <= high + REACH * spread]
    return ordinary[0], ordinary[-1]

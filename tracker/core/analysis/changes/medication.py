"""Before and after one change of a medicine, between the other changes around it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.core.analysis.changes.before_after import CLAIM_BELOW, before_and_after
from tracker.core.analysis.results import Interval
from tracker.core.analysis.triggers.grid import DayGrid


@dataclass(frozen=True)
class LevelStep:
    """The ratio of the rate from a day on to the rate before; `claimed` when p is small enough."""

    ratio: Interval
    claimed: bool


def step_at(grid: DayGrid, day: date, others: Iterable[date]) -> LevelStep | None:
    """The change of the rate on a day, from the days between the nearest other changes on either side.

    None where the day lies outside the grid, or too few days were logged on one of its sides.
    """
    row = day.toordinal() - grid.first_day.toordinal()
    rows = [other.toordinal() - grid.first_day.toordinal() for other in others]
    first = max((other for other in rows if 0 <= other < row), default=0)
    end = min((other for other in rows if row < other < grid.counts.size), default=grid.counts.size)
    if not first < row < end:
        return None
    found = before_and_after(grid.between(first, end), row - first)
    if found is None:
        return None
    _basis, ratio, p = found
    return LevelStep(ratio, p < CLAIM_BELOW)

"""ScheduledAnalysis days: who looks every day finds chance sooner or later, so claims change on few days only.

Looking at a perfectly calibrated test every day for a year names something false in a third of all quiet diaries;
six verdict days keep that near one in twenty. The early ones, which see little but chance and the wildest flares,
are held to the strictest level (docs/calibration.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from tracker.core.analysis.results import Triggers
from tracker.core.analysis.triggers.analysis import WITHDRAWN_ABOVE, find_triggers
from tracker.core.analysis.triggers.grid import DayGrid

FIRST_SCHEDULED = (60, 90, 120, 180, 270, 365)
THEN_EVERY = 180
YEAR_LEVEL, YEAR_DAYS = 0.02, 365
HOURLY_LEVEL = 0.0125
"""The false discovery rate of a verdict day on the hours after an intake, the same on each of them."""


@dataclass(frozen=True)
class ScheduledAnalysis:
    """What is said from this verdict day until the next. `logged_days` counts from the beginning of the diary."""

    logged_days: int
    day: date
    triggers: Triggers
    withdrawn: tuple[str, ...]

    @property
    def named(self) -> frozenset[str]:
        """The exposures named on this day, those from earlier verdict days included."""
        return frozenset(finding.exposure for finding in self.triggers.findings)


def scheduled_days() -> Iterator[int]:
    """All verdict days there will ever be, counted in logged days."""
    yield from FIRST_SCHEDULED
    yield from count(FIRST_SCHEDULED[-1] + THEN_EVERY, THEN_EVERY)


def level_on(logged_days: int) -> float:
    """The false discovery rate of a verdict day: it grows with the logged days up to a year, then stays."""
    return YEAR_LEVEL * min(1.0, logged_days / YEAR_DAYS)


def next_scheduled_in(days_logged: int) -> int:
    """How many more logged days until the next verdict day."""
    return next(day for day in scheduled_days() if day > days_logged) - days_logged


def scheduled_analyses(grid: DayGrid) -> tuple[ScheduledAnalysis, ...]:
    """The verdict of every verdict day that was reached, each knowing what was known on it."""
    found: list[ScheduledAnalysis] = []
    for logged_days in _reached(grid):
        found.append(_verdict(grid, logged_days, found[-1].named if found else frozenset()))
    return tuple(found)


def latest_analysis(grid: DayGrid) -> ScheduledAnalysis | None:
    """The last of `verdicts`, without looking at the days that cannot matter for it; None before the first.

    Ten years have twenty or so, and a name that is neither given nor open on one owes nothing to those before.
    """
    reached = _reached(grid)
    return _verdict(grid, reached[-1], _standing(grid, reached[:-1])) if reached else None


def _reached(grid: DayGrid) -> list[int]:
    return list(takewhile(lambda day: day <= grid.logged.size, scheduled_days()))


def _verdict(grid: DayGrid, logged_days: int, before: frozenset[str]) -> ScheduledAnalysis:
    triggers = _look(grid, logged_days, before)
    named = {finding.exposure for finding in triggers.findings}
    return ScheduledAnalysis(logged_days, triggers.basis.last_day, triggers, tuple(sorted(before - named)))


def _look(grid: DayGrid, logged_days: int, before: frozenset[str]) -> Triggers:
    day = grid.day(int(grid.logged[logged_days - 1]))
    return find_triggers(grid.through(day), level_on(logged_days), before)


def _standing(grid: DayGrid, reached: Sequence[int]) -> frozenset[str]:
    """The names that stand after these verdict days, asked from the latest back for as long as one is open."""
    standing: set[str] = set()
    still_open = set(grid.names)
    for logged_days in reversed(reached):
        alone = _look(grid, logged_days, frozenset())
        named = still_open & {finding.exposure for finding in alone.findings}
        standing |= named
        supported = {one.exposure for one in alone.tested if one.p <= WITHDRAWN_ABOVE}
        still_open = (still_open & supported) - named
        if not still_open:
            break
    return frozenset(standing)

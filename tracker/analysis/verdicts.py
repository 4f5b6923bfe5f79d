"""Verdict days: who looks every day finds chance sooner or later, so claims change on few days only.

Looking at a perfectly calibrated test every day for a year names something false in a third of all quiet diaries;
six verdict days keep that near one in twenty. The early ones, which see little but chance and the wildest flares,
are held to the strictest level (docs/calibration.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, takewhile

from tracker.analysis.align import DayGrid
from tracker.analysis.results import Triggers
from tracker.analysis.triggers import find_triggers

FIRST_VERDICTS = (60, 90, 120, 180, 270, 365)
THEN_EVERY = 180
YEAR_LEVEL, YEAR_DAYS = 0.02, 365
VERDICT_LEVEL = 0.0125
"""The false discovery rate of a verdict day on the hours after an intake, the same on each of them."""


@dataclass(frozen=True)
class Verdict:
    """What is said from this verdict day until the next. `logged_days` counts from the beginning of the diary."""

    logged_days: int
    day: date
    triggers: Triggers
    withdrawn: tuple[str, ...]

    @property
    def standing(self) -> frozenset[str]:
        """The exposures named on this day, those from earlier verdict days included."""
        return frozenset(finding.exposure for finding in self.triggers.findings)


def verdict_days() -> Iterator[int]:
    """All verdict days there will ever be, counted in logged days."""
    yield from FIRST_VERDICTS
    yield from count(FIRST_VERDICTS[-1] + THEN_EVERY, THEN_EVERY)


def level_on(logged_days: int) -> float:
    """The false discovery rate of a verdict day: it grows with the logged days up to a year, then stays."""
    return YEAR_LEVEL * min(1.0, logged_days / YEAR_DAYS)


def next_verdict_in(days_logged: int) -> int:
    """How many more logged days until the next verdict day."""
    return next(day for day in verdict_days() if day > days_logged) - days_logged


def verdicts(grid: DayGrid) -> tuple[Verdict, ...]:
    """The verdict of every verdict day that was reached, each knowing what was known on it."""
    rows = grid.logged
    found: list[Verdict] = []
    for logged_days in takewhile(lambda day: day <= rows.size, verdict_days()):
        before = found[-1].standing if found else frozenset()
        day = grid.day(int(rows[logged_days - 1]))
        triggers = find_triggers(grid.through(day), level_on(logged_days), before)
        named = {finding.exposure for finding in triggers.findings}
        found.append(Verdict(logged_days, day, triggers, tuple(sorted(before - named))))
    return tuple(found)

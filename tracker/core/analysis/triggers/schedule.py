"""Scheduled analyses: a group-sequential test with a look every seven logged days.

Whoever tests every day finds chance sooner or later, so names change on scheduled days only, each at a small level
(docs/calibration.md). A name is kept until a later analysis no longer supports it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import count, takewhile

from tracker.core.analysis.results import METHOD, MIN_DAYS_SCHEDULED, Triggers
from tracker.core.analysis.triggers.analysis import WITHDRAWN_ABOVE, find_triggers
from tracker.core.analysis.triggers.grid import DayGrid

WEEK = 7
YEAR_DAYS = 365
THEN_EVERY = 28
LEVEL = 0.006
"""The false discovery rate of each scheduled analysis."""


@dataclass(frozen=True)
class ScheduledAnalysis:
    """The analysis of one scheduled day. `logged_days` counts from the beginning of the diary.

    `withdrawn` are the exposures that the analysis before had named and this one does not support.
    """

    logged_days: int
    day: date
    triggers: Triggers
    withdrawn: tuple[str, ...]

    @property
    def named(self) -> frozenset[str]:
        """The exposures named on this day, including those kept from earlier analyses."""
        return frozenset(finding.exposure for finding in self.triggers.findings)


@dataclass(frozen=True)
class History:
    """The latest scheduled analysis, and what each known one named, by the digest of the days up to it."""

    latest: ScheduledAnalysis | None = None
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def scheduled_days() -> Iterator[int]:
    """All scheduled days, in logged days: every week for a year, then every four weeks."""
    yield from range(MIN_DAYS_SCHEDULED, YEAR_DAYS + 1, WEEK)
    yield from count(YEAR_DAYS // WEEK * WEEK + THEN_EVERY, THEN_EVERY)


def latest_scheduled(days_logged: int) -> int | None:
    """The last scheduled day that was reached, in logged days; None before the first."""
    return max(takewhile(lambda day: day <= days_logged, scheduled_days()), default=None)


def next_scheduled_in(days_logged: int) -> int:
    """How many more logged days until the next scheduled day."""
    return next(day for day in scheduled_days() if day > days_logged) - days_logged


def scheduled_analyses(grid: DayGrid, lean: bool = True) -> tuple[ScheduledAnalysis, ...]:
    """The analysis of every scheduled day that was reached, each with the days up to its own."""
    found: list[ScheduledAnalysis] = []
    for logged_days in _reached(grid):
        found.append(_analysis(grid, logged_days, found[-1].named if found else frozenset(), lean))
    return tuple(found)


def latest_analysis(grid: DayGrid, lean: bool = True) -> ScheduledAnalysis | None:
    """The last of `scheduled_analyses`; None before the first."""
    return resume(grid, History(), lean).latest


def resume(grid: DayGrid, history: History, lean: bool = True) -> History:
    """Bring a stored history up to this grid, with as few analyses as possible.

    None is run where the days up to the latest scheduled day are unchanged, and one for each scheduled day that has
    been added since. Where earlier days were changed, analyses are run backwards from the latest for as long as it
    depends on them whether an exposure is still named.
    """
    reached = _reached(grid)
    if not reached:
        return History()
    digests = {day: _digest(grid, day, lean) for day in reached}
    latest, before = reached[-1], reached[:-1]
    kept = {digests[day]: history.named[digests[day]] for day in before if digests[day] in history.named}
    if history.latest and history.latest.logged_days == latest and digests[latest] in history.named:
        return History(history.latest, {**kept, digests[latest]: history.named[digests[latest]]})
    known = {day: frozenset(kept[digests[day]]) for day in before if digests[day] in kept}
    found = _analysis(grid, latest, _named_before(grid, before, known, lean), lean)
    return History(found, {**kept, digests[latest]: tuple(sorted(found.named))})


def _reached(grid: DayGrid) -> list[int]:
    return list(takewhile(lambda day: day <= grid.logged.size, scheduled_days()))


def _through(grid: DayGrid, logged_days: int) -> DayGrid:
    """The grid up to this logged day."""
    return grid.through(grid.day(int(grid.logged[logged_days - 1])))


def _digest(grid: DayGrid, logged_days: int, lean: bool) -> str:
    """A hash of the method and of all that the analysis of this day uses, short enough to store one for each."""
    used = _through(grid, logged_days).latest()
    injections = (str(day) for day in used.injections if day <= used.last_day)
    parts = (METHOD.version, str(LEVEL), str(lean), str(used.first_day), *used.names, *injections)
    return sha256("\0".join(parts).encode() + used.counts.tobytes() + used.values.tobytes()).hexdigest()[:32]


def _analysis(grid: DayGrid, logged_days: int, before: frozenset[str], lean: bool) -> ScheduledAnalysis:
    triggers = find_triggers(_through(grid, logged_days), LEVEL, before, lean=lean)
    named = {finding.exposure for finding in triggers.findings}
    return ScheduledAnalysis(logged_days, triggers.basis.last_day, triggers, tuple(sorted(before - named)))


def _named_before(
    grid: DayGrid, reached: Sequence[int], known: Mapping[int, frozenset[str]], lean: bool
) -> frozenset[str]:
    """The exposures named after these scheduled days, from the last backwards for as long as one is undecided."""
    named: set[str] = set()
    undecided = set(grid.names)
    for logged_days in reversed(reached):
        if logged_days in known:
            return frozenset(named | (undecided & known[logged_days]))
        alone = find_triggers(_through(grid, logged_days), LEVEL, lean=lean)
        found = undecided & {finding.exposure for finding in alone.findings}
        named |= found
        supported = {one.exposure for one in alone.tested if one.p <= WITHDRAWN_ABOVE}
        undecided = (undecided & supported) - found
        if not undecided:
            break
    return frozenset(named)

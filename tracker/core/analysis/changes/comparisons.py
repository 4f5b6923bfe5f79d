"""Before and after each change of a medicine: those close together are compared as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tracker.core.analysis.changes.before_after import CLAIM_BELOW, MIN_SIDE_DAYS, SIDE_DAYS, before_and_after
from tracker.core.analysis.changes.effects import (
    ComparedChange,
    Counted,
    Obstacle,
    TreatmentEvent,
    treatment_events,
)
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.records import Diary

MAX_COMPARED = 12
"""Limit of changes compared, the latest first: each fit takes time, and older ones matter less."""

CLOSE = timedelta(days=MIN_SIDE_DAYS)
"""Changes closer together than this cannot be separated: no side of them is long enough."""

INJECTION_WORKS = timedelta(days=112)
"""An injection works for three to four months. A change within this time falls into its wave."""


def compare_changes(diary: Diary, grid: DayGrid) -> tuple[ComparedChange, ...]:
    """Every change up to the last day of the diary, the latest first; `grid` holds the same days."""
    groups = group_close(treatment_events(diary))
    injected = [day for day in grid.injections if day <= diary.last_day]
    return tuple(_compare(grid, groups, number, injected) for number in range(len(groups) - 1, -1, -1))


def group_close(events: Sequence[TreatmentEvent]) -> tuple[tuple[TreatmentEvent, ...], ...]:
    """The events in groups that are `CLOSE` or more apart, oldest first."""
    groups: list[list[TreatmentEvent]] = []
    for event in events:
        if groups and event.day - groups[-1][-1].day < CLOSE:
            groups[-1].append(event)
        else:
            groups.append([event])
    return tuple(tuple(group) for group in groups)


def _compare(
    grid: DayGrid, groups: Sequence[tuple[TreatmentEvent, ...]], number: int, injected: Sequence[date]
) -> ComparedChange:
    """One group, between the groups and injections around it."""
    events = groups[number]
    first, last = events[0].day, events[-1].day
    begins = groups[number - 1][-1].day if number else grid.first_day
    ends = [groups[number + 1][0].day] if number + 1 < len(groups) else []
    ends += [day for day in injected if day > last][:1]
    end = min(ends, default=grid.last_day + timedelta(days=1))
    before = _counted(grid, max(begins, first - timedelta(days=SIDE_DAYS)), first)
    after = _counted(grid, last, min(end, last + timedelta(days=SIDE_DAYS)))
    found = ComparedChange(events, before, after)
    if any(first - INJECTION_WORKS < day <= last for day in injected):
        return replace(found, obstacle=Obstacle.INJECTION)
    if number < len(groups) - MAX_COMPARED:
        return replace(found, obstacle=Obstacle.TOO_LONG_AGO)
    if before.days < MIN_SIDE_DAYS:
        return replace(found, obstacle=Obstacle.FEW_DAYS_BEFORE)
    if after.days < MIN_SIDE_DAYS:
        return replace(found, obstacle=Obstacle.FEW_DAYS_AFTER)
    if not before.episodes + after.episodes:
        return replace(found, obstacle=Obstacle.NO_EPISODE)
    rows = [_row(grid, day) for day in (max(begins, grid.first_day), first, last, end)]
    result = before_and_after(grid.between(rows[0], rows[3]), rows[2] - rows[0], rows[2] - rows[1])
    if result is None:
        return found
    _basis, ratio, p = result
    return replace(found, ratio=ratio, claimed=p < CLAIM_BELOW)


def _counted(grid: DayGrid, first: date, end: date) -> Counted:
    """The logged days from `first` to the one before `end`."""
    rows = [min(max(_row(grid, day), 0), grid.counts.size) for day in (first, end)]
    counts = grid.counts[rows[0] : rows[1]]
    known = counts[counts == counts]
    return Counted(int(known.size), int(known.sum()))


def _row(grid: DayGrid, day: date) -> int:
    return day.toordinal() - grid.first_day.toordinal()

"""What a diary shows about its treatments: before and after each change, and the wave of injections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tracker.core.analysis.changes.comparisons import MAX_COMPARED, compare_changes
from tracker.core.analysis.changes.effects import TreatmentEffects
from tracker.core.analysis.changes.wave import injection_wave
from tracker.core.analysis.describe.daily import daily
from tracker.core.analysis.triggers.grid import align
from tracker.core.records import DayTable, Diary


def treatment_effects(diary: Diary) -> TreatmentEffects:
    """Everything up to the last day of the diary. Exposures play no part in it."""
    days = daily(replace(diary, readings=()))
    return effects_on(diary, [day.date for day in days], [day.episodes for day in days])


def effects_on(diary: Diary, dates: Sequence[date], episodes: Sequence[int | None]) -> TreatmentEffects:
    """The same from the number of episodes of each day, None if it was not logged, and the diary's treatments."""
    injections = tuple(sorted({one.day for one in diary.injections}))
    grid = align(DayTable(tuple(dates), tuple(episodes), {}, injections))
    changes = compare_changes(diary, grid)
    steps = sorted({change.first_day for change in changes[:MAX_COMPARED]})
    return TreatmentEffects(diary.last_day, changes, injection_wave(grid, steps))

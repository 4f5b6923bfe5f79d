"""What a diary shows about its treatments: before and after each change, and the wave of injections."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.analysis.changes.comparisons import MAX_COMPARED, compare_changes
from tracker.core.analysis.changes.effects import TreatmentEffects
from tracker.core.analysis.changes.wave import injection_wave
from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.records import Diary


def treatment_effects(diary: Diary) -> TreatmentEffects:
    """Everything up to the last day of the diary. Exposures play no part in it."""
    grid = align(day_table(replace(diary, readings=())))
    changes = compare_changes(diary, grid)
    steps = sorted({change.first_day for change in changes[:MAX_COMPARED]})
    return TreatmentEffects(diary.last_day, changes, injection_wave(grid, steps))

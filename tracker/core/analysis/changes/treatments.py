"""What a diary shows about its treatments: before and after each change, and the wave of injections."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.analysis.changes.comparisons import compare_changes
from tracker.core.analysis.changes.effects import TreatmentEffects
from tracker.core.analysis.changes.wave import injection_wave
from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.records import Diary


def treatment_effects(diary: Diary) -> TreatmentEffects:
    """Everything up to the last day of the diary. Exposures play no part in it."""
    grid = align(day_table(replace(diary, readings=())))
    return TreatmentEffects(diary.last_day, compare_changes(diary, grid), injection_wave(grid))

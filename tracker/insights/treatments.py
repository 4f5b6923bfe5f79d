"""What one person's diary shows about their treatments, for the page of treatments and for the doctor."""

from __future__ import annotations

from datetime import date, timedelta

from tracker import diary
from tracker.core.analysis.changes.effects import TreatmentEffects
from tracker.models import User

LOOKS_BACK = timedelta(days=730)
"""Two years: what helped before may not help now, and loading ten years is slow."""


def treatments_so_far(user: User, last_day: date) -> TreatmentEffects:
    """Before and after each change, and the wave of injections, with the entries up to a day. Cached per revision."""
    codec = diary.json_of(TreatmentEffects)
    found: TreatmentEffects = diary.cached(
        user, f"treatments so far {last_day}", lambda: _compute(user, last_day), codec
    )
    return found


def _compute(user: User, last_day: date) -> TreatmentEffects:
    # The numbers behind it take a while to load.
    from tracker.core.analysis.changes.treatments import treatment_effects

    if not (user.medicines.exists() or user.injections.exists()):
        return TreatmentEffects(last_day)
    return treatment_effects(diary.load_signs(user, last_day - LOOKS_BACK, last_day))

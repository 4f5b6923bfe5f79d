"""What one person's diary shows about their treatments, for the page of treatments and for the doctor."""

from __future__ import annotations

from datetime import date, timedelta

from tracker import diary
from tracker.core.analysis import DiaryTotals
from tracker.core.analysis.changes.effects import TreatmentEffects
from tracker.core.records import Diary
from tracker.insights.totals import between, totals_until
from tracker.models import User

LOOKS_BACK = timedelta(days=730)
"""Two years: what helped before may not help now, and loading ten years is slow."""


def treatments_so_far(user: User, last_day: date, totals: DiaryTotals | None = None) -> TreatmentEffects:
    """Before and after each change, and the wave of injections, with the entries up to a day. Cached per revision.

    `totals` are those of `totals_until`, if at hand; they reach to that day or beyond it.
    """
    background = diary.background(user)
    if not (background.medicines or background.injections):
        return TreatmentEffects(last_day)

    def compute() -> TreatmentEffects:
        # The numbers behind it take a while to load.
        from tracker.core.analysis.changes.treatments import effects_on

        first = last_day - LOOKS_BACK
        days = between((totals or totals_until(user, last_day)).days, first, last_day)
        known = Diary(user.person(), first, last_day, medicines=background.medicines, injections=background.injections)
        return effects_on(known, [day.date for day in days], [day.episodes for day in days])

    codec = diary.json_of(TreatmentEffects)
    found: TreatmentEffects = diary.cached(user, f"treatments so far {last_day}", compute, codec)
    return found

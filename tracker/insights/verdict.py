"""The last scheduled trigger analysis of a diary, for the page of triggers and for the doctor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker import diary
from tracker.core.analysis import in_persons_units
from tracker.core.records import Diary
from tracker.models import User

if TYPE_CHECKING:
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

    Answer = tuple[ScheduledAnalysis | None, tuple[CrossoverResult, ...]]


def verdict_and_hours(user: User, today: date) -> Answer:
    """The latest scheduled analysis (None before the first) and the hours after each intake.

    Cached per diary revision.
    """
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

    codec = diary.json_of(tuple[ScheduledAnalysis | None, tuple[CrossoverResult, ...]])
    found: Answer = diary.cached(user, f"verdict {today}", lambda: _compute(whole_diary(user, today)), codec)
    return found


def whole_diary(user: User, today: date) -> Diary:
    """The whole diary up to today, in the person's units."""
    first, last = diary.span(user)
    return in_persons_units(diary.load(user, first or today, min(last or today, today), treatments=False))


def _compute(whole: Diary) -> Answer:
    """Run both analyses, the one of the hours on the days up to the latest scheduled analysis."""
    from tracker.core.analysis.hourly.case_crossover import analyse_hours
    from tracker.core.analysis.hourly.timeline import timeline
    from tracker.core.analysis.triggers.grid import align, day_table
    from tracker.core.analysis.triggers.schedule import HOURLY_LEVEL, latest_analysis

    last = latest_analysis(align(day_table(whole)))
    if last is None:
        return None, ()
    known = whole.between(whole.first_day, last.day)
    return last, analyse_hours(timeline(known), HOURLY_LEVEL)

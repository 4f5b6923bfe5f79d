"""The latest scheduled analyses of a person's diary, for the page of triggers and for the doctor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker import diary
from tracker.core.analysis import in_persons_units
from tracker.core.records import Diary
from tracker.models import User

if TYPE_CHECKING:
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.schedule import History, ScheduledAnalysis

    Analyses = tuple[ScheduledAnalysis | None, tuple[CrossoverResult, ...]]

STORED = "scheduled analyses"


def verdict_and_hours(user: User, today: date) -> Analyses:
    """The latest scheduled analysis, None before the first, and the hours after each intake.

    Cached per diary revision. After a change, only what rests on changed days is computed again.
    """
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

    codec = diary.json_of(tuple[ScheduledAnalysis | None, tuple[CrossoverResult, ...]])
    found: Analyses = diary.cached(user, f"verdict {today}", lambda: _resume(user, whole_diary(user, today)), codec)
    return found


def whole_diary(user: User, today: date) -> Diary:
    """The whole diary up to today, in the person's units."""
    first, last = diary.span(user)
    return in_persons_units(diary.load(user, first or today, min(last or today, today), treatments=False))


def _resume(user: User, whole: Diary) -> Analyses:
    """Bring the stored analyses up to this diary, and store them where they changed."""
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.grid import align, day_table
    from tracker.core.analysis.triggers.schedule import History, resume

    codec = diary.json_of(tuple[History, str, tuple[CrossoverResult, ...]])
    before: tuple[History, str, tuple[CrossoverResult, ...]] = diary.stored(user, STORED, codec) or (History(), "", ())
    history = resume(align(day_table(whole)), before[0])
    after = (history, *_resume_hours(whole, *before[1:]))
    if after != before:
        diary.store(user, STORED, after, codec)
    return history.latest, after[2]


def _resume_hours(
    whole: Diary, digest: str, stored: tuple[CrossoverResult, ...]
) -> tuple[str, tuple[CrossoverResult, ...]]:
    """The hours after each intake with their digest: those that are stored where their days did not change."""
    from tracker.core.analysis.hourly.case_crossover import HOUR_METHOD, analyse_hours
    from tracker.core.analysis.hourly.schedule import LEVEL, last_scheduled
    from tracker.core.analysis.hourly.timeline import timeline

    last = last_scheduled(whole.logged_dates())
    if last is None:
        return "", ()
    known = timeline(whole.between(whole.first_day, last))
    current = f"{HOUR_METHOD.version} {known.digest()}"
    return current, stored if current == digest else analyse_hours(known, LEVEL)

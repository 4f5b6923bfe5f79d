"""The last verdict on a person's diary, for the page of triggers and for the doctor."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker import diary
from tracker.analysis import in_persons_units
from tracker.models import User
from tracker.records import Diary

if TYPE_CHECKING:
    from tracker.analysis.hour_scale import HoursAfter
    from tracker.analysis.verdicts import Verdict

    Answer = tuple[Verdict | None, tuple[HoursAfter, ...]]


def verdict_and_hours(user: User, today: date) -> Answer:
    """The verdict, None while there is none, and the hours after each intake; cached per diary revision."""
    from tracker.analysis.hour_scale import HoursAfter
    from tracker.analysis.verdicts import Verdict

    codec = diary.json_of(tuple[Verdict | None, tuple[HoursAfter, ...]])
    found: Answer = diary.kept(user, f"verdict {today}", lambda: _work_out(whole_diary(user, today)), codec)
    return found


def whole_diary(user: User, today: date) -> Diary:
    """Everything up to today, in the person's units."""
    first, last = diary.span(user)
    return in_persons_units(diary.load(user, first or today, min(last or today, today), treatments=False))


def _work_out(whole: Diary) -> Answer:
    """The last verdict, and the hours after each intake with what was known on its day."""
    from tracker.analysis.align import align, day_table
    from tracker.analysis.hour_scale import hours_after
    from tracker.analysis.timeline import timeline
    from tracker.analysis.verdicts import VERDICT_LEVEL, last_verdict

    last = last_verdict(align(day_table(whole)))
    if last is None:
        return None, ()
    known = whole.between(whole.first_day, last.day)
    return last, hours_after(timeline(known), VERDICT_LEVEL)

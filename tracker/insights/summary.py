"""The summary for the doctor of one person: page, PDF, link, files and command all show this value."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from tracker import diary
from tracker.core.analysis import in_persons_units
from tracker.core.records import Diary
from tracker.core.reports import DoctorSummary, SummaryContext, build_summary, with_sections
from tracker.core.reports.sections.since import reaches_back
from tracker.insights.signs import watched_flags
from tracker.insights.verdict import verdict_and_hours
from tracker.models import User


def doctor_summary(
    user: User, first_day: date, last_day: date, today: date, *, is_shown: bool = True
) -> tuple[DoctorSummary, Diary]:
    """The summary of a period with the sections that the person chose, and the period itself in stored units.

    `is_shown` is as in `watched_flags`.
    """
    whole = _looked_at(user, first_day, last_day, today)
    found = watched_flags(user, today, is_shown=is_shown)
    verdict, _hours = verdict_and_hours(user, today)
    context = SummaryContext(
        flags=tuple(one.flag for one in found),
        first_shown={one.flag.rule: one.sign.first_shown for one in found},
        whole=whole,
        earlier=diary.history(user, whole.first_day),
        verdict=verdict,
        asked=user.doctor_questions,
    )
    period = whole.between(first_day, last_day)
    return with_sections(build_summary(in_persons_units(period), today, _, context), user.doctor_sections), period


def _looked_at(user: User, first_day: date, last_day: date, today: date) -> Diary:
    """The period and what came before it: as much as it takes without a visit, and more only after one long ago."""
    usual = diary.load(user, reaches_back((), first_day, last_day, today), last_day, readings_from=first_day)
    begins = reaches_back(usual.visits, first_day, last_day, today)
    return usual if begins >= usual.first_day else diary.load(user, begins, last_day, readings_from=first_day)

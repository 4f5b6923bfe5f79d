"""The summary for the doctor: page, PDF, link, files and command all show this value."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from tracker import diary
from tracker.core.analysis import in_persons_units
from tracker.core.analysis.experiments.result import ExperimentResult
from tracker.core.records import Diary, Experiment, History
from tracker.core.reports import DoctorSummary, SummaryContext, build_summary, with_sections
from tracker.core.reports.sections.since_last_visit import reaches_back
from tracker.insights.experiments import experiments_so_far
from tracker.insights.signs import watched_flags
from tracker.insights.totals import totals_until
from tracker.insights.treatments import treatments_so_far
from tracker.insights.verdict import latest_verdict
from tracker.models import User

ONE_DAY = timedelta(days=1)


def doctor_summary(
    user: User, first_day: date, last_day: date, today: date, *, mark_shown: bool = True
) -> tuple[DoctorSummary, Diary]:
    """Build the summary of a period with the sections that the person chose. Also returns the period in stored units.

    `mark_shown` is as in `watched_flags`.
    """
    whole = _loaded(user, first_day, last_day, today)
    # Of the days before the period, the readings are not loaded.
    recent = whole.between(first_day, last_day) if last_day >= today else None
    found = watched_flags(user, today, recent, mark_shown=mark_shown)
    context = SummaryContext(
        flags=tuple(one.flag for one in found),
        first_shown={one.flag.rule: one.sign.first_shown for one in found},
        whole=whole,
        earlier=_history(user, whole.first_day),
        verdict=latest_verdict(user, today, totals_until(user, today, recent)),
        treatments=treatments_so_far(user, last_day),
        asked=user.doctor_questions,
        experiments=_finished(user, whole, last_day, today),
    )
    period = whole.between(first_day, last_day)
    return with_sections(build_summary(in_persons_units(period), today, _, context), user.doctor_sections), period


def _finished(
    user: User, whole: Diary, last_day: date, today: date
) -> tuple[tuple[Experiment, ExperimentResult], ...]:
    """The self-experiments that were over by the end of the period."""
    found = experiments_so_far(user, today, whole.experiments)
    over = (one for one in found if one.last_day and one.last_day <= last_day)
    return tuple((one.experiment, one.result) for one in over if one.result)


def _history(user: User, until: date) -> History:
    """What was logged before a day, cached until something of it changes."""
    found: History = diary.cached(
        user, "history", lambda: diary.history(user, until), diary.json_of(History), last_day=until - ONE_DAY
    )
    return found


def _loaded(user: User, first_day: date, last_day: date, today: date) -> Diary:
    """The period and the days before it that the section *since the last visit* compares with."""
    usual = diary.load(user, reaches_back((), first_day, last_day, today), last_day, readings_from=first_day)
    begins = reaches_back(usual.visits, first_day, last_day, today)
    return usual if begins >= usual.first_day else diary.load(user, begins, last_day, readings_from=first_day)

"""The summary for the doctor: page, PDF, link, files and command all show this value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from django.utils.translation import gettext as _

from tracker import diary
from tracker.core.analysis import in_persons_units
from tracker.core.analysis.experiments.result import ExperimentResult
from tracker.core.records import Diary, Experiment, History
from tracker.core.reports import DoctorSummary, SummaryContext, build_summary, with_sections
from tracker.core.reports.sections.since_last_visit import reaches_back
from tracker.insights.experiments import experiments_so_far
from tracker.insights.signs import WatchedFlag, recent_from, signs_as_shown, watched_flags, watched_signs_key
from tracker.insights.totals import totals_until
from tracker.insights.treatments import treatments_so_far
from tracker.insights.verdict import latest_verdict
from tracker.models import User

ONE_DAY = timedelta(days=1)


PARTS = ("entries", "rules past", "trend", "history", "totals", "verdict", "experiment", "treatments")
"""The cached results that a summary is made from."""


@dataclass(frozen=True)
class SummaryPeriod:
    """A period of one person's diary as of a day. The diary is loaded when something has to be computed, and once."""

    user: User
    first_day: date
    last_day: date
    today: date

    def __str__(self) -> str:
        return f"{self.first_day} {self.last_day} {self.today}"

    @cached_property
    def loaded(self) -> Diary:
        """The period and the days before it that the section *since the last visit* compares with."""
        background = diary.background(self.user)
        days = (self.first_day, self.last_day, self.today)
        begins = min(reaches_back((), *days), reaches_back(background.visits, *days))
        values_from = max(begins, min(self.first_day, recent_from(self.today)))
        loaded = diary.load_recent(self.user, begins, self.last_day, self.today, values_from, background=background)
        return diary.with_doses(self.user, loaded, background)

    def recent(self) -> Diary | None:
        """The latest days, for the rules and the totals, if the period reaches them."""
        return self.loaded if self.last_day >= self.today else None


@contextmanager
def shown_summary(period: SummaryPeriod, kind: str) -> Iterator[tuple[str, tuple[WatchedFlag, ...]]]:
    """Mark the signs of a summary as shown, and read in one query what it is made from.

    Gives the signs, and the name of a cached result of this kind: the summary says since when a sign is shown, and
    the answers to signs change it.
    """
    user, today = period.user, period.today
    stored = diary.load_watched_signs(user)
    name = f"{kind} {period} "
    beside = ["background", f"rules {today}", name]
    with diary.prefetched(user, beside=beside, name=f"{name}{watched_signs_key(stored)}", parts=PARTS):
        flags = watched_flags(user, today, period.recent, stored=stored)
        yield f"{name}{watched_signs_key(signs_as_shown(user, stored, flags))}", flags


def doctor_summary(period: SummaryPeriod, flags: Sequence[WatchedFlag] | None = None) -> tuple[DoctorSummary, Diary]:
    """Build the summary of a period with the sections that the person chose. Also returns the period in stored units.

    `flags` are the signs that are shown; without them they are found, and not marked as shown.
    """
    user, first_day, last_day, today = period.user, period.first_day, period.last_day, period.today
    found = watched_flags(user, today, period.recent, mark_shown=False) if flags is None else flags
    totals = totals_until(user, today, period.recent())
    # Of the days before the period, the readings do not count.
    readings = tuple(one for one in period.loaded.readings if one.local_date >= first_day)
    whole = replace(period.loaded, readings=readings)
    context = SummaryContext(
        flags=tuple(one.flag for one in found),
        first_shown={one.flag.rule: one.sign.first_shown for one in found},
        whole=whole,
        earlier=_history(user, whole.first_day),
        verdict=latest_verdict(user, today, totals),
        treatments=treatments_so_far(user, last_day, totals),
        asked=user.doctor_questions,
        experiments=_finished(user, whole, last_day, today),
    )
    shown = whole.between(first_day, last_day)
    return with_sections(build_summary(in_persons_units(shown), today, _, context), user.doctor_sections), shown


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

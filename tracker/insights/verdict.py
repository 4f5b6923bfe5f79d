"""The latest scheduled analyses of a person's diary, for the page of triggers and for the doctor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zlib import crc32

from django.db.models import Exists

from tracker import diary
from tracker.core.analysis import DiaryTotals, in_persons_units
from tracker.insights.totals import totals_until
from tracker.models import User

if TYPE_CHECKING:
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

    Hours = tuple[CrossoverResult, ...]

STORED, STORED_HOURS = "scheduled analyses", "hours after intakes"


LONG_DAYS = 1_000
"""Days of a diary whose first analysis takes too long for a page that others wait for."""


def is_analysis_long(user: User, today: date) -> bool:
    """Whether the analysis of a long diary has to begin from its first day. One query.

    Later analyses go on from what is stored.
    """
    stored = user.cached_results.filter(name=STORED, revision=None)
    long_ago = today - timedelta(days=LONG_DAYS)
    is_long = Exists(user.days.filter(local_date__lt=long_ago)) | Exists(user.episodes.filter(local_date__lt=long_ago))
    return User.objects.filter(~Exists(stored), is_long, pk=user.pk).exists()


def latest_verdict(user: User, today: date, totals: DiaryTotals | None = None) -> ScheduledAnalysis | None:
    """The latest scheduled analysis, None before the first. `totals` are those of `totals_until`, if at hand.

    It rests on the days up to its own and on which exposures have a value at all: cached until one of those changes.
    """
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis, latest_scheduled

    totals = totals or totals_until(user, today)
    logged = totals.logged_dates()
    number = latest_scheduled(len(logged))
    if number is None:
        return None
    names = sorted({key for day in totals.days for key in day.values})
    found: ScheduledAnalysis | None = diary.cached(
        user,
        f"verdict {totals.days[0].date} {crc32(repr(names).encode())}",
        lambda: _resume(user, totals),
        diary.json_of(ScheduledAnalysis | None),
        last_day=logged[number - 1],
    )
    return found


def latest_hours(user: User, totals: DiaryTotals) -> Hours:
    """The hours after each intake, as of the latest scheduled day; cached until something up to that day changes."""
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.hourly.schedule import last_scheduled

    last = last_scheduled(totals.logged_dates())
    if last is None:
        return ()
    first = totals.days[0].date
    codec = diary.json_of(tuple[CrossoverResult, ...])
    found: Hours = diary.cached(user, f"hours {first}", lambda: _resume_hours(user, first, last), codec, last_day=last)
    return found


def _resume(user: User, totals: DiaryTotals) -> ScheduledAnalysis | None:
    """Bring the stored analyses up to these days, and store them where they changed."""
    from tracker.core.analysis.triggers.grid import align, table_of
    from tracker.core.analysis.triggers.schedule import History, resume

    codec = diary.json_of(History)
    before = diary.stored(user, STORED, codec) or History()
    grid = replace(align(table_of(totals.days)), injections=tuple(sorted(diary.injection_days(user))))
    history = resume(grid, before)
    if history != before:
        diary.store(user, STORED, history, codec)
    return history.latest


def _resume_hours(user: User, first: date, last: date) -> Hours:
    """The stored result where the days it rests on did not change; otherwise a new one, which is stored."""
    from tracker.core.analysis.hourly.case_crossover import HOUR_METHOD, CrossoverResult, analyse_hours
    from tracker.core.analysis.hourly.schedule import LEVEL
    from tracker.core.analysis.hourly.timeline import timeline

    codec = diary.json_of(tuple[str, tuple[CrossoverResult, ...]])
    known = timeline(in_persons_units(diary.load(user, first, last, background=diary.background(user))))
    current = f"{HOUR_METHOD.version} {known.digest()}"
    digest, hours = diary.stored(user, STORED_HOURS, codec) or ("", ())
    if digest != current:
        hours = analyse_hours(known, LEVEL)
        diary.store(user, STORED_HOURS, (current, hours), codec)
    return hours

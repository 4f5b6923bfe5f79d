"""The daily totals of one person's whole diary. All but the latest days are cached until something in them changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tracker import diary
from tracker.core.analysis import DailyTotals, DiaryTotals, diary_totals, in_persons_units
from tracker.core.records import Diary
from tracker.insights.signs import end_of_past
from tracker.models import User

ONE_DAY = timedelta(days=1)


def totals_until(user: User, today: date, recent: Diary | None = None) -> DiaryTotals:
    """Every day from the first entry to today, or to the last entry before; in the person's units.

    `recent` is a diary up to today that the caller has loaded. It is used if it goes back far enough.
    """
    first, last = diary.span(user)
    last = min(last or today, today)
    first = min(first or today, last)
    past_ends = end_of_past(today)
    if not first <= past_ends < last:
        return _totals(user, first, last)

    def compute() -> DiaryTotals:
        return _totals(user, first, past_ends)

    name = f"totals from {first}"
    past: DiaryTotals = diary.cached(user, name, compute, diary.json_of(DiaryTotals), last_day=past_ends)
    if recent and recent.first_day <= past_ends and recent.last_day >= last:
        return past + diary_totals(in_persons_units(recent.between(past_ends + ONE_DAY, last)))
    return past + _totals(user, past_ends + ONE_DAY, last)


def between(days: Sequence[DailyTotals], first: date, last: date) -> tuple[DailyTotals, ...]:
    """A period of consecutive days, with empty ones for dates that are not among them."""
    known = {day.date: day for day in days}
    dates = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(known.get(day) or DailyTotals(day, False, None, None, None, {}) for day in dates)


def _totals(user: User, first: date, last: date) -> DiaryTotals:
    return diary_totals(in_persons_units(diary.load(user, first, last, treatments=False)))

"""The daily totals of one person's whole diary. All but the latest days are cached until something in them changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
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
    background, past_ends = diary.background(user), end_of_past(today)
    first = min(background.began or today, today)
    begins = max(first, past_ends + ONE_DAY)
    if not recent or recent.first_day > begins or recent.last_day < today:
        recent = diary.load_recent(user, begins, today, today, background=background)
    last = max(_last_entry(user, today, recent), first)

    def compute() -> DiaryTotals:
        return diary_totals(in_persons_units(diary.load(user, first, past_ends, background=background)))

    past = DiaryTotals()
    if first <= past_ends:
        name, codec = f"totals from {first}", diary.json_of(DiaryTotals)
        past = diary.cached(user, name, compute, codec, last_day=past_ends)
    if last < begins:
        return replace(past, days=tuple(day for day in past.days if day.date <= last))
    return past + diary_totals(in_persons_units(recent.between(begins, last)))


def is_past_kept(user: User) -> bool:
    """Whether the totals of all but the latest days are cached. One query."""
    return user.cached_results.filter(name__contains=" totals from ").exists()


def most_episodes_in_a_day(user: User, today: date) -> int:
    """The most episodes on one date of the whole diary, 0 without any."""
    past_ends = end_of_past(today)
    past: int = diary.cached(
        user,
        "busiest day",
        lambda: diary.most_episodes_in_a_day(user, last_day=past_ends),
        diary.json_of(int),
        last_day=past_ends,
    )
    return max(past, diary.most_episodes_in_a_day(user, first_day=past_ends + ONE_DAY))


def between(days: Sequence[DailyTotals], first: date, last: date) -> tuple[DailyTotals, ...]:
    """A period of consecutive days, with empty ones for dates that are not among them."""
    known = {day.date: day for day in days}
    dates = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(known.get(day) or DailyTotals(day, False, None, None, None, {}) for day in dates)


def _last_entry(user: User, today: date, recent: Diary) -> date:
    """The date of the last entry up to today. It is asked for only if nothing of today is loaded."""
    if any(one.local_date == today for kind in (recent.days, recent.episodes, recent.readings) for one in kind):
        return today
    return min(diary.span(user)[1] or today, today)

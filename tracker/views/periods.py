"""What the pages of a week, a month and a year share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.http import Http404
from django.utils.translation import ngettext

from tracker.core.analysis import DailyTotals, by_place, heat_levels
from tracker.core.records import Diary
from tracker.core.reference.limits import FIRST_DATE


def places_of(shown: Diary) -> dict[str, object]:
    """The places that twitched, for the face map: level and number of episodes in words."""
    places = by_place(shown)
    heat = [
        (place.place, level, ngettext("%(n)d episode", "%(n)d episodes", place.episodes) % {"n": place.episodes})
        for place, level in zip(places, heat_levels([place.episodes for place in places]), strict=True)
    ]
    return {"places": places, "heat": heat}


def anchor_of(totals: Sequence[DailyTotals], today: date) -> date:
    """The day that the other periods are opened at: today if it is here, else the newest logged day, else the last."""
    days = [day for day in totals if day.date <= today]
    if days and days[-1].date == today:
        return today
    return max((day.date for day in days if day.logged), default=totals[-1].date)


def is_empty(shown: Diary) -> bool:
    """Whether nothing was logged in this time."""
    return not (shown.days or shown.episodes or shown.readings)


def day_within(day: date, today: date) -> date:
    """Raise Http404 unless the week, month or year around this day can be shown."""
    if not FIRST_DATE + timedelta(days=366) <= day <= today + timedelta(days=1):
        raise Http404
    return day

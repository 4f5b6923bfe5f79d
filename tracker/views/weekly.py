"""A week, a month and a year: episodes beside what is tracked; every drawing leads to the days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.analysis import (
    DailyTotals,
    by_hour,
    by_place,
    daily,
    heat_levels,
    in_persons_units,
    median_by_exposure,
)
from tracker.core.analysis.describe.comparison import by_coverage, compare_value, usual_by_exposure
from tracker.core.analysis.describe.usual import Usual
from tracker.core.charts.cells import swatch
from tracker.core.charts.hours import hours_svg
from tracker.core.charts.week import WeekColumn, week_svg
from tracker.core.charts.words import period
from tracker.core.records import Diary, Exposure
from tracker.core.reference.limits import FIRST_DATE
from tracker.core.reports.week_words import LEGEND, day_in_words, week_answer, week_counted
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment

SIX_DAYS = timedelta(days=6)
ONE_DAY, USUAL_DAYS = timedelta(days=1), timedelta(days=90)
"""The person's own usual is that of the three months up to the week shown."""

MAX_ROWS = 7
"""Exposures in the first drawing; all of them are in a second one, folded."""


@require_safe
def week(request: SignedIn, day: date | None = None) -> HttpResponse:
    """The last seven days; with a date the calendar week around it, Monday to Sunday.

    In calm mode only whole weeks are shown, so that no number changes more often than once a week.
    """
    today = today_for(request.user)
    if day is None and not request.user.calm_mode:
        return _week_page(request, "week-ending", today - SIX_DAYS, today, today)
    newest = today - timedelta(days=7 if request.user.calm_mode else 0)
    first = min(_within(day or newest, today), newest)
    return _week_page(request, "week-of", first - timedelta(days=first.weekday()), newest, today)


@require_safe
def week_ending(request: SignedIn, day: date) -> HttpResponse:
    """Seven days, of which this is the last."""
    today = today_for(request.user)
    if request.user.calm_mode:
        return redirect("tracker:week-of", day)
    return _week_page(request, "week-ending", min(_within(day, today), today) - SIX_DAYS, today, today)


def _week_page(request: SignedIn, kind: str, first: date, newest: date, today: date) -> HttpResponse:
    """Episodes over what is tracked, hours, places on the face; `newest` is the last day that may be shown."""
    name = f"{kind} {first} {newest} {today}"

    def context() -> dict[str, object]:
        shift = timedelta(days=7) if kind == "week-of" else timedelta(days=7) + SIX_DAYS
        later = min(first + shift, newest) if first + SIX_DAYS < newest else None
        earlier = first - (timedelta(days=7) if kind == "week-of" else timedelta(days=1))
        return _week(request.user, first, today) | {"pager": f"tracker:{kind}", "earlier": earlier, "later": later}

    part = cached_fragment(request.user, name, "tracker/_week.html", context)
    return render(request, "tracker/week.html", {"part": part})


def _week(user: User, first: date, today: date) -> dict[str, Any]:
    """What the seven days say."""
    last = first + SIX_DAYS
    longer = in_persons_units(diary.load(user, last - USUAL_DAYS + ONE_DAY, last, treatments=False))
    shown = longer.between(first, min(last, today))
    totals, before = daily(shown), daily(longer)
    hours = by_hour(shown.episodes)
    return {
        "first": first,
        "last": last,
        "totals": totals,
        "is_empty": _is_empty(shown),
        "exposures": [exposure for exposure in shown.exposures if exposure.tracked],
        "medians": median_by_exposure(before),
        "answer": week_answer(totals, _),
        "counted": week_counted(totals, _),
        "notes": [day for day in shown.days if day.note],
        **_matrix(user, totals, before, by_coverage(before, shown.exposures), today),
        "hours": hours,
        "hours_chart": mark_safe(hours_svg(hours, _("Time of day"), "hours", _)),  # noqa: S308 - escaped in it.
        **_places(shown),
        "today": today,
        "anchor": _anchor(totals, today),
    }


def _matrix(
    user: User, totals: Sequence[DailyTotals], before: Sequence[DailyTotals], exposures: list[Exposure], today: date
) -> dict[str, Any]:
    """The drawing with the exposures that have most values, and one with all where there are more."""
    usuals = usual_by_exposure(before, exposures)
    highest = diary.most_episodes_in_a_day(user)

    def drawn(rows: list[Exposure], inline: str) -> SafeString:
        columns = [_column(day, rows, usuals, today) for day in totals]
        words = f"{period(totals[0].date, totals[-1].date, _)}. {week_counted(totals, _)}"
        # The drawing escapes every text in it; tests/core/charts check that.
        return mark_safe(week_svg(columns, rows, highest, _("Day by day"), words, inline, _))  # noqa: S308

    return {
        "chart": drawn(exposures[:MAX_ROWS], "week"),
        "whole_chart": drawn(exposures, "whole-week") if len(exposures) > MAX_ROWS else "",
        "legend": [(mark_safe(swatch(mark)), _(words)) for mark, words in LEGEND] if usuals else [],  # noqa: S308
    }


def _column(day: DailyTotals, rows: list[Exposure], usuals: Mapping[str, Usual], today: date) -> WeekColumn:
    cells = [(exposure, compare_value(day, exposure, usuals, today)) for exposure in rows]
    words = day_in_words(date_format(day.date, "l j F"), day, cells, _)
    href = reverse("tracker:day", args=[day.date])
    return WeekColumn(day, href, words, tuple(cell for _exposure, cell in cells), is_today=day.date == today)


@require_safe
def month(request: SignedIn, day: date) -> HttpResponse:
    """Calendar of one month."""
    today = today_for(request.user)
    first = _within(day, today).replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    earlier = (first - timedelta(days=1)).replace(day=1)
    return _calendar(request, "month", (first, following), earlier, today)


@require_safe
def year(request: SignedIn, day: date) -> HttpResponse:
    """Calendar of one year."""
    today = today_for(request.user)
    first = _within(day, today).replace(month=1, day=1)
    following, earlier = (first.replace(year=first.year + more) for more in (1, -1))
    return _calendar(request, "year", (first, following), earlier, today)


def _calendar(request: SignedIn, kind: str, period: tuple[date, date], earlier: date, today: date) -> HttpResponse:
    first, following = period

    def context() -> dict[str, object]:
        shown = diary.load(request.user, first, min(following - timedelta(days=1), today), treatments=False)
        return _calendar_of(shown, kind, today) | {
            "earlier": earlier,
            "later": following if following <= today else None,
        }

    part = cached_fragment(request.user, f"{kind} {first} {today}", "tracker/_calendar.html", context)
    return render(request, "tracker/calendar.html", {"kind": kind, "part": part})


def _calendar_of(shown: Diary, kind: str, today: date) -> dict[str, object]:
    from tracker.pages.charts import month_picture, year_picture

    totals = daily(shown)
    draw = month_picture if kind == "month" else year_picture
    return {
        "kind": kind,
        "first": shown.first_day,
        "today": today,
        "anchor": _anchor(totals, today),
        "totals": totals,
        "is_empty": _is_empty(shown),
        "chart": draw(totals, _),
        **_places(shown),
    }


def _places(shown: Diary) -> dict[str, object]:
    """The places that twitched, for the face map: level and number of episodes in words."""
    places = by_place(shown)
    heat = [
        (place.place, level, ngettext("%(n)d episode", "%(n)d episodes", place.episodes) % {"n": place.episodes})
        for place, level in zip(places, heat_levels([place.episodes for place in places]), strict=True)
    ]
    return {"places": places, "heat": heat}


def _anchor(totals: Sequence[DailyTotals], today: date) -> date:
    """The day that the other periods are opened at: today if it is here, else the newest logged day, else the last."""
    days = [day for day in totals if day.date <= today]
    if days and days[-1].date == today:
        return today
    return max((day.date for day in days if day.logged), default=totals[-1].date)


def _is_empty(shown: Diary) -> bool:
    return not (shown.days or shown.episodes or shown.readings)


def _within(day: date, today: date) -> date:
    """Raise Http404 unless the week, month or year around this day can be shown."""
    if not FIRST_DATE + timedelta(days=366) <= day <= today + timedelta(days=1):
        raise Http404
    return day

"""A week in one look: episodes beside what is tracked; each day is a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary, insights
from tracker.core.analysis import DailyTotals, by_hour, daily, in_persons_units, median_by_exposure
from tracker.core.analysis.describe.comparison import by_coverage, compare_value, usual_by_exposure
from tracker.core.analysis.describe.imported import imported_days
from tracker.core.analysis.describe.usual import Usual
from tracker.core.charts.cells import swatch
from tracker.core.charts.hours import hours_svg
from tracker.core.charts.week import WeekColumn, week_svg
from tracker.core.charts.words import period
from tracker.core.records import Diary, Exposure
from tracker.core.reports.source_words import sources_legend
from tracker.core.reports.week_words import LEGEND, day_with_values, week_answer, week_counted
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment
from tracker.views.periods import anchor_of, day_within, is_empty, places_of

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
    first = min(day_within(day or newest, today), newest)
    return _week_page(request, "week-of", first - timedelta(days=first.weekday()), newest, today)


@require_safe
def week_ending(request: SignedIn, day: date) -> HttpResponse:
    """Seven days, of which this is the last."""
    today = today_for(request.user)
    if request.user.calm_mode:
        return redirect("tracker:week-of", day)
    return _week_page(request, "week-ending", min(day_within(day, today), today) - SIX_DAYS, today, today)


def _week_page(request: SignedIn, kind: str, first: date, newest: date, today: date) -> HttpResponse:
    """Episodes over what is tracked, hours, places on the face; `newest` is the last day that may be shown."""
    name = f"{kind} {first} {newest} {today}"

    def context() -> dict[str, object]:
        shift = timedelta(days=7) if kind == "week-of" else timedelta(days=7) + SIX_DAYS
        later = min(first + shift, newest) if first + SIX_DAYS < newest else None
        earlier = first - (timedelta(days=7) if kind == "week-of" else timedelta(days=1))
        return _week(request.user, first, today) | {"pager": f"tracker:{kind}", "earlier": earlier, "later": later}

    part = cached_fragment(
        request.user, name, "tracker/_week.html", context, parts=("background", "entries", "busiest")
    )
    return render(request, "tracker/week.html", {"part": part})


def _week(user: User, first: date, today: date) -> dict[str, Any]:
    """What the seven days say."""
    last = first + SIX_DAYS
    longer = in_persons_units(
        diary.load_recent(user, last - USUAL_DAYS + ONE_DAY, last, today, background=diary.background(user))
    )
    shown = longer.between(first, min(last, today))
    totals, before = daily(shown), daily(longer)
    hours = by_hour(shown.episodes)
    return {
        "first": first,
        "last": last,
        "totals": totals,
        "is_empty": is_empty(shown),
        "exposures": [exposure for exposure in shown.exposures if exposure.tracked],
        "medians": median_by_exposure(before),
        "answer": week_answer(totals, _),
        "counted": week_counted(totals, _),
        "notes": [day for day in shown.days if day.note],
        "sources": _sources(shown),
        **_matrix(user, totals, before, by_coverage(before, shown.exposures), today),
        "hours": hours,
        "has_episodes": any(hours),
        "hours_chart": mark_safe(hours_svg(hours, _("Time of day"), "hours", _)),  # noqa: S308 - escaped in it.
        **places_of(shown),
        "today": today,
        "anchor": anchor_of(totals, today),
    }


def _sources(shown: Diary) -> str:
    """The legend line of what was read from files."""
    exposures = {exposure.key: exposure for exposure in shown.exposures if exposure.tracked}
    return sources_legend(imported_days(shown.readings), exposures, _)


def _matrix(
    user: User, totals: Sequence[DailyTotals], before: Sequence[DailyTotals], exposures: list[Exposure], today: date
) -> dict[str, Any]:
    """The drawing with the exposures that have most values, and one with all where there are more."""
    usuals = usual_by_exposure(before, exposures)
    highest = insights.most_episodes_in_a_day(user, today)

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
    words = day_with_values(date_format(day.date, "l j F"), day, cells, _)
    href = reverse("tracker:day", args=[day.date])
    return WeekColumn(day, href, words, tuple(cell for _exposure, cell in cells), is_today=day.date == today)

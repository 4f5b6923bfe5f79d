"""A month and a year as calendars, coloured by episodes, by strength or by what is tracked; each day is a link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.core.analysis import DailyTotals, daily, in_persons_units
from tracker.core.analysis.describe.comparison import by_coverage, compare_value, usual_by_exposure
from tracker.core.analysis.describe.usual import Usual
from tracker.core.charts import style
from tracker.core.charts.calendar_days import CalendarDay, ColourBy, step_swatches
from tracker.core.charts.cells import YES_LOOK, swatch, swatch_of
from tracker.core.charts.month_cells import month_svg
from tracker.core.charts.words import number
from tracker.core.charts.year_rows import YearMonth, year_svg
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.yes_no import NO, YES
from tracker.core.reports.calendar_colour import EPISODES, STRENGTH, Colour
from tracker.core.reports.calendar_words import most_and_fewest
from tracker.core.reports.week_words import LEGEND
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment
from tracker.views.periods import anchor_of, day_within, is_empty, places_of

ONE_DAY, USUAL_DAYS = timedelta(days=1), timedelta(days=90)
"""The person's own usual is that of at least three months up to the last day shown."""

MAX_CHIPS = 5
"""Links to colours that are in sight; the others are folded."""


@require_safe
def month(request: SignedIn, day: date) -> HttpResponse:
    """One month, a cell for each day from the first entry on."""
    today = today_for(request.user)
    first = day_within(day, today).replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return _page(request, "month", (first, following), (first - ONE_DAY).replace(day=1), today)


@require_safe
def year(request: SignedIn, day: date) -> HttpResponse:
    """One year, a row for each month; it begins with the month of the first entry."""
    today = today_for(request.user)
    first = day_within(day, today).replace(month=1, day=1)
    following, earlier = (first.replace(year=first.year + more) for more in (1, -1))
    return _page(request, "year", (first, following), earlier, today)


def _page(request: SignedIn, kind: str, period: tuple[date, date], earlier: date, today: date) -> HttpResponse:
    user, (first, following) = request.user, period
    key = _known_key(user, request.GET.get("by", ""))

    def context() -> dict[str, Any]:
        began = diary.background(user).began
        pager = {
            "earlier": earlier if began is None or began < first else None,
            "later": following if following <= today else None,
        }
        since = max(first, began) if began and began < following else first
        return _calendar(user, kind, (since, min(following - ONE_DAY, today)), key, today) | pager

    part = cached_fragment(
        user, f"{kind} {first} {today} {key}", "tracker/_calendar.html", context, parts=["background", "entries"]
    )
    return render(request, "tracker/calendar.html", {"kind": kind, "part": part})


def _known_key(user: User, key: str) -> str:
    """The key if it can name a colour; else that of the episodes, so that nothing else is cached."""
    if key == STRENGTH.key or key in BY_KEY:
        return key
    try:
        own = str(UUID(key))
    except ValueError:
        return EPISODES.key
    return own if user.exposures.filter(client_id=own).exists() else EPISODES.key


def _calendar(user: User, kind: str, days: tuple[date, date], key: str, today: date) -> dict[str, Any]:
    first, last = days
    longer = in_persons_units(
        diary.load_recent(
            user, min(first, last - USUAL_DAYS + ONE_DAY), last, today, background=diary.background(user)
        )
    )
    shown, before = longer.between(first, last), daily(longer)
    totals = daily(shown)
    exposures = by_coverage(before, longer.exposures)
    colours = [EPISODES, STRENGTH, *(Colour(ColourBy.EXPOSURE, one) for one in exposures)]
    colour = next((one for one in colours if one.key == key), EPISODES)
    usuals = usual_by_exposure(before, exposures)
    injected = diary.injection_days(user) if kind == "year" else frozenset()
    cells = [_cell(colour, day, usuals, today) for day in totals]
    return {
        "kind": kind,
        "first": first,
        "today": today,
        "anchor": anchor_of(totals, today),
        "totals": totals,
        "is_empty": is_empty(shown),
        "colour": colour,
        "chips": [(one, one.name(_)) for one in colours[:MAX_CHIPS]],
        "more_chips": [(one, one.name(_)) for one in colours[MAX_CHIPS:]],
        "is_folded": colour in colours[:MAX_CHIPS],
        "colour_name": colour.name(_),
        "by_query": "" if colour is EPISODES else f"?by={colour.key}",
        "answer": colour.answer(totals, _),
        "beside": _beside(kind, colour, totals, before),
        "chart": _month_chart(cells, colour) if kind == "month" else _year_chart(cells, colour, injected),
        "has_injections": any(first <= day <= last for day in injected),
        **_legend(colour, usuals),
        **places_of(shown),
    }


def _cell(colour: Colour, day: DailyTotals, usuals: Mapping[str, Usual], today: date) -> CalendarDay:
    compared = compare_value(day, colour.exposure, usuals, today) if colour.exposure else None
    words = colour.day_words(date_format(day.date, "l j F"), day, compared, _)
    href = reverse("tracker:day", args=[day.date])
    return CalendarDay(day, colour.look(day, compared, _), href, words, is_today=day.date == today)


def _beside(kind: str, colour: Colour, totals: Sequence[DailyTotals], before: Sequence[DailyTotals]) -> str:
    """The month before in the same words, or the months of a year with most and fewest episodes."""
    if kind == "year":
        return most_and_fewest(totals, _) if colour is EPISODES else ""
    last = totals[0].date.replace(day=1) - ONE_DAY
    days = [day for day in before if (day.date.year, day.date.month) == (last.year, last.month)]
    return colour.of_month(days, _) if any(day.logged for day in days) else ""


# The drawings escape every text in them; tests/core/charts check that.
def _month_chart(cells: Sequence[CalendarDay], colour: Colour) -> SafeString:
    words = colour.answer([cell.totals for cell in cells], _)
    return mark_safe(month_svg(cells, colour.name(_), words, with_episode_dots=colour is not EPISODES, translate=_))  # noqa: S308


def _year_chart(cells: Sequence[CalendarDay], colour: Colour, injected: frozenset[date]) -> SafeString:
    words = colour.answer([cell.totals for cell in cells], _)
    bars = style.TRACKED[2] if colour.exposure else style.SOFT
    return mark_safe(year_svg(list(_months(cells, colour, injected)), colour.name(_), words, bars, _))  # noqa: S308


def _months(cells: Sequence[CalendarDay], colour: Colour, injected: frozenset[date]) -> Iterator[YearMonth]:
    for first, days in groupby(cells, lambda cell: cell.totals.date.replace(day=1)):
        of_month = tuple(days)
        totals = [cell.totals for cell in of_month]
        total = colour.total(totals)
        injections = tuple(day.date.day for day in totals if day.date in injected)
        words = f"{date_format(first, 'F Y')}: {colour.answer(totals, _)}"
        query = "" if colour is EPISODES else f"?by={colour.key}"
        yield YearMonth(
            days=of_month,
            href=reverse("tracker:month", args=[first]) + query,
            words=words + (" " + _("An injection was given.") if injections else ""),
            total=total,
            total_label="–" if total is None else number(total),
            injections=injections,
        )


def _legend(colour: Colour, usuals: Mapping[str, Usual]) -> dict[str, Any]:
    if colour.exposure and colour.exposure.is_yes_no:
        looks = ((YES, YES_LOOK), (NO, {"fill": style.TRACKED[0]}))
        return {"steps": [(mark_safe(swatch_of(word, look)), _(word)) for word, look in looks]}  # noqa: S308
    if colour.exposure:
        marks = LEGEND if colour.exposure.key in usuals else ()
        return {"legend": [(mark_safe(swatch(mark)), _(words)) for mark, words in marks]}  # noqa: S308
    return {"steps": [(mark_safe(drawn), label) for drawn, label in step_swatches(colour.by)]}  # noqa: S308

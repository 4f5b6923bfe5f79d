"""The overview of the patterns: is it getting more, how strong, how long, and where."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker import insights
from tracker.core.analysis import Overview, WeekTotals, heat_levels
from tracker.core.charts.overview import line_svg, two_weeks_svg
from tracker.core.charts.weeks import weeks_svg
from tracker.core.charts.words import day_and_month, month, period
from tracker.core.reports.calm_words import calm_answer, calm_comparison
from tracker.core.reports.overview_words import OverviewWords, is_young, overview_words, week_words
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment

SIX_DAYS = timedelta(days=6)
STRONGEST = 10


@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """The last seven days beside the seven before, over twelve weeks. In calm mode it changes on Sundays only."""
    user, today = request.user, today_for(request.user)
    last = today - timedelta(days=today.isoweekday() % 7) if user.calm_mode else today
    part = cached_fragment(
        user, f"overview {last}", "tracker/_overview.html", lambda: _overview(user, last), parts=insights.PARTS
    )
    return render(request, "tracker/patterns.html", {"part": part})


def _overview(user: User, last: date) -> dict[str, Any]:
    shown, totals = insights.overview(user, last)
    words = overview_words(shown, _)
    return {
        "last": last,
        "shown": shown,
        "words": words,
        "sets_off": insights.triggers_so_far(user, last, _, totals).sentence(_) if shown.days_logged else "",
        "heat": [] if user.calm_mode else _heat(shown),
        "numbers": _numbers(shown),
        "calm_answer": calm_answer(shown, last, _),
        "calm_comparison": calm_comparison(shown, _),
        **({} if user.calm_mode or is_young(shown) else _charts(shown, words)),
    }


def _charts(shown: Overview, words: OverviewWords) -> dict[str, SafeString]:
    """The drawings; they escape every text in them, which tests/core/charts check."""
    totals = [week.totals for week in shown.weeks]
    ends = (month(totals[0].first_day, _), _("now"))
    labels = (_("Last 7 days"), _("7 days before"))
    drawn = {
        "two_weeks": two_weeks_svg(totals[-1], totals[-2], _("Two weeks"), words.two_weeks, labels, "two-weeks"),
        "weeks": weeks_svg(
            totals, _("Episodes a week"), words.weeks, _, inline="weeks", levels=shown.levels, leads_to=_week_link
        ),
        "strength": line_svg(
            [week.strength for week in shown.weeks], _("Strength, mean"), _("Week by week, from 0 to 10."), ends,
            "strength", STRONGEST,
        ),
        "minutes": line_svg(
            [week.minutes for week in shown.weeks], _("Minutes a week"), _("Week by week."), ends, "minutes"
        ),
    }  # fmt: skip
    return {name: mark_safe(svg) for name, svg in drawn.items()}  # noqa: S308


def _week_link(week: WeekTotals) -> tuple[str, str]:
    last = week.first_day + SIX_DAYS
    return reverse("tracker:week-ending", args=[last]), week_words(week, period(week.first_day, last, _), _)


def _heat(shown: Overview) -> list[tuple[object, int, str]]:
    return [
        (place.place, level, ngettext("%(n)d episode", "%(n)d episodes", place.episodes) % {"n": place.episodes})
        for place, level in zip(shown.places, heat_levels([one.episodes for one in shown.places]), strict=True)
    ]


def _numbers(shown: Overview) -> dict[str, object]:
    """The newest value and the one before of strength and minutes; None where it is not known."""
    now, before = (shown.weeks[-1], shown.weeks[-2]) if len(shown.weeks) > 1 else (None, None)
    stretch = shown.longest_quiet
    return {
        "strength": now and now.strength,
        "strength_before": before and before.strength,
        "minutes": now and now.minutes,
        "minutes_before": before and before.minutes,
        "quiet_from": stretch and day_and_month(stretch.first_day, _),
        "quiet_to": stretch and day_and_month(stretch.last_day, _),
    }

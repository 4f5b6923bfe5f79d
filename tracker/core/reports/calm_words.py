"""Calm mode in words: quiet days first, no count of episodes, nothing that got worse."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.core.analysis import DailyTotals, Direction, Overview
from tracker.core.analysis.describe.overview import Comparison
from tracker.core.charts.words import day_and_month
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.overview_words import COMPARISONS, DIRECTIONS, is_young

SIX_DAYS = timedelta(days=6)

SO_FAR = (
    "",
    _("One quiet day so far."),
    _("Two quiet days so far."),
    _("Three quiet days so far."),
    _("Four quiet days so far."),
    _("Five quiet days so far."),
    _("Six quiet days so far."),
    _("Seven quiet days so far."),
)
OF_A_WEEK = (
    _("No quiet day was noted in the week to %(day)s."),
    _("One quiet day in the week to %(day)s."),
    _("Two quiet days in the week to %(day)s."),
    _("Three quiet days in the week to %(day)s."),
    _("Four quiet days in the week to %(day)s."),
    _("Five quiet days in the week to %(day)s."),
    _("Six quiet days in the week to %(day)s."),
    _("Seven quiet days in the week to %(day)s."),
)


def quiet_days_so_far(days: Iterable[DailyTotals], today: date, translate: Translate = str) -> str:
    """The quiet days since Monday; empty without any."""
    monday = today - timedelta(days=today.weekday())
    number = _quiet_days(days, monday, today)
    return translate(SO_FAR[number]) if number else ""


def calm_answer(shown: Overview, last: date, translate: Translate = str) -> str:
    """The quiet days of the last seven."""
    if not shown.days_logged:
        return translate(_("Nothing noted yet."))
    number = _quiet_days(shown.days, last - SIX_DAYS, last)
    return translate(OF_A_WEEK[number]) % {"day": day_and_month(last, translate)}


def calm_comparison(shown: Overview, translate: Translate = str) -> str:
    """The week beside the one before and the trend, each only if it is not worse."""
    if is_young(shown):
        return ""
    sentences = []
    if shown.comparison in (Comparison.SAME, Comparison.FEWER):
        sentences.append(translate(COMPARISONS[shown.comparison]))
    if shown.trend.direction in (Direction.FALLING, Direction.UNCLEAR):
        sentences.append(translate(DIRECTIONS[shown.trend.direction]) % {"weeks": len(shown.weeks)})
    return " ".join(sentences)


def _quiet_days(days: Iterable[DailyTotals], first: date, last: date) -> int:
    return sum(1 for day in days if first <= day.date <= last and day.logged and not day.episodes)

"""A month or a year in words: what was counted, and the month before or the months with most and fewest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from statistics import fmean

from tracker.core.analysis import DailyTotals
from tracker.core.charts.words import exposure_name, exposure_unit, number
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.week_words import SCORE_UNIT, episodes_in_words

FULL_MONTHS = (
    _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
    _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
)  # fmt: skip

MIN_DAYS_OF_MONTH, MIN_MONTHS = 20, 3
"""Months with at least this many noted days are compared, if there are at least this many months."""


def episodes_answer(totals: Sequence[DailyTotals], translate: Translate = str) -> str:
    """The episodes and the days with any."""
    counts = [day.episodes for day in totals if day.episodes is not None]
    if not counts:
        return translate(_("Nothing noted in these days."))
    words = {
        "episodes": episodes_in_words(sum(counts), translate),
        "n": sum(count > 0 for count in counts),
        "days": len(counts),
    }
    is_one = len(counts) == 1
    if not words["n"]:
        text = _("No twitch on the one day noted.") if is_one else _("No twitch on %(days)d days noted.")
    else:
        text = (
            _("%(episodes)s on the one day noted.") if is_one else _("%(episodes)s on %(n)d of %(days)d days noted.")
        )
    return translate(text) % words


def strength_answer(totals: Sequence[DailyTotals], translate: Translate = str) -> str:
    """The strongest episode, and how strong the strongest of a day is on average."""
    strengths = [day.strongest for day in totals if day.strongest is not None]
    if not strengths:
        return translate(_("No strength noted in these days."))
    words = {"most": max(strengths), "mean": number(round(fmean(strengths), 1))}
    return translate(_("The strongest of a day: %(mean)s of 10 on average, %(most)d at most.")) % words


def exposure_answer(totals: Sequence[DailyTotals], exposure: Exposure, translate: Translate = str) -> str:
    """The mean of an exposure over the days with a value, or how many of them were a yes."""
    words = {"name": exposure_name(exposure, translate), "value": mean_in_words(totals, exposure, translate)}
    if not words["value"]:
        return translate(_("%(name)s: nothing noted in these days.")) % words
    if exposure.is_yes_no:
        return translate(_("%(name)s: %(value)s.")) % words
    return translate(_("%(name)s: %(value)s a day on average.")) % words


def mean_in_words(totals: Sequence[DailyTotals], exposure: Exposure, translate: Translate = str) -> str:
    """The mean with its unit, or "yes on 3 of 12 days"; empty without a value."""
    if exposure.is_yes_no:
        return _yes_days(totals, exposure.key, translate)
    mean = mean_of(totals, exposure.key)
    if mean is None:
        return ""
    unit = translate(_("of 10")) if exposure.unit == SCORE_UNIT else exposure_unit(exposure, translate)
    return " ".join(filter(None, [number(mean), unit]))


def mean_of(totals: Sequence[DailyTotals], key: str) -> float | None:
    """The mean of an exposure, rounded to a tenth (from 100 on to a whole number); None without a value."""
    values = [day.values[key] for day in totals if key in day.values]
    if not values:
        return None
    mean = fmean(values)
    return round(mean, 1) if mean < 100 else round(mean)


def yes_days(totals: Sequence[DailyTotals], key: str) -> int | None:
    """On how many days it was a yes; None without a value."""
    values = [day.values[key] for day in totals if key in day.values]
    return sum(value > 0 for value in values) if values else None


def _yes_days(totals: Sequence[DailyTotals], key: str, translate: Translate) -> str:
    days = yes_days(totals, key)
    if days is None:
        return ""
    noted = sum(key in day.values for day in totals)
    words = translate(_("yes on %(n)d of %(days)d day") if noted == 1 else _("yes on %(n)d of %(days)d days"))
    return words % {"n": days, "days": noted}


def in_month(month: int, words: str, translate: Translate = str) -> str:
    """Words about another month, after its name, as a sentence."""
    return f"{translate(FULL_MONTHS[month - 1])}: {words.removesuffix('.')}."


def most_and_fewest(totals: Sequence[DailyTotals], translate: Translate = str) -> str:
    """The months with most and with fewest episodes; empty where too few months can be compared."""
    months = (list(days) for _first, days in groupby(totals, lambda day: day.date.replace(day=1)))
    sums = [
        (sum(day.episodes or 0 for day in days), translate(FULL_MONTHS[days[0].date.month - 1]))
        for days in months
        if sum(day.logged for day in days) >= MIN_DAYS_OF_MONTH
    ]
    if len(sums) < MIN_MONTHS:
        return ""
    (fewest, low), (most, high) = min(sums, key=lambda one: one[0]), max(sums, key=lambda one: one[0])
    if most == fewest:
        return ""
    words = {"most": most, "high": high, "fewest": fewest, "low": low}
    return translate(_("Most in %(high)s: %(most)d. Fewest in %(low)s: %(fewest)d.")) % words

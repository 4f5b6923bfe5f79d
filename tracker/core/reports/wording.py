"""Format numbers, dates, durations and the person's own words for a summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor, log10

import regex

from tracker.core.reference.dates import MONTHS
from tracker.core.reference.dates import day_text as day_text
from tracker.core.reference.dates import month_text as month_text
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.signs import SIGNS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell

MAX_DECIMALS = 6

A_MINUTE, LONG_MINUTES = 60, 120
"""Durations below two hours are written in minutes only."""

LONG_WORD = regex.compile(r"(?:(?![\s\p{Line_Break=SA}\p{Line_Break=ID}])\X){30}(?=\S)")
"""Thirty letters without a break: a longer word may be broken there, so that it does not run off the paper.

Scripts written without spaces (Thai, Chinese) have their own break opportunities.
"""


def number(value: float, significant: int = 3, max_decimals: int = MAX_DECIMALS) -> Cell:
    """Round to `significant` digits; digits before the decimal point are kept: 1650 stays 1650.

    The text uses a true minus sign and no trailing zeros.
    """
    cut = rounded(value, significant, max_decimals)
    if isinstance(cut, int):
        return Cell(_minus(str(cut)), cut)
    return Cell(_minus(f"{cut:.{_decimals(value, significant, max_decimals)}f}".rstrip("0")), cut)


def rounded(value: float, significant: int = 3, max_decimals: int = MAX_DECIMALS) -> int | float:
    """The value as `number` rounds it."""
    cut = round(value, _decimals(value, significant, max_decimals))
    return int(cut) if cut == int(cut) else cut


def _decimals(value: float, significant: int, max_decimals: int) -> int:
    decimals = significant - 1 - floor(log10(abs(value))) if value else 0
    return min(max(decimals, 0), max_decimals)


def whole(count: int) -> Cell:
    """A count."""
    return Cell(str(count), count)


def day_cell(day: date, translate: Translate) -> Cell:
    """A date in words, and in ISO 8601."""
    return Cell(day_text(day, translate), day.isoformat())


def period_text(first: date, last: date, translate: Translate) -> str:
    """A period; one date if both ends are the same, the year once if it is the same."""
    if first == last:
        return day_text(first, translate)
    begins = _without_year(first, translate) if first.year == last.year else day_text(first, translate)
    return translate(_("%(first)s to %(last)s")) % {"first": begins, "last": day_text(last, translate)}


def days_list(days: Sequence[date], translate: Translate) -> str:
    """Dates in order, the year once where it is the same: "12 Nov, 19 Nov and 26 Nov 2026"."""
    *others, last = days
    if not others:
        return day_text(last, translate)
    words = [_without_year(day, translate) if day.year == last.year else day_text(day, translate) for day in others]
    return translate(_("%(days)s and %(last)s")) % {"days": ", ".join(words), "last": day_text(last, translate)}


def days_text(count: int, translate: Translate) -> str:
    """A number of days, in words."""
    return translate(_("%(count)d day") if count == 1 else _("%(count)d days")) % {"count": count}


def share(part: int, whole: int, translate: Translate) -> str:
    """A part of a whole: "142 of 180"."""
    return translate(_("%(part)d of %(whole)d")) % {"part": part, "whole": whole}


def duration_text(seconds: int, translate: Translate) -> str:
    """A duration: "45 s", "16 min", "2 h 5 min", "1 d 3 h"; seconds only below a minute."""
    if seconds < A_MINUTE:
        return translate(_("%(n)d s")) % {"n": seconds}
    if seconds < LONG_MINUTES * A_MINUTE:
        return translate(_("%(n)d min")) % {"n": seconds // A_MINUTE}
    hours, minutes = divmod(seconds // A_MINUTE, 60)
    days, hours_left = divmod(hours, 24)
    units = (
        ((days, _("%(n)d d")), (hours_left, _("%(n)d h")))
        if days
        else ((hours, _("%(n)d h")), (minutes, _("%(n)d min")))
    )
    return " ".join(translate(unit) % {"n": count} for count, unit in units if count)


def durations_text(low_s: int, high_s: int, translate: Translate) -> str:
    """A range of durations: "3 to 11 min"; a single one if both read the same."""
    low, high = duration_text(low_s, translate), duration_text(high_s, translate)
    if low == high:
        return low
    if low_s >= A_MINUTE and high_s < LONG_MINUTES * A_MINUTE:
        low = str(low_s // A_MINUTE)
    return translate(_("%(low)s to %(high)s")) % {"low": low, "high": high}


def sign_name(name: str, translate: Translate) -> str:
    """A sign in the reader's language, an unknown one in the person's own words."""
    return translate(SIGNS[name].says) if name in SIGNS else own_words(name)


def own_words(text: str, longest: int = 60) -> str:
    """The person's own words on one line, shortened."""
    return one_line(text, longest)


def on_paper(text: str, longest: int) -> str:
    """The same for print: long words get break opportunities (U+200B)."""
    return LONG_WORD.sub("\\g<0>\u200b", own_words(text, longest))


def _without_year(day: date, translate: Translate) -> str:
    return translate(_("%(day)d %(month)s")) % {"day": day.day, "month": translate(MONTHS[day.month - 1])}


def _minus(text: str) -> str:
    return text.replace("-", "−")

"""How numbers, dates, durations and the person's own words are written in a summary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import floor, log10

import regex

from tracker.core.reference.dates import MONTHS
from tracker.core.reference.dates import day_text as day_text
from tracker.core.reference.dates import month_text as month_text
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell

MOST_DECIMALS = 6

A_MINUTE, LONG_MINUTES = 60, 120
"""Up to so many minutes a length of time is written in minutes alone."""

LONG_WORD = regex.compile(r"(?:(?![\s\p{Line_Break=SA}\p{Line_Break=ID}])\X){30}(?=\S)")
"""A word that goes on after so many letters may be broken there, lest it run over the edge of the paper.

Scripts that are written without blanks (Thai, Chinese) have places of their own.
"""


def number(value: float, significant: int = 3, most_decimals: int = MOST_DECIMALS) -> Cell:
    """A value cut to so many significant digits; whole digits are never rounded away: 1650 stays 1650.

    The text uses a true minus sign and ends without needless zeros.
    """
    cut = rounded(value, significant, most_decimals)
    if isinstance(cut, int):
        return Cell(_minus(str(cut)), cut)
    return Cell(_minus(f"{cut:.{_decimals(value, significant, most_decimals)}f}".rstrip("0")), cut)


def rounded(value: float, significant: int = 3, most_decimals: int = MOST_DECIMALS) -> int | float:
    """The value as `number` shows it, bare."""
    cut = round(value, _decimals(value, significant, most_decimals))
    return int(cut) if cut == int(cut) else cut


def _decimals(value: float, significant: int, most_decimals: int) -> int:
    decimals = significant - 1 - floor(log10(abs(value))) if value else 0
    return min(max(decimals, 0), most_decimals)


def whole(count: int) -> Cell:
    """A count."""
    return Cell(str(count), count)


def day_cell(day: date, translate: Translate) -> Cell:
    """A date as it is said, and as ISO 8601 writes it."""
    return Cell(day_text(day, translate), day.isoformat())


def period_text(first: date, last: date, translate: Translate) -> str:
    """Two dates, or one where both are the same; the year once where it is the same."""
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
    """So many days."""
    return translate(_("%(count)d day") if count == 1 else _("%(count)d days")) % {"count": count}


def share(part: int, whole: int, translate: Translate) -> str:
    """A part of a whole: "142 of 180"."""
    return translate(_("%(part)d of %(whole)d")) % {"part": part, "whole": whole}


def duration_text(seconds: int, translate: Translate) -> str:
    """A length of time as the journal rounds it: "45 s", "16 min", "2 h 5 min", "1 d 3 h"; seconds below a minute."""
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
    """From one length of time to another: "3 to 11 min"; one alone where both read the same."""
    low, high = duration_text(low_s, translate), duration_text(high_s, translate)
    if low == high:
        return low
    if low_s >= A_MINUTE and high_s < LONG_MINUTES * A_MINUTE:
        low = str(low_s // A_MINUTE)
    return translate(_("%(low)s to %(high)s")) % {"low": low, "high": high}


def own_words(text: str, longest: int = 60) -> str:
    """The person's own words on one line, cut where they run on."""
    return one_line(text, longest)


def on_paper(text: str, longest: int) -> str:
    """The same for a column of paper: a word that would run over the edge has places where it may be broken."""
    return LONG_WORD.sub("\\g<0>\u200b", own_words(text, longest))


def _without_year(day: date, translate: Translate) -> str:
    return translate(_("%(day)d %(month)s")) % {"day": day.day, "month": translate(MONTHS[day.month - 1])}


def _minus(text: str) -> str:
    return text.replace("-", "−")

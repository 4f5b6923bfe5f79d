"""How numbers, dates, durations and the person's own words are written in a summary."""

from __future__ import annotations

from datetime import date
from math import floor, log10

import regex

from tracker.reference.graphemes import one_line
from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Cell, Say

MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip

MOST_DECIMALS = 6

LONG_WORD = regex.compile(r"(?:(?![\s\p{Line_Break=SA}\p{Line_Break=ID}])\X){30}(?=\S)")
"""A word that goes on after so many letters may be broken there, lest it run over the edge of the paper.

Scripts that are written without blanks (Thai, Chinese) have places of their own.
"""


def number(value: float, significant: int = 3, most_decimals: int = MOST_DECIMALS) -> Cell:
    """A value cut to so many significant digits; whole digits are never rounded away: 1650 stays 1650.

    The text uses a true minus sign and ends without needless zeros.
    """
    decimals = significant - 1 - floor(log10(abs(value))) if value else 0
    decimals = min(max(decimals, 0), most_decimals)
    rounded = round(value, decimals)
    if rounded == int(rounded):
        return Cell(_minus(str(int(rounded))), int(rounded))
    return Cell(_minus(f"{rounded:.{decimals}f}".rstrip("0")), rounded)


def whole(count: int) -> Cell:
    """A count."""
    return Cell(str(count), count)


def day_text(day: date, say: Say) -> str:
    """A date as it is said: "3 May 2026"."""
    return say(_("%(day)d %(month)s %(year)d")) % {
        "day": day.day,
        "month": say(MONTHS[day.month - 1]),
        "year": day.year,
    }


def day_cell(day: date, say: Say) -> Cell:
    """A date as it is said, and as ISO 8601 writes it."""
    return Cell(day_text(day, say), day.isoformat())


def period_text(first: date, last: date, say: Say) -> str:
    """Two dates, or one where both are the same; the year once where it is the same."""
    if first == last:
        return day_text(first, say)
    begins = _without_year(first, say) if first.year == last.year else day_text(first, say)
    return say(_("%(first)s to %(last)s")) % {"first": begins, "last": day_text(last, say)}


def days_text(count: int, say: Say) -> str:
    """So many days."""
    return say(_("%(count)d day") if count == 1 else _("%(count)d days")) % {"count": count}


def share(part: int, whole: int, say: Say) -> str:
    """A part of a whole: "142 of 180"."""
    return say(_("%(part)d of %(whole)d")) % {"part": part, "whole": whole}


def duration_text(seconds: int, say: Say) -> str:
    """A length of time in its two largest units: "2 h 5 min"."""
    units = ((86_400, _("%(n)d d")), (3_600, _("%(n)d h")), (60, _("%(n)d min")), (1, _("%(n)d s")))
    parts: list[str] = []
    for length, unit in units:
        count, seconds = divmod(seconds, length)
        if count or parts or length == 1:
            parts.append(say(unit) % {"n": count} if count or not parts else "")
    return " ".join(part for part in parts[:2] if part)


def own_words(text: str, longest: int = 60) -> str:
    """The person's own words on one line, cut where they run on."""
    return one_line(text, longest)


def on_paper(text: str, longest: int) -> str:
    """The same for a column of paper: a word that would run over the edge has places where it may be broken."""
    return LONG_WORD.sub("\\g<0>\u200b", own_words(text, longest))


def _without_year(day: date, say: Say) -> str:
    return say(_("%(day)d %(month)s")) % {"day": day.day, "month": say(MONTHS[day.month - 1])}


def _minus(text: str) -> str:
    return text.replace("-", "−")

"""One day in words: what was noted, and how it compares with the usual day."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.usual import Mark, Usual, usual
from tracker.core.charts.cells import SIGNS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

MARKS = {
    Mark.MUCH_LESS: (SIGNS[Mark.MUCH_LESS], _("much less")),
    Mark.LESS: (SIGNS[Mark.LESS], _("less")),
    Mark.USUAL: (SIGNS[Mark.USUAL], _("your usual")),
    Mark.MORE: (SIGNS[Mark.MORE], _("more")),
    Mark.MUCH_MORE: (SIGNS[Mark.MUCH_MORE], _("much more")),
}
"""The sign and the word that say how a value compares with one's own usual."""

COMPARED = {
    Mark.MUCH_LESS: _("Fewer than usual: your usual day has %(usual)s."),
    Mark.LESS: _("Fewer than usual: your usual day has %(usual)s."),
    Mark.USUAL: _("As usual: your usual day has %(usual)s."),
    Mark.MORE: _("More than usual: your usual day has %(usual)s."),
    Mark.MUCH_MORE: _("More than usual: your usual day has %(usual)s."),
}


def day_answer(totals: DailyTotals, durations: Sequence[int | None], translate: Translate = str) -> str:
    """The first sentence about a day. `durations` are those of its episodes, in seconds; None was not said."""
    if totals.episodes is None:
        return translate(_("Not logged."))
    if not totals.episodes:
        return translate(_("No twitch."))
    episodes = translate(_("%(n)d episode") if totals.episodes == 1 else _("%(n)d episodes")) % {"n": totals.episodes}
    known = [seconds for seconds in durations if seconds is not None]
    if not known:
        return f"{episodes}."
    words = _("%(length)s noted") if len(known) < len(durations) else _("%(length)s in all")
    length = translate(words) % {"length": _length(sum(known), translate)}
    return f"{episodes}, {length}."


def _length(seconds: int, translate: Translate) -> str:
    if seconds < 60:
        return translate(_("%(n)d second") if seconds == 1 else _("%(n)d seconds")) % {"n": seconds}
    minutes = round(seconds / 60)
    return translate(_("%(n)d minute") if minutes == 1 else _("%(n)d minutes")) % {"n": minutes}


def day_compared(
    totals: DailyTotals, others: Sequence[DailyTotals], translate: Translate = str, is_over: bool = True
) -> str:
    """How many episodes a usual day has; empty where the day was not logged or there is no usual yet.

    `others` are the days before it. A day that is not over may still get more, so it is never fewer.
    """
    found = usual([day.episodes for day in others if day.episodes is not None])
    if totals.episodes is None or found is None:
        return ""
    mark = found.mark(totals.episodes)
    if not is_over and mark in (Mark.LESS, Mark.MUCH_LESS):
        return ""
    return translate(COMPARED[mark]) % {"usual": _range(found, translate)}


def _range(found: Usual, translate: Translate) -> str:
    low, high = round(found.low), round(found.high)
    if low == high:
        return str(low) if low else translate(_("none"))
    words = _("%(low)d or %(high)d") if high - low == 1 else _("%(low)d to %(high)d")
    return translate(words) % {"low": low, "high": high}

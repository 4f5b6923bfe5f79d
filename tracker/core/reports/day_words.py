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
    minutes = max(round(sum(known) / 60), 1)
    if len(known) < len(durations):
        length = translate(_("%(n)d minute noted") if minutes == 1 else _("%(n)d minutes noted"))
    else:
        length = translate(_("%(n)d minute in all") if minutes == 1 else _("%(n)d minutes in all"))
    return f"{episodes}, {length % {'n': minutes}}."


def day_compared(totals: DailyTotals, others: Sequence[DailyTotals], translate: Translate = str) -> str:
    """How many episodes a usual day has; empty where the day was not logged or there is no usual yet.

    `others` are the days before it.
    """
    found = usual([day.episodes for day in others if day.episodes is not None])
    if totals.episodes is None or found is None:
        return ""
    return translate(COMPARED[found.mark(totals.episodes)]) % {"usual": _range(found, translate)}


def _range(found: Usual, translate: Translate) -> str:
    low, high = round(found.low), round(found.high)
    if low == high:
        return str(low) if low else translate(_("none"))
    words = _("%(low)d or %(high)d") if high - low == 1 else _("%(low)d to %(high)d")
    return translate(words) % {"low": low, "high": high}

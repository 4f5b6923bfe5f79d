"""Seven days in words: which day had most, what was counted, and each day for somebody who hears it."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.analysis.describe.usual import Mark
from tracker.core.charts.words import exposure_name, exposure_unit, number
from tracker.core.records import Exposure
from tracker.core.reference.exposures import SCORES
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reference.yes_no import yes_or_no

FULL_WEEKDAYS = (
    _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
)  # fmt: skip

MAX_QUIET_EPISODES, MIN_QUIET_DAYS = 2, 4
"""A quiet week has at most this many episodes and at least this many noted days."""

BESIDE_USUAL = {
    Mark.MUCH_LESS: _("much less than usual"),
    Mark.LESS: _("less than usual"),
    Mark.MORE: _("more than usual"),
    Mark.MUCH_MORE: _("much more than usual"),
}

LEGEND = (
    (Mark.MUCH_MORE, _("much more than usual")),
    (Mark.MORE, _("more")),
    (Mark.LESS, _("less")),
    (Mark.MUCH_LESS, _("much less")),
)

SCORE_UNIT = f"{SCORES[0]:g}–{SCORES[1]:g}"


def week_answer(totals: Sequence[DailyTotals], translate: Translate = str) -> str:
    """The first sentence about these days; it says nothing about causes."""
    logged = [day for day in totals if day.episodes is not None]
    episodes = sum(day.episodes or 0 for day in logged)
    if not logged:
        return translate(_("Nothing noted in these days."))
    if len(logged) < MIN_QUIET_DAYS:
        return _counted(episodes, len(logged), translate)
    if not episodes:
        return translate(_("A quiet week: no twitch."))
    if episodes <= MAX_QUIET_EPISODES:
        return translate(_("A quiet week: %(episodes)s.")) % {"episodes": episodes_in_words(episodes, translate)}
    highest = max(day.episodes or 0 for day in logged)
    days = [translate(FULL_WEEKDAYS[day.date.weekday()]) for day in logged if day.episodes == highest]
    if len(days) == 1:
        return translate(_("Most on %(day)s: %(n)d.")) % {"day": days[0], "n": highest}
    if len(days) == 2:
        words = {"day": days[0], "other": days[1], "n": highest}
        return translate(_("Most on %(day)s and %(other)s: %(n)d each.")) % words
    return translate(_("%(episodes)s, at most %(n)d a day.")) % {
        "episodes": episodes_in_words(episodes, translate),
        "n": highest,
    }


def week_counted(totals: Sequence[DailyTotals], translate: Translate = str) -> str:
    """The second sentence; empty where the first one says the same."""
    logged = [day.episodes for day in totals if day.episodes is not None]
    return _counted(sum(logged), len(logged), translate) if len(logged) >= MIN_QUIET_DAYS else ""


def episodes_in_words(episodes: int, translate: Translate = str) -> str:
    """A number of episodes."""
    return translate(_("%(n)d episode") if episodes == 1 else _("%(n)d episodes")) % {"n": episodes}


def day_with_values(
    name: str,
    totals: DailyTotals,
    cells: Sequence[tuple[Exposure, ComparedValue | None]],
    translate: Translate = str,
) -> str:
    """One day with all its values, after its name."""
    if totals.episodes is None:
        first = translate(_("not logged"))
    else:
        first = episodes_in_words(totals.episodes, translate) if totals.episodes else translate(_("no twitch"))
    return "; ".join(
        [f"{name}: {first}", *(value_in_words(exposure, cell, translate) for exposure, cell in cells if cell)]
    )


def value_in_words(exposure: Exposure, cell: ComparedValue, translate: Translate = str) -> str:
    """A value with its name, its unit and how it compares with the usual."""
    if cell.is_yes_no:
        return f"{exposure_name(exposure, translate)}: {yes_or_no(cell.value, translate)}"
    unit = translate(_("of 10")) if exposure.unit == SCORE_UNIT else exposure_unit(exposure, translate)
    words = " ".join(filter(None, [exposure_name(exposure, translate), number(cell.value), unit]))
    if cell.is_so_far:
        return translate(_("%(value)s so far")) % {"value": words}
    return f"{words}, {translate(BESIDE_USUAL[cell.mark])}" if cell.mark in BESIDE_USUAL else words


def _counted(episodes: int, days: int, translate: Translate) -> str:
    noted = translate(_("%(n)d day") if days == 1 else _("%(n)d days")) % {"n": days}
    text = _("%(episodes)s on %(days)s noted.") if episodes else _("No twitch on %(days)s noted.")
    return translate(text) % {
        "episodes": episodes_in_words(episodes, translate),
        "days": noted,
    }

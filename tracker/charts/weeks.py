"""Episodes per week over a longer time, for the page a doctor reads."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from matplotlib.figure import Figure

from tracker.analysis import WeekTotals
from tracker.charts import style
from tracker.charts.marks import RIGHT_PT, TOP_PT, counts_panel, draw_week_count, highest_of_week, key_not_logged
from tracker.charts.sheet import PHONE_PT, Panel, sheet
from tracker.charts.words import Say, day_and_month, month_and_year, number, period
from tracker.reference.words import gettext_noop as _

HEIGHT_PT, PAGE_HEIGHT_PT, BELOW_PT = 100.0, 50.0, 50.0
BAR_WIDTH = 0.7
FEWEST_COLUMNS = 8
"""Fewer weeks than these leave the right side empty, so that a bar stays a bar."""

WEEKS_A_YEAR = 53

DATE_PT = 42.0
"""The room a date needs beside the next one."""

NUMBER_PT, DIGIT_PT = 9.0, 4.4
"""The room one bar needs for its number over it, for one digit below it."""


def draw_weeks(
    weekly: Sequence[WeekTotals], say: Say = str, page_pt: float | None = None, page_height_pt: float = PAGE_HEIGHT_PT
) -> Figure:
    """Episodes counted, a bar for each week, with the days logged beneath.

    `page_pt` is its width on a printed page and `page_height_pt` that of its bars; without the width it is drawn for a
    phone. Nothing in it needs colour.
    """
    width, height = (page_pt, page_height_pt) if page_pt else (PHONE_PT, HEIGHT_PT)
    figure = sheet(width, TOP_PT + height + BELOW_PT)
    highest = max((ceil(highest_of_week(week)) for week in weekly), default=0)
    columns = max(len(weekly), FEWEST_COLUMNS)
    panel = counts_panel(figure, height, columns, highest, say(_("Episodes per week")))
    for column, week in enumerate(weekly):
        _draw_week(panel, column, week, panel.width / columns)
    if any(week.days_logged < week.days for week in weekly):
        key_not_logged(panel, say)
    _draw_dates(panel, weekly, say)
    return figure


def describe_weeks(weekly: Sequence[WeekTotals], say: Say = str) -> str:
    """The same numbers in words, for whoever does not see the chart."""
    counts = [week.episodes for week in weekly if week.days_logged]
    if not counts:
        return say(_("No day was logged in this time."))
    words = {
        "period": period(weekly[0].first_day, weekly[-1].first_day, say),
        "low": number(min(counts)),
        "high": number(max(counts)),
        "logged": sum(week.days_logged for week in weekly),
        "unknown": len(weekly) - len(counts),
    }
    return say(_(
        "Weeks from %(period)s: from %(low)s to %(high)s episodes counted in a week. "
        "Days logged: %(logged)d. Weeks not logged: %(unknown)d."
    )) % words  # fmt: skip


def _draw_week(panel: Panel, column: int, week: WeekTotals, room_pt: float) -> None:
    draw_week_count(panel, column, week, str(week.episodes) if room_pt >= NUMBER_PT else "", BAR_WIDTH)
    if room_pt >= DIGIT_PT:
        panel.text(column, 0, str(week.days_logged), dy=-9, fontsize=style.TINY_PT)


def _draw_dates(panel: Panel, weekly: Sequence[WeekTotals], say: Say) -> None:
    """Mondays, as many as fit, months where there is more than a year of them; and what the small numbers are."""
    room_pt = panel.width / (panel.columns[1] - panel.columns[0])
    date_text = month_and_year if len(weekly) > WEEKS_A_YEAR else day_and_month
    every = ceil(DATE_PT / room_pt)
    for column in range(0, len(weekly), every):
        if (panel.columns[1] - column) * room_pt + RIGHT_PT < DATE_PT / 2:
            continue  # It would run over the edge of the sheet.
        panel.text(column, 0, date_text(weekly[column].first_day, say), dy=-21)
    note = _("Small numbers: days logged. Hatched: days not logged, at the pace of their week.")
    without = _("Hatched: days not logged, at the pace of their week.")
    words = say(note if room_pt >= DIGIT_PT else without)
    panel.text(panel.columns[0], 0, words, 2 - panel.left, -38, ha="left", fontsize=style.NOTE_PT)

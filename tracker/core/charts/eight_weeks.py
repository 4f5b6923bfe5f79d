"""An exposure day by day over eight weeks: a dot at each value, filled on days with episodes, their number below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from math import ceil

from tracker.core.analysis import DailyTotals
from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing, hatch, link
from tracker.core.charts.scales import whole_steps
from tracker.core.charts.words import day_and_month
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.yes_no import yes_or_no

DAYS = 56
A_WEEK = 7
VALUES_PX, BARS_PX, TOP_PX, GAP_PX = 96.0, 44.0, 8.0, 12.0
SLEEP, SCORES, NO_AND_YES = (4, 7, 10), (0, 5, 10), (0, 1)
MIN_TOP = 5
"""The scale of episodes a day reaches at least this far, so that two strips compare by eye."""


def eight_weeks_svg(
    days: Sequence[DailyTotals],
    exposure: Exposure,
    usual: float | None,
    title: str,
    description: str,
    week_link: Callable[[DailyTotals], tuple[str, str]],
    translate: Translate = str,
) -> str:
    """The strip. Each week, ending with the day that `week_link` is asked for, leads to its page."""
    sheet = drawing("eight-weeks", title, description, "eight-weeks")
    middle = TOP_PX + VALUES_PX
    low = middle + GAP_PX + BARS_PX
    sheet.root.set("height", f"{low + 1.8 * sheet.letters:g}")
    key = exposure.key
    values = [day.values[key] for day in days if key in day.values]
    marks = _marks(exposure, values)
    room = 100 / max(len(days), 1)

    def height(value: float) -> float:
        return middle - VALUES_PX * (value - marks[0]) / (marks[-1] - marks[0])

    for mark in marks:
        y = height(mark)
        sheet.add("line", x1=0, x2="100%", y1=y, y2=y, stroke=style.GRID, stroke_width=1)
        words = yes_or_no(mark, translate) if exposure.is_yes_no else f"{mark:g}"
        sheet.text(words, x=-8, y=y + 4, fill=style.QUIET, text_anchor="end")
    if usual is not None:
        y = height(usual)
        sheet.add(
            "line", x1=0, x2="100%", y1=y, y2=y, stroke=style.MEDIAN, stroke_width=1.4, stroke_dasharray="4 3",
            class_="usual",
        )  # fmt: skip
    sheet.add("line", x1=0, x2="100%", y1=low, y2=low, stroke=style.LINE, stroke_width=1)
    pattern = hatch(sheet)
    top = max([MIN_TOP, *(day.episodes or 0 for day in days)])
    for place, day in enumerate(days):
        _draw_day(sheet, day, place * room, room, low, BARS_PX / top, pattern)
        if key in day.values:
            is_filled = {"fill": style.ACCENT if day.episodes else style.PAPER}
            at = {"cx": f"{(place + 0.5) * room:.2f}%", "cy": height(day.values[key])}
            sheet.add("circle", r=3, stroke=style.ACCENT, stroke_width=1.4, **at, **is_filled)
    _draw_weeks(sheet, days, room, low, week_link, translate)
    return sheet.written()


def _marks(exposure: Exposure, values: Sequence[float]) -> tuple[int, ...]:
    """The same scale on every day for sleep and scores, so that strips compare by eye; from zero for amounts."""
    if exposure.is_yes_no:
        return NO_AND_YES
    low, high = min(values, default=0.0), max(values, default=1.0)
    if exposure.key == "sleep_h" and SLEEP[0] <= low and high <= SLEEP[-1]:
        return SLEEP
    return SCORES if exposure.unit == "0–10" else whole_steps(max(1, ceil(high)))


def _draw_day(
    sheet: Drawing, day: DailyTotals, left: float, room: float, low: float, scale: float, pattern: str
) -> None:
    at = {"x": f"{left + room * 0.15:.2f}%", "width": f"{room * 0.7:.2f}%"}
    if not day.logged:
        sheet.add("rect", y=low - BARS_PX, height=BARS_PX, fill=pattern, class_="not-logged", **at)
    elif day.episodes:
        tall = day.episodes * scale
        sheet.add("rect", y=low - tall, height=tall, fill=style.ACCENT, class_="episodes", **at)


def _draw_weeks(
    sheet: Drawing,
    days: Sequence[DailyTotals],
    room: float,
    low: float,
    week_link: Callable[[DailyTotals], tuple[str, str]],
    translate: Translate,
) -> None:
    for first in range(0, len(days), A_WEEK):
        week = days[first : first + A_WEEK]
        if first % (2 * A_WEEK) == 0:
            words = day_and_month(week[0].date, translate)
            sheet.text(words, x=f"{first * room:.2f}%", y=low + 1.5 * sheet.letters, fill=style.QUIET)
        target = link(sheet, *week_link(week[-1]))
        size = {"x": f"{first * room:.2f}%", "width": f"{len(week) * room:.2f}%", "y": 0, "height": low}
        sheet.add("rect", target, fill="transparent", class_="hit", **size)


def last_weeks(totals: Sequence[DailyTotals]) -> list[DailyTotals]:
    """The last eight weeks of these days, or as many whole weeks as there are."""
    first = totals[-1].date - timedelta(days=DAYS - 1) if totals else None
    return [day for day in totals if first and day.date >= first]

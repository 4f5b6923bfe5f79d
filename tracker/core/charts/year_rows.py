"""A year as rows, one for each month, the newest on top, with its total at the right.

Each row is a link to its month. On wide screens each day is a link too; these are left out of the Tab order,
because hundreds of stops would hide everything behind them: by keyboard a day is reached through its month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as ET

from tracker.core.charts import style
from tracker.core.charts.calendar_days import CalendarDay
from tracker.core.charts.drawing import Drawing, drawing, hatch, link
from tracker.core.charts.words import month
from tracker.core.reference.words import Translate

COLUMNS = 31
NAMED_DAYS = (1, 10, 20, 31)
NAMES_PX, ROW_PX, GAP_PX = 18.0, 31.0, 9.0
LABELS_PX, TOTALS_PX = 38.0, 66.0
"""Room left and right of the days; `.year-rows` in patterns.css leaves as much."""

BAR_PX = 26.0


@dataclass(frozen=True)
class YearMonth:
    """A month: its days, where it leads, its words, its total as a number and as text, the days of injections."""

    days: tuple[CalendarDay, ...]
    href: str
    words: str
    total: float | None
    total_label: str
    injections: tuple[int, ...] = ()


def year_svg(
    months: Sequence[YearMonth], title: str, description: str, bars: str = style.SOFT, translate: Translate = str
) -> str:
    """The year; `months` begin with the earliest, `bars` is the colour of their totals."""
    sheet = drawing("year-rows", title, description, "year")
    sheet.root.set("height", f"{NAMES_PX + ROW_PX * len(months):g}")
    pattern = hatch(sheet)
    for named in NAMED_DAYS:
        sheet.text(str(named), x=_across(named - 0.5), y=sheet.letters + 1, fill=style.QUIET, text_anchor="middle")
    highest = max((one.total or 0 for one in months), default=0) or 1
    for row, one in enumerate(reversed(months)):
        top = NAMES_PX + row * ROW_PX
        target = link(sheet, one.href, one.words)
        sheet.add("rect", target, x=0, y=top, width="100%", height=ROW_PX, fill="transparent")
        name = month(one.days[0].totals.date, translate)
        sheet.text(name, target, x=-LABELS_PX, y=top + ROW_PX / 2 + 4, fill=style.INK, font_weight=650)
        _draw_days(sheet, target, one.days, top + GAP_PX / 2, pattern)
        _draw_total(sheet, target, one, top, BAR_PX / highest, bars)
        for number in one.injections:
            place = {"x": _across(number - 0.5), "y": top + GAP_PX / 2 + 1}
            sheet.text("▼", target, fill=style.INK, text_anchor="middle", class_="injection", **place)
        days = sheet.add("g", class_="days")
        for day in one.days:
            _draw_day_link(sheet, days, day, top)
    return sheet.written()


def _across(column: float) -> str:
    return f"{100 * column / COLUMNS:.2f}%"


def _draw_days(sheet: Drawing, target: ET.Element, days: Sequence[CalendarDay], top: float, pattern: str) -> None:
    """All days of one look are one path, in units of a column; hatching would be distorted there."""
    height = ROW_PX - GAP_PX
    box = {"x": 0, "y": top, "width": "100%", "height": height}
    frame = sheet.add("svg", target, viewBox=f"0 0 {COLUMNS} {height:g}", preserveAspectRatio="none", **box)
    paths: dict[tuple[tuple[str, object], ...], list[str]] = {}
    for day in days:
        if day.look.paint:
            cell = f"M{day.totals.date.day - 0.94:.2f} 1h.88v{height - 2:g}h-.88z"
            paths.setdefault(tuple(day.look.paint.items()), []).append(cell)
    for look, cells in paths.items():
        sheet.add("path", frame, d="".join(cells), class_="cells", vector_effect="non-scaling-stroke", **dict(look))
    for is_logged, run in groupby(days, lambda day: bool(day.look.paint)):
        if not is_logged:
            numbers = [day.totals.date.day for day in run]
            place = {"x": _across(numbers[0] - 1), "width": _across(len(numbers)), "y": top + 1, "height": height - 2}
            sheet.add("rect", target, class_="not-logged", fill=pattern, **place)


def _draw_total(sheet: Drawing, target: ET.Element, one: YearMonth, top: float, unit: float, fill: str) -> None:
    frame = sheet.add("svg", target, x="100%", y=top, width=TOTALS_PX, height=ROW_PX, overflow="visible")
    bar = {"x": 6, "y": ROW_PX / 2 - 5, "width": unit * (one.total or 0), "height": 10, "rx": 3, "fill": fill}
    sheet.add("rect", frame, class_="total", **bar)
    end = {"x": TOTALS_PX, "y": ROW_PX / 2 + 4, "text_anchor": "end"}
    sheet.text(one.total_label, frame, fill=style.INK, font_weight=650, **end)


def _draw_day_link(sheet: Drawing, parent: ET.Element, day: CalendarDay, top: float) -> None:
    target = sheet.add("a", parent, href=day.href, tabindex=-1)
    sheet.add("title", target).text = day.words
    place = {"x": _across(day.totals.date.day - 1), "y": top, "width": _across(1), "height": ROW_PX}
    sheet.add("rect", target, fill="transparent", **place)

"""A month as cells, weeks down and weekdays across; each cell is a link to its day.

As wide as its container, with lettering that keeps its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from tracker.core.charts import style
from tracker.core.charts.calendar_days import CalendarDay
from tracker.core.charts.drawing import Drawing, drawing, hatch, link
from tracker.core.charts.words import WEEKDAYS
from tracker.core.reference.words import Translate

DAYS_A_WEEK = 7
NAMES_PX, CELL_PX = 20.0, 48.0


def month_svg(
    days: Sequence[CalendarDay],
    title: str,
    description: str,
    *,
    with_episode_dots: bool = False,
    translate: Translate = str,
) -> str:
    """The month. `with_episode_dots` adds a dot to days with an episode, for shades that show something else."""
    sheet = drawing("month-cells", title, description, "month")
    before = days[0].totals.date.weekday()
    weeks = (before + len(days) - 1) // DAYS_A_WEEK + 1
    sheet.root.set("height", f"{NAMES_PX + weeks * CELL_PX:g}")
    pattern = hatch(sheet)
    for column, name in enumerate(WEEKDAYS):
        x = f"{100 * (column + 0.5) / DAYS_A_WEEK:.2f}%"
        sheet.text(translate(name), x=x, y=sheet.letters + 1, fill=style.QUIET, text_anchor="middle")
    for place, day in enumerate(days, before):
        row, column = divmod(place, DAYS_A_WEEK)
        target = link(sheet, day.href, day.words)
        box = {"x": f"{100 * column / DAYS_A_WEEK:.2f}%", "y": NAMES_PX + row * CELL_PX}
        size = {"width": f"{100 / DAYS_A_WEEK:.2f}%", "height": CELL_PX}
        frame = sheet.add("svg", target, overflow="visible", **box, **size)
        _draw_cell(sheet, frame, day, pattern)
        if with_episode_dots and day.totals.episodes:
            dot = {"fill": style.ACCENT, "stroke": style.PAPER, "stroke_width": 1.2, "class_": "episode"}
            sheet.add("circle", frame, cx="84%", cy=11, r=4.5, **dot)
    return sheet.written()


def _draw_cell(sheet: Drawing, frame: ET.Element, day: CalendarDay, pattern: str) -> None:
    look = day.look
    box = {"x": "4%", "width": "92%", "y": 2, "height": CELL_PX - 4, "rx": 7}
    sheet.add("rect", frame, class_="cell" if look.paint else "not-logged", **box, **(look.paint or {"fill": pattern}))
    if day.is_today:
        sheet.add("rect", frame, fill="none", stroke=style.INK, stroke_width=2, class_="today", **box)
    if not look.paint:
        # The number of the day must be readable on the hatching.
        sheet.add("rect", frame, x="9%", width="34%", y=4, height=14, rx=4, fill=style.PAPER)
    number = str(day.totals.date.day)
    sheet.text(number, frame, x="12%", y=15, fill=look.ink, class_="number")
    middle = {"x": "50%", "text_anchor": "middle", "fill": look.ink}
    if look.label:
        sheet.text(look.label, frame, y=32, font_size=14.0, font_weight=650, **middle)
    elif look.paint:
        sheet.add("circle", frame, cx="50%", cy=28, r=2.2, fill=style.QUIET, class_="quiet-day")
    if look.sign:
        sheet.text(look.sign, frame, y=44, **middle)

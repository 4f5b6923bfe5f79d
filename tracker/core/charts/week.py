"""Seven days in one look: bars of episodes on top, below them a row for each exposure; each day is a link.

As wide as its container, with lettering that keeps its size. The names of the rows are left of the drawing, in the
space that the style sheet leaves there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import wrap
from xml.etree import ElementTree as ET

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.charts import style
from tracker.core.charts.cells import YES_LOOK, cell_text, draw_mark, ink_of
from tracker.core.charts.drawing import Drawing, drawing, hatch, link
from tracker.core.charts.words import exposure_name, exposure_unit, weekday
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

DAYS = 7
SCALE_STEP = 5
TOP_PX, BARS_PX, NAMES_PX, ROW_PX = 20.0, 96.0, 38.0, 42.0
LABELS_PX = 72.0
"""Where the names of the rows begin, left of the drawing; `.week-matrix` in patterns.css leaves this much."""

MAX_LABEL_CHARS, LINE_PX = 10, 13.0
BASE_PX = TOP_PX + BARS_PX


@dataclass(frozen=True)
class WeekColumn:
    """A day, where it leads, its words for those who hear it, and a value (or None) for each row."""

    totals: DailyTotals
    href: str
    words: str
    cells: tuple[ComparedValue | None, ...]
    is_today: bool = False


def top_of_scale(highest: int) -> int:
    """The number of episodes that a full bar stands for: 5, 10, 15 and so on."""
    return max(ceil(highest / SCALE_STEP), 1) * SCALE_STEP


def week_svg(
    columns: Sequence[WeekColumn],
    rows: Sequence[Exposure],
    highest: int,
    title: str,
    description: str,
    inline: str,
    translate: Translate = str,
) -> str:
    """The drawing. `highest` is the most episodes on any day of the diary, so that all weeks have one scale.

    Fewer than seven columns leave the right side empty: days to come.
    """
    sheet = drawing("week-matrix", title, description, inline)
    height = BASE_PX + NAMES_PX + ROW_PX * len(rows) + 4
    sheet.root.set("height", f"{height:g}")
    pattern = hatch(sheet)
    sheet.text(translate(_("Episodes")), x=-LABELS_PX, y=BASE_PX - 2, fill=style.INK, font_weight=650)
    for row, exposure in enumerate(rows):
        _draw_label(sheet, exposure, BASE_PX + NAMES_PX + ROW_PX * row, translate)
    for number, column in enumerate(columns):
        target = link(sheet, column.href, column.words)
        place = {"x": f"{100 * number / DAYS:.2f}%", "y": 0, "width": f"{100 / DAYS:.2f}%", "height": height}
        frame = sheet.add("svg", target, overflow="visible", **place)
        _draw_day(sheet, frame, column, height, BARS_PX / top_of_scale(highest), pattern, translate)
        for row, cell in enumerate(column.cells):
            middle = BASE_PX + NAMES_PX + ROW_PX * (row + 0.5)
            _draw_cell(sheet, frame, cell, middle, column.totals.logged, translate)
    sheet.add("line", x1=0, x2="100%", y1=BASE_PX, y2=BASE_PX, stroke=style.LINE, stroke_width=1)
    return sheet.written()


def _draw_label(sheet: Drawing, exposure: Exposure, top: float, translate: Translate) -> None:
    lines = wrap(exposure_name(exposure, translate), MAX_LABEL_CHARS, max_lines=2, placeholder="…")
    y = top + ROW_PX / 2 - LINE_PX * len(lines) / 2 + 4
    for line in lines:
        sheet.text(line, x=-LABELS_PX, y=y, fill=style.INK, font_weight=650)
        y += LINE_PX
    sheet.text(exposure_unit(exposure, translate), x=-LABELS_PX, y=y, fill=style.QUIET)


def _draw_day(
    sheet: Drawing,
    frame: ET.Element,
    column: WeekColumn,
    height: float,
    unit: float,
    pattern: str,
    translate: Translate,
) -> None:
    """The ground of the column, the bar, ring or hatching, and the day's name."""
    episodes, day = column.totals.episodes, column.totals.date
    ground = {"fill": style.BAND, "class_": "episode-day"} if episodes else {"fill": "transparent", "class_": "day"}
    sheet.add("rect", frame, x="4%", width="92%", y=0, height=height, rx=8, **ground)
    middle = {"x": "50%", "text_anchor": "middle"}
    if episodes is None:
        rows = height - BASE_PX - NAMES_PX - 4
        for y, tall in ((TOP_PX, BARS_PX - 3), (BASE_PX + NAMES_PX, rows)):
            if tall > 0:
                sheet.add("rect", frame, x="8%", width="84%", y=y, height=tall, fill=pattern, class_="not-logged")
    elif episodes:
        tall = episodes * unit
        sheet.add(
            "rect", frame, x="24%", width="52%", y=BASE_PX - tall, height=tall, rx=3, fill=style.ACCENT, class_="bar"
        )
        sheet.text(
            str(episodes), frame, y=BASE_PX - tall - 5, fill=style.INK, font_size=13.0, font_weight=650, **middle
        )
    else:
        ring = {"r": 6, "fill": "none", "stroke": style.ACCENT, "stroke_width": 1.6, "class_": "quiet-day"}
        sheet.add("circle", frame, cx="50%", cy=BASE_PX - 11, **ring)
    look = {"fill": style.INK, "font_weight": 650} if column.is_today else {"fill": style.QUIET}
    sheet.text(weekday(day, translate), frame, y=BASE_PX + 15, **middle, **look)
    sheet.text(str(day.day), frame, y=BASE_PX + 29, **middle, **look)


def _draw_cell(
    sheet: Drawing,
    frame: ET.Element,
    cell: ComparedValue | None,
    y: float,
    logged: bool,
    translate: Translate,
) -> None:
    middle = {"x": "50%", "text_anchor": "middle"}
    if cell is None:
        if logged:
            sheet.text("–", frame, y=y + 4, fill=style.QUIET, **middle)
        return
    if not logged:
        # Something was taken on a day that was not logged: the value must be readable on the hatching.
        sheet.add("rect", frame, x="12%", width="76%", y=y - 9, height=18, rx=4, fill=style.PAPER)
    box = {"x": "8%", "width": "84%", "y": y - 18, "height": 36}
    is_yes = cell.is_yes_no and cell.value > 0
    if is_yes:
        sheet.add("rect", frame, class_="yes", rx=6, **box, **YES_LOOK)
    draw_mark(sheet, frame, cell.mark, box, y + 14)
    ink = style.INK if is_yes else ink_of(cell.mark)
    is_marked = ink != style.QUIET
    value_y = y - 1 if (is_marked or cell.is_so_far) and not is_yes else y + 4
    weight = {"font_weight": 650} if is_marked else {}
    sheet.text(cell_text(cell, translate), frame, y=value_y, fill=ink, **middle, **weight)
    if cell.is_so_far:
        sheet.text(translate(_("so far")), frame, y=y + 12, fill=style.QUIET, **middle)

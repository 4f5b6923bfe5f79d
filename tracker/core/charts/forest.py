"""A forest plot for paper: each exposure with its rate ratio and interval, on a scale in words."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Protocol

from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing
from tracker.core.charts.ratio_scale import HALF, SAME, TWICE
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

WIDTH = 318.0
ROW, NAMES, RIGHT = 14.0, 100.0, 30.0
MAX_NAME_CHARS = 18
MIN_REACH, MAX_REACH = 2.2, 4.0
"""Bounds of the scale (ratio, either side of 1); wider intervals are clipped."""

TITLE = _("More or fewer episodes on days with more of it")
LINKED = _("filled: a link; open: no link, or not sure")


class ForestRow(Protocol):
    """One exposure: rate ratio, ends of its interval, and whether it is a finding."""

    @property
    def name(self) -> str: ...
    @property
    def ratio(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def named(self) -> bool: ...


def forest_svg(rows: Sequence[ForestRow], translate: Translate = str) -> str:
    """A row per exposure on a logarithmic scale; the vertical line in the middle is no difference."""
    sheet = drawing("forest", translate(TITLE), describe_forest(rows, translate))
    top = 2.6 * sheet.letters
    bottom = top + ROW * len(rows)
    height = bottom + 3.4 * sheet.letters
    size = {"width": f"{WIDTH:g}", "height": f"{height:g}", "viewBox": f"0 0 {WIDTH:g} {height:g}"}
    sheet.root.attrib.update(size)
    reach = log(min(max([MIN_REACH, *(max(one.high, 1 / one.low) for one in rows)]), MAX_REACH))
    sheet.text(translate(TITLE), x=0, y=sheet.letters, fill=style.INK, font_weight="bold", text_anchor="start")
    _draw_scale(sheet, reach, top - 4, bottom, translate)
    for number, one in enumerate(rows):
        _draw_row(sheet, one, reach, top + ROW * (number + 0.5))
    sheet.text(translate(LINKED), x=0, y=height - 3, fill=style.QUIET, text_anchor="start")
    return sheet.written()


def describe_forest(rows: Sequence[ForestRow], translate: Translate = str) -> str:
    """The text alternative."""
    line = translate(_("%(name)s: %(ratio).2f times, from %(low).2f to %(high).2f%(named)s."))
    named = translate(_(", linked"))
    return " ".join(
        line % {"name": s.name, "ratio": s.ratio, "low": s.low, "high": s.high, "named": named if s.named else ""}
        for s in rows
    )


def _x(ratio: float, reach: float) -> float:
    """Where a ratio is; beyond the scale it is at its edge."""
    share = max(-1.0, min(1.0, log(ratio) / reach))
    return NAMES + (WIDTH - RIGHT - NAMES) * (share + 1) / 2


def _draw_scale(sheet: Drawing, reach: float, top: float, bottom: float, translate: Translate) -> None:
    for ratio, words in ((0.5, HALF), (1.0, SAME), (2.0, TWICE)):
        x = _x(ratio, reach)
        ink = style.LINE if ratio == 1 else style.GRID
        sheet.add("line", x1=x, x2=x, y1=top, y2=bottom, stroke=ink, stroke_width=0.8)
        sheet.text(translate(words), x=x, y=bottom + 1.2 * sheet.letters, fill=style.QUIET, text_anchor="middle")


def _draw_row(sheet: Drawing, one: ForestRow, reach: float, y: float) -> None:
    ink = style.ACCENT if one.named else style.LINE
    name = one_line(one.name, MAX_NAME_CHARS)
    sheet.text(name, x=NAMES - 8, y=y + 0.36 * sheet.letters, fill=style.INK, text_anchor="end")
    width = 2.4 if one.named else 1.4
    ends = {"x1": _x(one.low, reach), "x2": _x(one.high, reach)}
    sheet.add("line", y1=y, y2=y, stroke=ink, stroke_width=width, stroke_linecap="round", **ends)
    fill = style.ACCENT if one.named else style.PAPER
    sheet.add("circle", cx=_x(one.ratio, reach), cy=y, r=3.2, fill=fill, stroke=ink, stroke_width=1.2)

"""A forest plot: each exposure with its rate ratio and confidence interval."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Protocol

from matplotlib.figure import Figure

from tracker.core.charts import style
from tracker.core.charts.sheet import PHONE_PT, Panel, sheet
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

ROW_PT, TOP_PT, BELOW_PT, LEFT_PT, RIGHT_PT = 24.0, 42.0, 34.0, 92.0, 12.0
MAX_NAME_CHARS = 18
MARKS = (0.25, 0.5, 0.67, 1.0, 1.5, 2.0, 4.0)
MIN_REACH, MAX_REACH = 2.0, 4.0
"""Bounds of the axis (ratio, either side of 1); wider intervals are clipped."""

TITLE = _("Episodes, for a usual swing of each")
SOME_NAMED = _("filled: stands out")


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


def draw_forest(rows: Sequence[ForestRow], translate: Translate = str) -> Figure:
    """A row per exposure on a logarithmic scale; the vertical line is a ratio of 1."""
    height = ROW_PT * max(len(rows), 1)
    figure = sheet(PHONE_PT, TOP_PT + height + BELOW_PT)
    reach = log(_reach(rows))
    panel = Panel(
        figure, LEFT_PT, TOP_PT, PHONE_PT - LEFT_PT - RIGHT_PT, height, (-reach, reach), (max(len(rows), 1), 0)
    )
    panel.title(translate(TITLE))
    if any(item.named for item in rows):
        panel.text(-reach, 0, translate(SOME_NAMED), 2 - panel.left, -4, ha="left", fontsize=style.NOTE_PT)
    _draw_scale(panel, reach, len(rows), translate)
    for row, item in enumerate(rows):
        _draw_row(panel, row + 0.5, item, reach)
    return figure


def describe_forest(rows: Sequence[ForestRow], translate: Translate = str) -> str:
    """The text alternative."""
    line = translate(_("%(name)s: %(ratio).2f times, from %(low).2f to %(high).2f%(named)s."))
    named = translate(_(", stands out"))
    return " ".join(
        line % {"name": s.name, "ratio": s.ratio, "low": s.low, "high": s.high, "named": named if s.named else ""}
        for s in rows
    )


def _reach(rows: Sequence[ForestRow]) -> float:
    furthest = max((max(item.high, 1 / item.low) for item in rows), default=MIN_REACH)
    return min(max(furthest * 1.05, MIN_REACH), MAX_REACH)


def _draw_scale(panel: Panel, reach: float, rows: int, translate: Translate) -> None:
    bottom = float(max(rows, 1))
    marks = [mark for mark in MARKS if abs(log(mark)) <= reach]
    panel.faint_lines([((log(mark), log(mark)), (0, bottom)) for mark in marks])
    panel.line((0, 0), (0, bottom), color=style.LINE, linewidth=1.2, zorder=1)
    for mark in marks:
        panel.text(log(mark), bottom, f"×{mark:g}", dy=-13)
    panel.text(-reach, bottom, translate(_("fewer")), dy=-27, ha="left", fontsize=style.NOTE_PT)
    panel.text(reach, bottom, translate(_("more")), dy=-27, ha="right", fontsize=style.NOTE_PT)


def _draw_row(panel: Panel, row: float, item: ForestRow, reach: float) -> None:
    color = style.ACCENT if item.named else style.LINE
    low, high = (max(-reach, min(reach, log(end))) for end in (item.low, item.high))
    weight = 3.2 if item.named else 1.8
    panel.line((low, high), (row, row), color=color, linewidth=weight, solid_capstyle="round", gid=f"span:{item.name}")
    face = style.ACCENT if item.named else style.PAPER
    middle = max(-reach, min(reach, log(item.ratio)))
    panel.line(
        (middle,), (row,), marker="o", markersize=8, markerfacecolor=face, markeredgecolor=color, markeredgewidth=1.6,
        linestyle="none", zorder=3,
    )  # fmt: skip
    ink = style.INK if item.named else style.QUIET
    panel.text(-reach, row, one_line(item.name, MAX_NAME_CHARS), -8, -3, ha="right", color=ink)

"""A sheet of paper and the panels on it, in points (1/72 inch) counted from the top left.

A panel is what is left of matplotlib's Axes when nothing is drawn that is not wanted. An Axes costs 13 ms before
it has drawn a line, and a week with twelve exposures would need thirteen of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from math import nan
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

from tracker.core.charts import style

# Set once, when this is imported, and never changed: matplotlib keeps one set of them for all threads.
matplotlib.rcParams.update(
    {
        # The second has a box for every letter that the first lacks; a browser uses neither, it has its own.
        "font.family": ["DejaVu Sans", "Last Resort High-Efficiency"],
        "font.size": style.TEXT_PT,
        "text.color": style.INK,
        # A person's own words are words: a dollar sign in them must not begin a formula.
        "text.parse_math": False,
        "hatch.linewidth": 0.5,
        "svg.fonttype": "none",
        # Names inside the file are made from this and the drawing, so that the same numbers give the same bytes.
        "svg.hashsalt": "levator",
    }
)

POINTS_AN_INCH = 72
PHONE_PT = 288.0
"""Narrow enough that a phone shows the type a little larger than drawn."""

SWATCH_PT = 14.0


def sheet(width_pt: float, height_pt: float) -> Figure:
    """An empty figure without a background of its own: the page behind it shows."""
    figure = Figure(figsize=(width_pt / POINTS_AN_INCH, height_pt / POINTS_AN_INCH), dpi=POINTS_AN_INCH)
    figure.patch.set_visible(False)
    return figure


@dataclass(frozen=True)
class Panel:
    """A box on the sheet with its own numbers: `columns` from left to right, `values` from bottom to top.

    What is drawn in it keeps those numbers, and `data` carries them to the sheet.
    """

    figure: Figure
    left: float
    top: float
    width: float
    height: float
    columns: tuple[float, float]
    values: tuple[float, float]

    @property
    def data(self) -> Affine2D:
        """From (column, value) to points from the sheet's bottom left, as matplotlib counts them."""
        (first, last), (low, high) = self.columns, self.values
        across, up = self.width / (last - first), self.height / (high - low)
        bottom = float(self.figure.get_figheight()) * POINTS_AN_INCH - self.top - self.height
        return Affine2D().translate(-first, -low).scale(across, up).translate(self.left, bottom)

    def bar(self, column: float, low: float, high: float, width: float, **look: Any) -> Rectangle:
        """A bar of `width` columns around `column`, from one value to another."""
        bar = Rectangle((column - width / 2, low), width, high - low, transform=self.data, linewidth=0, **look)
        self.figure.add_artist(bar)
        return bar

    def line(self, columns: Sequence[float], values: Sequence[float], **look: Any) -> Line2D:
        """A line through points, or with a marker just the points."""
        line = Line2D(columns, values, transform=self.data, **look)
        self.figure.add_artist(line)
        return line

    def text(self, column: float, value: float, text: str, dx: float = 0, dy: float = 0, **look: Any) -> Text:
        """Words beside a point of the panel, moved by points to the right and upwards."""
        x, y = self.data.transform((column, value))
        look = {"fontsize": style.SMALL_PT, "color": style.QUIET, "ha": "center", "va": "baseline", **look}
        text_ = Text(x + dx, y + dy, text, transform=IdentityTransform(), **look)
        self.figure.add_artist(text_)
        return text_

    def title(self, text: str, size: float = style.TITLE_PT) -> None:
        """What the panel shows, above it at the sheet's left edge."""
        self.text(self.columns[0], self.values[1], text, 2 - self.left, 9, fontsize=size, color=style.INK, ha="left")

    def base_line(self) -> None:
        """The line the panel stands on."""
        low = self.values[0]
        self.line(self.columns, (low, low), color=style.LINE, linewidth=0.8, solid_capstyle="butt", zorder=1.5)

    def scale(self, marks: Sequence[float], labels: Sequence[str]) -> None:
        """Faint lines across at the marks, each with its number on the left."""
        self.faint_lines([(self.columns, (mark, mark)) for mark in marks])
        for mark, label in zip(marks, labels, strict=True):
            self.text(self.columns[0], mark, label, -4, -3, ha="right")

    def faint_lines(self, lines: Iterable[tuple[Sequence[float], Sequence[float]]]) -> None:
        """Lines to lead the eye, all as one mark: each is its columns and its values."""
        broken = [([*columns, nan], [*values, nan]) for columns, values in lines]
        columns, values = (list(chain.from_iterable(line[side] for line in broken)) for side in (0, 1))
        self.line(columns, values, color=style.GRID, linewidth=0.8, solid_capstyle="butt", zorder=0.5)

    def note(self, text: str) -> None:
        """A remark above the panel's right edge."""
        self.text(self.columns[1], self.values[1], text, 0, 9, ha="right")

    def key(self, text: str, color: str = style.QUIET) -> Panel:
        """Words above the panel's right edge; the little box behind them, for a swatch, is returned."""
        self.text(self.columns[1], self.values[1], text, -SWATCH_PT - 4, 9, color=color, ha="right")
        left = self.left + self.width - SWATCH_PT
        return Panel(self.figure, left, self.top - 16, SWATCH_PT, 8, (0, 1), (0, 1))

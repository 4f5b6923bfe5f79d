"""Figures and their panels, in points (1/72 inch) from the top left.

A panel is a minimal replacement of matplotlib's Axes. An Axes takes 13 ms before it draws anything, and a week with
twelve exposures would need thirteen.
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

# Set once on import and never changed: rcParams are shared by all threads.
matplotlib.rcParams.update(
    {
        # The second has a fallback box for every glyph the first lacks; browsers use their own fonts.
        "font.family": ["DejaVu Sans", "Last Resort High-Efficiency"],
        "font.size": style.TEXT_PT,
        "text.color": style.INK,
        # A dollar sign in a person's own words must not start a formula.
        "text.parse_math": False,
        "hatch.linewidth": 0.5,
        "svg.fonttype": "none",
        # Ids in the SVG depend on this and the drawing only, so that the same numbers give the same bytes.
        "svg.hashsalt": "levator",
    }
)

POINTS_AN_INCH = 72
PHONE_PT = 288.0
"""Figure width; narrow enough that phones scale the type up slightly."""

SWATCH_PT = 14.0


def sheet(width_pt: float, height_pt: float) -> Figure:
    """An empty figure with a transparent background."""
    figure = Figure(figsize=(width_pt / POINTS_AN_INCH, height_pt / POINTS_AN_INCH), dpi=POINTS_AN_INCH)
    figure.patch.set_visible(False)
    return figure


@dataclass(frozen=True)
class Panel:
    """A box on the sheet with its coordinates: `columns` from left to right, `values` from bottom to top.

    `data` transforms these coordinates to the sheet.
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
        """The transform from (column, value) to points from the bottom left of the sheet."""
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
        """A line through points, or markers at them."""
        line = Line2D(columns, values, transform=self.data, **look)
        self.figure.add_artist(line)
        return line

    def text(self, column: float, value: float, text: str, dx: float = 0, dy: float = 0, **look: Any) -> Text:
        """Text at a point of the panel, offset by `dx` to the right and `dy` upwards."""
        x, y = self.data.transform((column, value))
        look = {"fontsize": style.SMALL_PT, "color": style.QUIET, "ha": "center", "va": "baseline", **look}
        text_ = Text(x + dx, y + dy, text, transform=IdentityTransform(), **look)
        self.figure.add_artist(text_)
        return text_

    def title(self, text: str, size: float = style.TITLE_PT) -> None:
        """The title, above the panel at the left edge of the sheet."""
        self.text(self.columns[0], self.values[1], text, 2 - self.left, 9, fontsize=size, color=style.INK, ha="left")

    def base_line(self) -> None:
        """The base line of the panel."""
        low = self.values[0]
        self.line(self.columns, (low, low), color=style.LINE, linewidth=0.8, solid_capstyle="butt", zorder=1.5)

    def scale(self, marks: Sequence[float], labels: Sequence[str]) -> None:
        """Horizontal grid lines at the marks, each with its label on the left."""
        self.faint_lines([(self.columns, (mark, mark)) for mark in marks])
        for mark, label in zip(marks, labels, strict=True):
            self.text(self.columns[0], mark, label, -4, -3, ha="right")

    def faint_lines(self, lines: Iterable[tuple[Sequence[float], Sequence[float]]]) -> None:
        """Grid lines, each given by columns and values, drawn as one path."""
        broken = [([*columns, nan], [*values, nan]) for columns, values in lines]
        columns, values = (list(chain.from_iterable(line[side] for line in broken)) for side in (0, 1))
        self.line(columns, values, color=style.GRID, linewidth=0.8, solid_capstyle="butt", zorder=0.5)

    def key(self, text: str) -> Panel:
        """A legend, right-aligned above the panel; returns the panel for its swatch."""
        self.text(self.columns[1], self.values[1], text, -SWATCH_PT - 4, 9, ha="right")
        left = self.left + self.width - SWATCH_PT
        return Panel(self.figure, left, self.top - 16, SWATCH_PT, 8, (0, 1), (0, 1))

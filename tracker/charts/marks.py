"""The marks that mean the same in every chart: a count, a quiet day, a day nobody wrote about."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from tracker.charts import style
from tracker.charts.sheet import POINTS_AN_INCH, Panel, whole_steps
from tracker.charts.words import NOT_LOGGED, Say

NOT_LOGGED_LOOK: dict[str, Any] = {"facecolor": "none", "edgecolor": style.LINE, "hatch": style.HATCH}
NOT_LOGGED_WIDTH = 0.9

TOP_PT, LEFT_PT, RIGHT_PT = 28.0, 28.0, 6.0
HEADROOM = 1.13
"""How far a panel of counts reaches above its highest mark, for the number over the highest bar."""

ZERO_PT = 3.0
GAP_PT = 3.0


def counts_panel(figure: Figure, height: float, columns: float, highest: int, title: str) -> Panel:
    """The panel at the head of a sheet for `columns` bars, with whole numbers up its side."""
    steps = whole_steps(highest)
    width = float(figure.get_figwidth()) * POINTS_AN_INCH - LEFT_PT - RIGHT_PT
    panel = Panel(figure, LEFT_PT, TOP_PT, width, height, (-0.5, columns - 0.5), (0, HEADROOM * steps[-1]))
    panel.title(title)
    panel.scale(steps, [str(step) for step in steps])
    panel.base_line()
    return panel


def draw_count(panel: Panel, column: float, count: float, label: str, width: float, size: float, name: str) -> None:
    """A bar with its number over it. A zero is a flat mark with its number: seen, and not a gap."""
    if count:
        panel.bar(column, 0, count, width, facecolor=style.ACCENT, gid=name)
    else:
        ends = (column - width / 2, column + width / 2)
        panel.line(ends, (0, 0), color=style.ACCENT, linewidth=ZERO_PT, solid_capstyle="butt", gid=name)
    panel.text(column, count, label, dy=GAP_PT, color=style.INK, fontsize=size)


def draw_not_logged(panel: Panel, column: float, name: str) -> None:
    """A hatched field from the bottom to the top: unknown, neither much nor nothing."""
    panel.bar(column, 0, panel.values[1] / HEADROOM, NOT_LOGGED_WIDTH, gid=name, **NOT_LOGGED_LOOK)


def key_not_logged(panel: Panel, say: Say) -> None:
    """Say what the hatching means."""
    panel.key(say(NOT_LOGGED)).bar(0.5, 0, 1, 1, gid="key", **NOT_LOGGED_LOOK)

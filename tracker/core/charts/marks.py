"""Marks with the same meaning in every chart: a count, a zero, a day not logged."""

from __future__ import annotations

from typing import Any

from matplotlib.figure import Figure

from tracker.core.analysis import WeekTotals
from tracker.core.charts import style
from tracker.core.charts.scales import whole_steps
from tracker.core.charts.sheet import POINTS_AN_INCH, Panel
from tracker.core.charts.words import NOT_LOGGED
from tracker.core.reference.words import Translate

NOT_LOGGED_LOOK: dict[str, Any] = {"facecolor": "none", "edgecolor": style.LINE, "hatch": style.HATCH}
NOT_LOGGED_WIDTH = 0.9

TOP_PT, LEFT_PT, RIGHT_PT = 28.0, 28.0, 6.0
HEADROOM = 1.13
"""Height of a panel relative to its highest mark, for the number over the highest bar."""

ZERO_PT = 3.0
GAP_PT = 3.0


def counts_panel(figure: Figure, height: float, columns: float, highest: int, title: str) -> Panel:
    """The top panel of a sheet for `columns` bars, with an integer scale."""
    steps = whole_steps(highest)
    width = float(figure.get_figwidth()) * POINTS_AN_INCH - LEFT_PT - RIGHT_PT
    panel = Panel(figure, LEFT_PT, TOP_PT, width, height, (-0.5, columns - 0.5), (0, HEADROOM * steps[-1]))
    panel.title(title)
    panel.scale(steps, [str(step) for step in steps])
    panel.base_line()
    return panel


def draw_count(panel: Panel, column: float, count: float, label: str, width: float, size: float, name: str) -> None:
    """A bar with its number above. A zero is a flat mark with its number, so that it is no gap."""
    if count:
        panel.bar(column, 0, count, width, facecolor=style.ACCENT, gid=name)
    else:
        ends = (column - width / 2, column + width / 2)
        panel.line(ends, (0, 0), color=style.ACCENT, linewidth=ZERO_PT, solid_capstyle="butt", gid=name)
    panel.text(column, count, label, dy=GAP_PT, color=style.INK, fontsize=size)


def draw_week_count(panel: Panel, column: float, week: WeekTotals, label: str, width: float) -> None:
    """The episodes counted in a week and, hatched, the estimate for its days not logged.

    A week with too few logged days for a rate has no estimate: its whole column is hatched.
    """
    if week.rate_per_week is None:
        draw_not_logged(panel, column, f"not-logged:{week.first_day}")
    if not week.days_logged:
        return
    draw_count(panel, column, week.episodes, "", width, style.TINY_PT, f"week:{week.first_day}")
    top = highest_of_week(week)
    if top > week.episodes:
        panel.bar(column, week.episodes, top, width, gid=f"estimated:{week.first_day}", **NOT_LOGGED_LOOK)
    panel.text(column, top, label, dy=GAP_PT, color=style.INK, fontsize=style.TINY_PT)


def highest_of_week(week: WeekTotals) -> float:
    """The height of its bar, with the hatched part."""
    return week.episodes + (week.estimated_unlogged or 0)


def draw_not_logged(panel: Panel, column: float, name: str) -> None:
    """Hatch the whole column: the value is unknown."""
    panel.bar(column, 0, panel.values[1] / HEADROOM, NOT_LOGGED_WIDTH, gid=name, **NOT_LOGGED_LOOK)


def key_not_logged(panel: Panel, translate: Translate) -> None:
    """Add the legend of the hatching."""
    panel.key(translate(NOT_LOGGED)).bar(0.5, 0, 1, 1, gid="key", **NOT_LOGGED_LOOK)

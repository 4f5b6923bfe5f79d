"""Episodes per day as a calendar: one month large, or many months small."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from math import ceil
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from tracker.core.analysis import DailyTotals
from tracker.core.charts import style
from tracker.core.charts.heat_steps import EDGE_PT, Step, draw_key, step_of, step_ranges
from tracker.core.charts.sheet import PHONE_PT, Panel, sheet
from tracker.core.charts.words import WEEKDAYS, day_and_month, month, period
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

NOT_LOGGED_LOOK: dict[str, Any] = {"facecolor": "none", "edgecolor": style.LINE, "hatch": style.HATCH}
DAYS_A_WEEK = 7
TITLE = _("Episodes per day")
WIDTH_PT = PHONE_PT - 2 * EDGE_PT
TITLE_PT, KEY_PT = 24.0, 26.0

WEEKDAYS_PT, WEEK_PT = 18.0, 36.0
CELL_TOP, CELL_BOTTOM, CELL_WIDTH = 0.34, 0.98, 0.92

BLOCKS_ACROSS, BETWEEN_PT, ROWS_A_BLOCK = 3, 18.0, 6
DAY_PT = (WIDTH_PT - (BLOCKS_ACROSS - 1) * BETWEEN_PT) / BLOCKS_ACROSS / DAYS_A_WEEK
BLOCK_PT = ROWS_A_BLOCK * DAY_PT
BLOCK_TITLE_PT = 22.0
SIDES = (0.2, 0.42, 0.58, 0.74, 0.9)
"""Side of a day's square as a share of its field, by step: size repeats what colour shows."""


def draw_month(totals: Sequence[DailyTotals], translate: Translate = str) -> Figure:
    """One month: weeks down, weekdays across, each count in its field; days not logged are hatched."""
    monday = _monday(totals[0].date)
    weeks = (totals[-1].date - monday).days // DAYS_A_WEEK + 1
    top = TITLE_PT + WEEKDAYS_PT
    figure = sheet(PHONE_PT, top + weeks * WEEK_PT + KEY_PT)
    _draw_title(figure, translate)
    panel = Panel(figure, EDGE_PT, top, WIDTH_PT, weeks * WEEK_PT, (-0.5, DAYS_A_WEEK - 0.5), (weeks, 0))
    for column, name in enumerate(WEEKDAYS):
        panel.text(column, 0, translate(name), dy=4)
    ranges = step_ranges(day.episodes for day in totals)
    for day in totals:
        row, column = divmod((day.date - monday).days, DAYS_A_WEEK)
        _draw_day(panel, column, row, day, step_of(day.episodes, ranges))
    draw_key(figure, top + weeks * WEEK_PT + 10, ranges, _month_swatch, translate)
    return figure


def draw_year(totals: Sequence[DailyTotals], translate: Translate = str) -> Figure:
    """A small calendar per month, each row a week from Monday; larger squares are more episodes."""
    months = [list(days) for _first, days in groupby(totals, lambda day: day.date.replace(day=1))]
    height = TITLE_PT + ceil(len(months) / BLOCKS_ACROSS) * (BLOCK_TITLE_PT + BLOCK_PT)
    figure = sheet(PHONE_PT, height + KEY_PT)
    _draw_title(figure, translate, translate(_("each row a week from Monday")))
    ranges = step_ranges(day.episodes for day in totals)
    for place, days in enumerate(months):
        row, column = divmod(place, BLOCKS_ACROSS)
        left = EDGE_PT + column * (DAYS_A_WEEK * DAY_PT + BETWEEN_PT)
        top = TITLE_PT + row * (BLOCK_TITLE_PT + BLOCK_PT) + BLOCK_TITLE_PT
        panel = Panel(figure, left, top, DAYS_A_WEEK * DAY_PT, BLOCK_PT, (-0.5, DAYS_A_WEEK - 0.5), (ROWS_A_BLOCK, 0))
        _draw_block(panel, days, ranges, translate)
    draw_key(figure, height + 6, ranges, _year_swatch, translate)
    return figure


def describe_month(totals: Sequence[DailyTotals], translate: Translate = str) -> str:
    """The text alternative."""
    counted = [day for day in totals if day.episodes is not None]
    words = {
        "period": period(totals[0].date, totals[-1].date, translate),
        "logged": len(counted),
        "days": len(totals),
        "episodes": sum(day.episodes or 0 for day in counted),
        "quiet": sum(day.episodes == 0 for day in counted),
    }
    text = translate(_(
        "%(period)s. Days logged: %(logged)d of %(days)d. Episodes: %(episodes)d. Logged days without: %(quiet)d."
    )) % words  # fmt: skip
    most = max(counted, key=lambda day: day.episodes or 0, default=None)
    if most is None or not most.episodes:
        return text
    most_words = {"most": most.episodes, "day": day_and_month(most.date, translate)}
    return f"{text} " + translate(_("Most on one day: %(most)d, on %(day)s.")) % most_words


def describe_year(totals: Sequence[DailyTotals], translate: Translate = str) -> str:
    """The text alternative, with the episodes of each logged month."""
    logged = [day for day in totals if day.episodes is not None]
    months = (list(days) for _first, days in groupby(logged, lambda day: day.date.replace(day=1)))
    sums = [f"{month(days[0].date, translate)} {sum(day.episodes or 0 for day in days)}" for days in months]
    return describe_month(totals, translate) + (" " + ", ".join(sums) + "." if sums else "")


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _draw_title(figure: Figure, translate: Translate, remark: str = "") -> None:
    top = Panel(figure, 0, 0, PHONE_PT, TITLE_PT, (0, 1), (0, 1))
    top.text(0, 0, translate(TITLE), 2, 4, fontsize=style.TITLE_PT, color=style.INK, ha="left")
    top.text(1, 0, remark, -EDGE_PT, 4, ha="right")


def _look(step: Step) -> dict[str, Any]:
    if step is None:
        return NOT_LOGGED_LOOK
    return {"facecolor": style.HEAT[step]}


def _draw_day(panel: Panel, column: int, row: int, day: DailyTotals, step: Step) -> None:
    """The day of the month in small type, below it the field with its count."""
    panel.text(column, row + CELL_TOP, str(day.date.day), dy=2, fontsize=style.TINY_PT)
    panel.bar(column, row + CELL_BOTTOM, row + CELL_TOP, CELL_WIDTH, gid=f"day:{day.date}", **_look(step))
    if step is not None:
        color = style.PAPER if step >= style.FIRST_DARK_STEP else style.INK
        panel.text(column, row + (CELL_TOP + CELL_BOTTOM) / 2, str(day.episodes), dy=-3.2, color=color,
                   fontsize=style.TEXT_PT)  # fmt: skip


def _draw_block(
    panel: Panel, days: Sequence[DailyTotals], ranges: tuple[tuple[int, int], ...], translate: Translate
) -> None:
    """One month; all days of one step are one path."""
    first = days[0].date
    monday = _monday(first.replace(day=1))
    panel.text(-0.5, 0, f"{month(first, translate)} {first.year}", dy=4, ha="left")
    fields: dict[Step, list[tuple[int, float]]] = {}
    for day in days:
        row, column = divmod((day.date - monday).days, DAYS_A_WEEK)
        fields.setdefault(step_of(day.episodes, ranges), []).append((column, row + 0.5))
    for step, centres in fields.items():
        _draw_squares(panel, centres, step, f"step:{step}:{first:%Y-%m}")


def _draw_squares(panel: Panel, centres: Sequence[tuple[float, float]], step: Step, name: str) -> None:
    half = (SIDES[-1] if step is None else SIDES[step]) / 2
    squares = [
        Path([(x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half), (x, y)],
             [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY])
        for x, y in centres
    ]  # fmt: skip
    look = {"edgecolor": style.ACCENT, "linewidth": 0.7, **_look(step)} if step else {"linewidth": 0, **_look(step)}
    if step == 0:
        look["facecolor"] = style.LINE
    panel.figure.add_artist(PathPatch(Path.make_compound_path(*squares), transform=panel.data, gid=name, **look))


def _month_swatch(panel: Panel, step: Step) -> None:
    panel.bar(0.5, 0, 1, 1, gid="key", **_look(step))


def _year_swatch(panel: Panel, step: Step) -> None:
    _draw_squares(panel, [(0.5, 0.5)], step, "key")

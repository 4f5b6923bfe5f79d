"""A week (or any 7 to 31 days): episodes and exposures on one time axis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from matplotlib.figure import Figure

from tracker.core.analysis import DailyTotals
from tracker.core.charts import style
from tracker.core.charts.marks import (
    LEFT_PT,
    RIGHT_PT,
    TOP_PT,
    counts_panel,
    draw_count,
    draw_not_logged,
    key_not_logged,
)  # fmt: skip
from tracker.core.charts.scales import three_marks
from tracker.core.charts.sheet import PHONE_PT, Panel, sheet
from tracker.core.charts.words import day_and_month, exposure_title, number, period, weekday
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY, SCORES
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

EPISODES_PT = 110.0
DATES_PT = 28.0
GAP_PT, EXPOSURE_PT = 34.0, 40.0
BAR_WIDTH = 0.66
DAYS_NAMED_ONE_BY_ONE = 10
DAYS_WITH_ROOM_FOR_NUMBERS = 14


def draw_week(
    totals: Sequence[DailyTotals],
    exposures: Sequence[Exposure],
    medians: Mapping[str, float],
    translate: Translate = str,
) -> Figure:
    """Episodes per day as bars; below, one panel per exposure with the person's median.

    A day not logged is hatched, a logged day without an episode is a flat mark with a 0, and lines connect only
    consecutive days.
    """
    below = TOP_PT + EPISODES_PT + DATES_PT
    figure = sheet(PHONE_PT, below + len(exposures) * (GAP_PT + EXPOSURE_PT) + (DATES_PT if exposures else 0))
    _draw_episodes(figure, totals, translate)
    for place, exposure in enumerate(exposures):
        top = below + place * (GAP_PT + EXPOSURE_PT) + GAP_PT
        panel = _draw_exposure(figure, top, totals, exposure, medians.get(exposure.key), translate)
        if exposure is exposures[-1]:
            _name_days(panel, totals, translate)
    return figure


def describe_week(
    totals: Sequence[DailyTotals],
    exposures: Sequence[Exposure],
    medians: Mapping[str, float],
    translate: Translate = str,
) -> str:
    """The text alternative."""
    lines = [period(totals[0].date, totals[-1].date, translate), _episodes_in_words(totals, translate)]
    lines += [_exposure_in_words(totals, exposure, medians.get(exposure.key), translate) for exposure in exposures]
    return " ".join(f"{line}." for line in lines)


def _draw_episodes(figure: Figure, totals: Sequence[DailyTotals], translate: Translate) -> None:
    highest = max((day.episodes or 0 for day in totals), default=0)
    panel = counts_panel(figure, EPISODES_PT, len(totals), highest, translate(_("Episodes per day")))
    size = style.SMALL_PT if len(totals) <= DAYS_WITH_ROOM_FOR_NUMBERS else style.TINY_PT
    for column, day in enumerate(totals):
        if day.episodes is None:
            draw_not_logged(panel, column, f"not-logged:{day.date}")
        else:
            draw_count(panel, column, day.episodes, str(day.episodes), BAR_WIDTH, size, f"episodes:{day.date}")
    if any(day.episodes is None for day in totals):
        key_not_logged(panel, translate)
    _name_days(panel, totals, translate)


def _draw_exposure(
    figure: Figure,
    top: float,
    totals: Sequence[DailyTotals],
    exposure: Exposure,
    median: float | None,
    translate: Translate,
) -> Panel:
    values = [day.values[exposure.key] for day in totals if exposure.key in day.values]
    marks = _scale(exposure, [*values, *([] if median is None else [median])])
    width, columns = PHONE_PT - LEFT_PT - RIGHT_PT, (-0.5, len(totals) - 0.5)
    panel = Panel(figure, LEFT_PT, top, width, EXPOSURE_PT, columns, (marks[0], marks[-1]))
    panel.title(exposure_title(exposure, translate), style.TEXT_PT)
    if not values:
        panel.note(translate(_("nothing recorded")))
        panel.faint_lines([(panel.columns, (marks[0], marks[0]))])
        return panel
    panel.scale(marks, [number(mark) for mark in marks])
    for run in _runs(totals, exposure.key):
        panel.line(
            list(run), list(run.values()), color=style.SOFT, linewidth=1.4, marker="o", markersize=4.8,
            markerfacecolor=style.ACCENT, markeredgewidth=0, gid=f"values:{exposure.key}",
        )  # fmt: skip
    if median is not None:
        _draw_median(panel, exposure, median, translate)
    panel.faint_lines([((column, column), panel.values) for column in _named(totals)])
    return panel


def _draw_median(panel: Panel, exposure: Exposure, median: float, translate: Translate) -> None:
    look = {"color": style.MEDIAN, "linewidth": 1.2, "linestyle": (0, (4, 2.4)), "zorder": 1.9}
    panel.line(panel.columns, (median, median), gid=f"median:{exposure.key}", **look)
    label = translate(_("your median %(value)s")) % {"value": number(median)}
    panel.key(label, style.MEDIAN).line((0, 1), (0.4, 0.4), **look)


def _scale(exposure: Exposure, values: Sequence[float]) -> tuple[float, float, float]:
    """Three marks of the axis; all values lie between the first and the last."""
    built_in = BY_KEY.get(exposure.key)
    if built_in and built_in.range == SCORES:
        return SCORES[0], sum(SCORES) / 2, SCORES[1]
    return three_marks(min(values, default=0), max(values, default=1))


def _name_days(panel: Panel, totals: Sequence[DailyTotals], translate: Translate) -> None:
    """Label days below the panel; the first of each month shown has the month's name."""
    months = set()
    for column in _named(totals):
        day = totals[column].date
        label = str(day.day) if day.month in months else day_and_month(day, translate)
        months.add(day.month)
        panel.text(column, panel.values[0], weekday(day, translate), dy=-11)
        panel.text(column, panel.values[0], label, dy=-21)


def _named(totals: Sequence[DailyTotals]) -> list[int]:
    """The columns to label: every day if there is room, else every Monday."""
    one_by_one = len(totals) <= DAYS_NAMED_ONE_BY_ONE
    return [column for column, day in enumerate(totals) if one_by_one or day.date.weekday() == 0]


def _runs(totals: Sequence[DailyTotals], key: str) -> Iterator[dict[int, float]]:
    """Runs of consecutive days with a value, by column."""
    recorded = ((column, day.values[key]) for column, day in enumerate(totals) if key in day.values)
    for _distance, run in groupby(enumerate(recorded), lambda pair: pair[1][0] - pair[0]):
        yield dict(point for _place, point in run)


def _episodes_in_words(totals: Sequence[DailyTotals], translate: Translate) -> str:
    counts = [day.episodes for day in totals if day.episodes is not None]
    words = {"episodes": sum(counts), "most": max(counts, default=0), "logged": len(counts), "days": len(totals)}
    return (
        translate(_("Episodes: %(episodes)d, at most %(most)d on one day. Days logged: %(logged)d of %(days)d"))
        % words
    )


def _exposure_in_words(
    totals: Sequence[DailyTotals], exposure: Exposure, median: float | None, translate: Translate
) -> str:
    values = [day.values[exposure.key] for day in totals if exposure.key in day.values]
    name = exposure_title(exposure, translate)
    if not values:
        return translate(_("%(name)s: nothing recorded")) % {"name": name}
    words = {"name": name, "low": number(min(values)), "high": number(max(values)), "days": len(values)}
    text = translate(_("%(name)s: from %(low)s to %(high)s, recorded days: %(days)d")) % words
    return text if median is None else text + translate(_(", your median: %(value)s")) % {"value": number(median)}

"""The annex of the PDF: charts, in full the tables that were cut before, and every episode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tracker.core.analysis import DailyTotals
from tracker.core.reference.limits import NOTE_CHARS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, SummaryTable, WeeksChart
from tracker.core.reports.pdf.page import shows_less
from tracker.core.reports.sections.episode_list import episode_table
from tracker.core.reports.summary import DoctorSummary
from tracker.core.reports.triggers.exposure_ratios import ExposureRatio
from tracker.core.reports.week_chart import COLUMN_PT, chart_words, week_chart
from tracker.core.reports.wording import on_paper

FULL_PT = 516
"""The width of the text on the page."""

PHONE_CHART_PT = 318
"""The width at which a chart drawn for a phone has type of at least 7.5 pt."""

DAYS_OF_A_MONTH = 42
"""A period of at most six weeks is one calendar with its counts; a longer one has a calendar for each year."""

MONTHS_A_CALENDAR, MAX_CALENDARS = 12, 3
MAX_RATIOS = 20
MIN_RATIO = 0.01
"""Ratios are rounded to two decimals; a zero cannot be drawn on a logarithmic scale."""

GROWING = {"episodes": ("places", "signs"), "changes": ("change", "says")}
"""Columns that take the remaining width; by default the first of the table."""


@dataclass(frozen=True)
class Chart:
    """A drawing with its words and its width on paper, in points."""

    file: str
    svg: str
    words: str
    width_pt: int


def annex_charts(summary: DoctorSummary, translate: Translate = str) -> tuple[Chart, ...]:
    """Triggers (after a first analysis) and calendars, the newest last; weeks too if page one cannot label them."""
    return (*_weeks(summary, translate), *_forest(summary, translate), *_calendars(_shown(summary.days), translate))


def annex_words(summary: DoctorSummary, charts: Sequence[Chart], translate: Translate = str) -> dict[str, object]:
    """The data of annex.typ. `tables` are those of all sections: only typst knows which were cut."""
    episodes = summary.entries.episodes if summary.entries else ()
    return {
        "title": translate(_("Annex")),
        "about": translate(
            _("Made on request, for the same period. What the pages before show in part is here in full.")
        ),
        "charts_title": translate(_("Charts")),
        "charts": [{"file": chart.file, "words": chart.words, "width": chart.width_pt} for chart in charts],
        "charts_note": _calendars_left_out(summary.days, translate),
        "tables": {section.key: [_table(table) for table in section.tables] for section in summary.sections},
        "episodes_title": translate(_("Episodes, the newest first")),
        "episodes": _table(episode_table(episodes, translate)),
    }


def _weeks(summary: DoctorSummary, translate: Translate) -> Iterator[Chart]:
    from tracker.core.charts.weeks import numbers_fit

    charts = [section.chart for section in summary.sections if isinstance(section.chart, WeeksChart)]
    for chart in charts:
        if not numbers_fit(len(chart.weeks), COLUMN_PT):
            yield Chart(
                "annex-weeks.svg", week_chart(chart, translate, FULL_PT), chart_words(chart, translate), FULL_PT
            )


def _forest(summary: DoctorSummary, translate: Translate) -> Iterator[Chart]:
    from tracker.core.charts.forest import describe_forest, forest_svg

    if ratios := _ratios(summary)[:MAX_RATIOS]:
        words = describe_forest(ratios, translate)
        yield Chart("annex-triggers.svg", forest_svg(ratios, translate), words, PHONE_CHART_PT)


def _ratios(summary: DoctorSummary) -> list[ExposureRatio]:
    """The rows of the forest plot, from the table with their numbers; findings come first."""
    tracked = summary.section("exposures")
    rows = [row for table in tracked.tables if table.key == "spans" for row in table.rows] if tracked else []
    ratios = []
    for name, *numbers, named in rows:
        ratio, low, high = (max(float(cell.value or 0), MIN_RATIO) for cell in numbers)
        ratios.append(ExposureRatio(str(name.value), ratio, low, high, bool(named.value)))
    return ratios


def _calendars(days: Sequence[DailyTotals], translate: Translate) -> Iterator[Chart]:
    from tracker.core.charts.calendar_heat import describe_month, describe_year, draw_month, draw_year
    from tracker.core.charts.svg import standalone_svg

    draw, describe = (draw_month, describe_month) if len(days) <= DAYS_OF_A_MONTH else (draw_year, describe_year)
    for at, some in enumerate(_a_year_each(days)):
        words = describe(some, translate)
        drawn = standalone_svg(draw(some, translate), translate(_("Episodes per day")), words)
        yield Chart(f"annex-calendar-{at}.svg", drawn, words, PHONE_CHART_PT)


def _shown(days: Sequence[DailyTotals]) -> list[DailyTotals]:
    """The newest months, up to the limit of the calendars."""
    months = _by_month(days)[-MONTHS_A_CALENDAR * MAX_CALENDARS :]
    return [day for month in months for day in month]


def _a_year_each(days: Sequence[DailyTotals]) -> list[list[DailyTotals]]:
    """Blocks of twelve months; the first block takes the remainder."""
    months = _by_month(days)
    first = len(months) % MONTHS_A_CALENDAR
    starts = ([0] if first else []) + list(range(first, len(months), MONTHS_A_CALENDAR))
    ends = [*starts[1:], len(months)]
    return [[day for month in months[start:end] for day in month] for start, end in zip(starts, ends, strict=True)]


def _by_month(days: Sequence[DailyTotals]) -> list[list[DailyTotals]]:
    return [list(month) for _first, month in groupby(days, lambda day: day.date.replace(day=1))]


def _calendars_left_out(days: Sequence[DailyTotals], translate: Translate) -> str:
    if len(_by_month(days)) <= MONTHS_A_CALENDAR * MAX_CALENDARS:
        return ""
    return translate(_("The calendars show the last %(count)d months of the period.")) % {
        "count": MONTHS_A_CALENDAR * MAX_CALENDARS
    }


def _table(table: SummaryTable) -> dict[str, object]:
    beside = [at for at, column in enumerate(table.columns) if not column.below]
    below = [at for at, column in enumerate(table.columns) if column.below]
    growing = GROWING.get(table.key, (table.columns[0].key,))
    return {
        "key": table.key,
        "title": table.title,
        "less": bool(table.rows) and shows_less(table),
        "columns": [
            {"label": column.label, "number": column.number, "grows": column.key in growing}
            for column in table.columns
            if not column.below
        ],
        "rows": [{"cells": _cells(row, beside), "below": _cells(row, below)} for row in table.rows],
        "note": table.note,
    }


def _cells(row: Sequence[Cell], shown: Sequence[int]) -> list[str]:
    return [on_paper(row[at].text, NOTE_CHARS) for at in shown]

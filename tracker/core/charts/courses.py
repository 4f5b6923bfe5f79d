"""Treatments as lines below the weekly episode counts, so that changes can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from matplotlib.figure import Figure

from tracker.core.analysis import WeekTotals
from tracker.core.charts import style
from tracker.core.charts.marks import LEFT_PT, TOP_PT, counts_panel, draw_week_count, highest_of_week, key_not_logged
from tracker.core.charts.sheet import PHONE_PT, Panel, sheet
from tracker.core.charts.weeks import BAR_WIDTH, MIN_COLUMNS, describe_weeks
from tracker.core.charts.words import day_and_month, full_date
from tracker.core.records import Diary, Medicine
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

HEIGHT_PT, DATES_PT, LINE_PT, NOTE_PT, BELOW_PT = 84.0, 22.0, 26.0, 14.0, 8.0
MAX_NAME_CHARS = 48
DATE_PT = 42.0
DAYS_A_WEEK = 7


@dataclass(frozen=True)
class TreatmentCourse:
    """A medicine or injected product, with the days of changes or injections.

    A date that is None is unknown, or the course is still going on: its line then runs to the edge.
    """

    name: str
    first: date | None
    last: date | None
    changed: tuple[date, ...] = ()


def treatment_courses(diary: Diary) -> tuple[TreatmentCourse, ...]:
    """Every medicine taken and every product injected within the period of the diary."""
    period = (diary.first_day, diary.last_day)
    taken = tuple(
        TreatmentCourse(medicine.name, medicine.started, medicine.stopped, _changes_of(medicine))
        for medicine in diary.medicines
        if (medicine.started or period[0]) <= period[1] and (medicine.stopped or period[1]) >= period[0]
    )
    given: dict[str, list[date]] = {}
    for injection in diary.injections:
        if period[0] <= injection.day <= period[1]:
            given.setdefault(injection.product, []).append(injection.day)
    return taken + tuple(TreatmentCourse(product, None, None, tuple(days)) for product, days in given.items())


def _changes_of(medicine: Medicine) -> tuple[date, ...]:
    raised = (medicine.dose_raised,) if medicine.dose_raised else ()
    return tuple(sorted({*(change.day for change in medicine.changes), *raised}))


def changed_in(week: WeekTotals, courses: Sequence[TreatmentCourse]) -> tuple[str, ...]:
    """Names of the treatments that began, changed, were given or ended in that week."""
    days = {date.fromordinal(week.first_day.toordinal() + n) for n in range(DAYS_A_WEEK)}
    return tuple(course.name for course in courses if days & {course.first, course.last, *course.changed})


def draw_courses(
    weeks: Sequence[WeekTotals], courses: Sequence[TreatmentCourse], translate: Translate = str
) -> Figure:
    """Episodes per week, and below a line per course on the same axis; ticks mark changes."""
    figure = sheet(PHONE_PT, TOP_PT + HEIGHT_PT + DATES_PT + LINE_PT * len(courses) + NOTE_PT + BELOW_PT)
    highest = max((ceil(highest_of_week(week)) for week in weeks), default=0)
    panel = counts_panel(figure, HEIGHT_PT, max(len(weeks), MIN_COLUMNS), highest, translate(_("Episodes per week")))
    for column, week in enumerate(weeks):
        draw_week_count(panel, column, week, "", BAR_WIDTH)
    if any(week.days_logged < week.days for week in weeks):
        key_not_logged(panel, translate)
    _draw_dates(panel, weeks, translate)
    for number, course in enumerate(courses):
        top = TOP_PT + HEIGHT_PT + DATES_PT + LINE_PT * number
        line = Panel(figure, LEFT_PT, top, panel.width, LINE_PT, panel.columns, (0, 1))
        _draw_course(line, number, course, weeks)
    note = Panel(figure, 0, figure.get_figheight() * 72 - NOTE_PT - BELOW_PT, PHONE_PT, NOTE_PT, (0, 1), (0, 1))
    if courses:
        note.text(
            0, 0, translate(_("A tick: begun, changed, given or ended.")), 2, 3, ha="left", fontsize=style.NOTE_PT
        )
    return figure


def describe_courses(
    weeks: Sequence[WeekTotals], courses: Sequence[TreatmentCourse], translate: Translate = str
) -> str:
    """The text alternative."""
    return " ".join([describe_weeks(weeks, translate), *(_in_words(course, translate) for course in courses)])


def _in_words(course: TreatmentCourse, translate: Translate) -> str:
    parts = []
    if course.first:
        parts.append(translate(_("from %(day)s")) % {"day": full_date(course.first, translate)})
    if course.changed:
        days = ", ".join(full_date(day, translate) for day in course.changed)
        parts.append(translate(_("changed or given on %(days)s")) % {"days": days})
    if course.last:
        parts.append(translate(_("until %(day)s")) % {"day": full_date(course.last, translate)})
    return f"{course.name}: {', '.join(parts)}." if parts else f"{course.name}."


def _draw_dates(panel: Panel, weeks: Sequence[WeekTotals], translate: Translate) -> None:
    """Label as many Mondays as fit."""
    every = ceil(DATE_PT * (panel.columns[1] - panel.columns[0]) / panel.width)
    for column in range(0, len(weeks), every):
        panel.text(column, 0, day_and_month(weeks[column].first_day, translate), dy=-12)


def _draw_course(panel: Panel, number: int, course: TreatmentCourse, weeks: Sequence[WeekTotals]) -> None:
    """The name above its line; the line runs to the edge if an end is unknown."""
    panel.text(panel.columns[0], 1, one_line(course.name, MAX_NAME_CHARS), 0, -10, ha="left", color=style.INK)
    first, last = (_column(day, weeks) for day in (course.first, course.last))
    low, high = panel.columns[0], len(weeks) - 0.5
    ends = (max(low if first is None else first, low), min(high if last is None else last, high))
    look: dict[str, Any] = {"color": style.ACCENT, "linewidth": 3, "solid_capstyle": "butt", "zorder": 1.5}
    if not (course.first is None and course.last is None and course.changed) and ends[0] < ends[1]:
        panel.line(ends, (0.3, 0.3), gid=f"course:{number}", **look)
    for column in (first, *(_column(day, weeks) for day in course.changed), last):
        if column is not None and low <= column <= high:
            panel.line((column, column), (0.12, 0.48), color=style.INK, linewidth=1.6, gid=f"change:{number}")


def _column(day: date | None, weeks: Sequence[WeekTotals]) -> float | None:
    """The column of a day; the bar of a week is centred in its column."""
    return None if day is None or not weeks else (day - weeks[0].first_day).days / DAYS_A_WEEK - 0.5

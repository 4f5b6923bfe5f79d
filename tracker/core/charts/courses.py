"""Treatments as lines below the weekly episode counts, with the dose at each step. As wide as there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.analysis import WeekTotals
from tracker.core.charts import style
from tracker.core.charts.drawing import Drawing, drawing, hatch
from tracker.core.charts.scales import whole_steps
from tracker.core.charts.weeks import describe_weeks
from tracker.core.charts.words import day_and_month, full_date
from tracker.core.records import Diary, Medicine
from tracker.core.reference.graphemes import one_line
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

BARS_PX, TOP_PX, DATES_PX = 84.0, 16.0, 22.0
NAME_PX, LINE_PX, DOSES_PX, GAP_PX = 14.0, 12.0, 14.0, 6.0
MAX_NAME_CHARS, MAX_DOSE_CHARS = 40, 26
LETTER_SHARE = 2.1
"""What a letter takes of the width of a phone, in per cent."""

DAYS_A_WEEK = 7
MAX_DATES = 4


@dataclass(frozen=True)
class TreatmentCourse:
    """A medicine or injected product, with the days of changes or injections.

    A date that is None is unknown, or the course is still going on: its line then runs to the edge. `doses` are the
    doses in the person's words, each with its first day.
    """

    name: str
    first: date | None
    last: date | None
    changed: tuple[date, ...] = ()
    doses: tuple[tuple[date | None, str], ...] = ()


def treatment_courses(diary: Diary) -> tuple[TreatmentCourse, ...]:
    """Every medicine taken and every product injected within the period of the diary."""
    period = (diary.first_day, diary.last_day)
    taken = tuple(
        TreatmentCourse(medicine.name, medicine.started, medicine.stopped, _changes_of(medicine), _doses_of(medicine))
        for medicine in diary.medicines
        if (medicine.started or period[0]) <= period[1] and (medicine.stopped or period[1]) >= period[0]
    )
    given: dict[str, list[date]] = {}
    for injection in diary.injections:
        if period[0] <= injection.day <= period[1]:
            given.setdefault(injection.product, []).append(injection.day)
    return taken + tuple(TreatmentCourse(product, None, None, tuple(days)) for product, days in given.items())


def earliest_day(diary: Diary) -> date | None:
    """The first logged day, or that of the earliest treatment; None without either."""
    days = [*diary.logged_dates(), *(injection.day for injection in diary.injections)]
    days += [day for medicine in diary.medicines for day in (medicine.started, *medicine.changed_on()) if day]
    return min(days, default=None)


def _changes_of(medicine: Medicine) -> tuple[date, ...]:
    raised = (medicine.dose_raised,) if medicine.dose_raised else ()
    return tuple(sorted({*(change.day for change in medicine.changes), *raised}))


def _doses_of(medicine: Medicine) -> tuple[tuple[date | None, str], ...]:
    said = [(medicine.started, medicine.dose), *((change.day, change.dose) for change in medicine.changes)]
    return tuple((day, dose) for day, dose in said if dose)


def changed_in(week: WeekTotals, courses: Sequence[TreatmentCourse]) -> tuple[str, ...]:
    """Names of the treatments that began, changed, were given or ended in that week."""
    days = {date.fromordinal(week.first_day.toordinal() + n) for n in range(DAYS_A_WEEK)}
    return tuple(course.name for course in courses if days & {course.first, course.last, *course.changed})


def courses_svg(weeks: Sequence[WeekTotals], courses: Sequence[TreatmentCourse], translate: Translate = str) -> str:
    """Episodes per week, and below a line per course on the same axis; ticks mark changes."""
    words = describe_courses(weeks, courses, translate)
    sheet = drawing("courses", translate(_("Treatments over time")), words, "courses")
    row = NAME_PX + LINE_PX + DOSES_PX + GAP_PX
    low = TOP_PX + BARS_PX
    sheet.root.set("height", f"{low + DATES_PX + row * len(courses):g}")
    _draw_weeks(sheet, weeks, low)
    _draw_dates(sheet, weeks, low + 15, translate)
    for number, course in enumerate(courses):
        _draw_course(sheet, course, weeks, low + DATES_PX + row * number)
    return sheet.written()


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


def _draw_weeks(sheet: Drawing, weeks: Sequence[WeekTotals], low: float) -> None:
    """A bar for each week with its count, hatched whole where no day of it was logged."""
    steps = whole_steps(max((week.episodes for week in weeks), default=0) or 1)
    for step in steps:
        y = low - BARS_PX * step / steps[-1]
        sheet.add("line", x1=0, x2="100%", y1=y, y2=y, stroke=style.GRID, stroke_width=1)
        if step:
            sheet.text(str(step), x="100%", y=y - 3, fill=style.QUIET, text_anchor="end")
    pattern = hatch(sheet)
    room = 100 / max(len(weeks), 1)
    for column, week in enumerate(weeks):
        at = {"x": f"{room * (column + 0.12):.2f}%", "width": f"{room * 0.76:.2f}%"}
        tall = BARS_PX * week.episodes / steps[-1]
        if not week.days_logged:
            sheet.add("rect", y=low - BARS_PX, height=BARS_PX, fill=pattern, class_="not-logged", **at)
        elif tall:
            sheet.add("rect", y=low - tall, height=tall, fill=style.ACCENT, class_="episodes", **at)
    sheet.add("line", x1=0, x2="100%", y1=low, y2=low, stroke=style.LINE, stroke_width=1)


def _draw_dates(sheet: Drawing, weeks: Sequence[WeekTotals], y: float, translate: Translate) -> None:
    """The Mondays of a few weeks, evenly spread."""
    every = max(1, -(-len(weeks) // MAX_DATES))
    for column in range(0, len(weeks), every):
        words = day_and_month(weeks[column].first_day, translate)
        sheet.text(words, x=f"{100 * column / len(weeks):.2f}%", y=y, fill=style.QUIET)


def _draw_course(sheet: Drawing, course: TreatmentCourse, weeks: Sequence[WeekTotals], top: float) -> None:
    """The name above its line, the doses below it; the line runs to the edge if an end is unknown."""
    name = {"font_weight": 600, "fill": style.INK, "class_": "name"}
    sheet.text(one_line(course.name, MAX_NAME_CHARS), x=0, y=top + NAME_PX - 2, **name)
    middle = top + NAME_PX + LINE_PX / 2
    first, last = (_share(day, weeks) for day in (course.first, course.last))
    low, high = (max(0.0, first or 0.0), min(100.0, 100.0 if last is None else last))
    is_given = course.first is None and course.last is None and course.changed and not course.doses
    if not is_given and low < high:
        ends = {"x1": f"{low:.2f}%", "x2": f"{high:.2f}%", "y1": middle, "y2": middle}
        sheet.add("line", stroke=style.ACCENT, stroke_width=3, class_="course", **ends)
    for at in (first, *(_share(day, weeks) for day in course.changed), last):
        if at is not None and 0 <= at <= 100:
            ends = {"x1": f"{at:.2f}%", "x2": f"{at:.2f}%", "y1": middle - 5, "y2": middle + 5}
            sheet.add("line", stroke=style.INK, stroke_width=1.6, class_="change", **ends)
    _draw_doses(sheet, course, weeks, middle + LINE_PX / 2 + DOSES_PX - 4)


def _draw_doses(sheet: Drawing, course: TreatmentCourse, weeks: Sequence[WeekTotals], y: float) -> None:
    """Each dose where it begins; the newest is always there, an older one only where there is room for it."""
    free = 100.0
    for day, dose in reversed(course.doses):
        words = one_line(dose, MAX_DOSE_CHARS)
        at = max(0.0, _share(day, weeks) or 0.0)
        width = LETTER_SHARE * len(words)
        at = min(at, 100 - width) if free == 100.0 else at
        if at + width <= free:
            sheet.text(words, x=f"{max(at, 0):.2f}%", y=y, fill=style.QUIET, class_="dose")
            free = at - LETTER_SHARE


def _share(day: date | None, weeks: Sequence[WeekTotals]) -> float | None:
    """Where a day lies, in per cent of the width."""
    return None if day is None or not weeks else 100 * (day - weeks[0].first_day).days / DAYS_A_WEEK / len(weeks)

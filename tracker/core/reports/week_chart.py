"""The weekly chart of the summary, and its text alternative.

Both are made from the table of weeks, so that a snapshot is drawn as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median

from tracker.core.analysis import WeekTotals
from tracker.core.analysis.describe.weekly import DAYS_A_WEEK, MIN_LOGGED_DAYS, weekly_rate
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell
from tracker.core.reports.summary import DoctorSummary
from tracker.core.reports.wording import day_text, number, share

COLUMN_PT = 246
"""The width of a column on paper, in points."""


def week_chart(
    summary: DoctorSummary, translate: Translate = str, width_pt: float = COLUMN_PT, inline: str = ""
) -> str:
    """The chart as SVG, `width_pt` wide on paper; with an id in `inline`, for a page, in the page's colours."""
    from tracker.core.charts.weeks import weeks_svg

    return weeks_svg(
        weeks_of(summary), chart_title(translate), chart_words(summary, translate), translate, width_pt, inline
    )


def chart_note(summary: DoctorSummary, translate: Translate = str) -> str:
    """The legend: a line to print below the chart."""
    weeks = weeks_of(summary)
    note = translate(_("Below each bar: days logged."))
    if all(week.days_logged == week.days for week in weeks):
        return note
    hatched = translate(
        _("Hatched: days not logged, at that week's own pace; with fewer than %(days)d logged days no guess.")
    )
    return f"{note} {hatched % {'days': MIN_LOGGED_DAYS}}"


def weeks_of(summary: DoctorSummary) -> tuple[WeekTotals, ...]:
    """The weeks of the section *course*; none if it was not chosen."""
    course = summary.section("course")
    return tuple(_week(record, summary) for record in course.table("weeks").records) if course else ()


def chart_title(translate: Translate = str) -> str:
    """The title of the chart."""
    return translate(_("Episodes a week"))


def chart_words(summary: DoctorSummary, translate: Translate = str) -> str:
    """The chart in words: the lowest, middle and highest count of the weeks that were logged well, and the trend."""
    weeks = weeks_of(summary)
    if not any(week.days_logged for week in weeks):
        return translate(_("Bar chart of episodes counted in each week. Nothing was logged in this period."))
    known = [week for week in weeks if week.rate_per_week is not None]
    words = translate(
        _("Bar chart of episodes counted in each week. %(known)s weeks have at least %(days)d logged days.")
    ) % {"known": share(len(known), len(weeks), translate), "days": MIN_LOGGED_DAYS}
    return f"{words} {_in_words(known, summary, translate)}" if known else words


def _in_words(known: list[WeekTotals], summary: DoctorSummary, translate: Translate) -> str:
    lowest, highest = (pick(known, key=lambda week: week.episodes) for pick in (min, max))
    return translate(
        _("Lowest %(lowest)s, median %(median)s, highest %(highest)s. Over the weeks: %(direction)s.")
    ) % {
        "lowest": _count_and_week(lowest, translate),
        "median": number(median(week.episodes for week in known), 2).text,
        "highest": _count_and_week(highest, translate),
        "direction": next(fact.text for fact in summary.facts if fact.key == "direction"),
    }


def _week(row: Mapping[str, Cell], summary: DoctorSummary) -> WeekTotals:
    """A row of the table of weeks as numbers; the rate is computed again, as the table has it rounded."""
    monday = date.fromisoformat(str(row["week"].value))
    first, last = max(monday, summary.first_day), min(monday + timedelta(days=DAYS_A_WEEK - 1), summary.last_day)
    logged, count = (int(row[key].value or 0) for key in ("days_logged", "episodes"))
    return WeekTotals(monday, logged, count, weekly_rate(count, logged), (last - first).days + 1)


def _count_and_week(week: WeekTotals, translate: Translate) -> str:
    return translate(_("%(count)d (week from %(day)s)")) % {
        "count": week.episodes,
        "day": day_text(week.first_day, translate),
    }

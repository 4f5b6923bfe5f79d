"""Charts as they stand in a page. Imported only by the pages that show one: the drawing library takes a second."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe

from tracker.core.analysis import DailyTotals, WeekTotals
from tracker.core.charts.calendar_heat import describe_month, describe_year, draw_month, draw_year
from tracker.core.charts.courses import Span as CourseSpan
from tracker.core.charts.courses import describe_courses, draw_courses
from tracker.core.charts.forest import Span, describe_forest, draw_forest
from tracker.core.charts.hours import describe_hours, draw_hours
from tracker.core.charts.svg import inline_svg
from tracker.core.charts.week import describe_week, draw_week
from tracker.core.records import Exposure

Say = Callable[[str], str]


def week_picture(
    totals: Sequence[DailyTotals], exposures: Sequence[Exposure], medians: Mapping[str, float], say: Say
) -> SafeString:
    """Episodes per day over each exposure."""
    words = describe_week(totals, exposures, medians, say)
    return _safe(inline_svg(draw_week(totals, exposures, medians, say), say("Week"), words, "week"))


def hours_picture(counts: Sequence[int], say: Say) -> SafeString:
    """Onsets by hour of the day."""
    return _safe(inline_svg(draw_hours(counts, say), say("Hour of the day"), describe_hours(counts, say), "hours"))


def month_picture(totals: Sequence[DailyTotals], say: Say) -> SafeString:
    """A month as a calendar."""
    return _safe(inline_svg(draw_month(totals, say), say("Month"), describe_month(totals, say), "month"))


def year_picture(totals: Sequence[DailyTotals], say: Say) -> SafeString:
    """A year as a calendar."""
    return _safe(inline_svg(draw_year(totals, say), say("Year"), describe_year(totals, say), "year"))


def courses_picture(weeks: Sequence[WeekTotals], spans: Sequence[CourseSpan], say: Say) -> SafeString:
    """Medicines and injections under the episodes of their weeks."""
    words = describe_courses(weeks, spans, say)
    return _safe(inline_svg(draw_courses(weeks, spans, say), say("Medicines and treatments"), words, "courses"))


def forest_picture(spans: Sequence[Span], say: Say) -> SafeString:
    """Every exposure with its interval."""
    return _safe(inline_svg(draw_forest(spans, say), say("Triggers"), describe_forest(spans, say), "forest"))


def _safe(svg: str) -> SafeString:
    # The drawing escapes every text in it; tests/core/charts hold it to that.
    return mark_safe(svg)  # noqa: S308

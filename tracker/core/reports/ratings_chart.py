"""The course of clinical ratings in the summary, and its text alternative."""

from __future__ import annotations

from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import ScalesChart
from tracker.core.reports.wording import day_text, number


def ratings_chart(chart: ScalesChart, translate: Translate = str, inline: str = "") -> str:
    """The chart as SVG; with an id in `inline` it is for a page, in the page's colours."""
    from tracker.core.charts.scale_course import ScaleCourse, scale_courses_svg

    courses = [ScaleCourse(scale, scores) for scale, scores in chart.courses]
    title = translate(_("Ratings over time"))
    return scale_courses_svg(courses, title, ratings_words(chart, translate), translate, inline)


def ratings_words(chart: ScalesChart, translate: Translate = str) -> str:
    """The chart in words: each scale with its scores and days."""
    rating = translate(_("%(score)s on %(day)s"))
    return " ".join(
        f"{scale}: "
        + ", ".join(rating % {"score": number(score).text, "day": day_text(day, translate)} for day, score in scores)
        + "."
        for scale, scores in chart.courses
    )

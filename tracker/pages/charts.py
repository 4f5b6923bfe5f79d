"""Charts as inline SVG. Imported inside the views that show one, because importing matplotlib takes a second."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString, mark_safe

from tracker.core.analysis import WeekTotals
from tracker.core.charts.courses import TreatmentCourse, describe_courses, draw_courses
from tracker.core.charts.svg import inline_svg
from tracker.core.reference.words import Translate


def courses_picture(weeks: Sequence[WeekTotals], spans: Sequence[TreatmentCourse], translate: Translate) -> SafeString:
    """Medicines and injections under the episodes of their weeks."""
    words = describe_courses(weeks, spans, translate)
    return _safe(
        inline_svg(draw_courses(weeks, spans, translate), translate("Medicines and treatments"), words, "courses")
    )


def _safe(svg: str) -> SafeString:
    # The SVG escapes all text; tests/core/charts check that.
    return mark_safe(svg)  # noqa: S308

"""The doctor's summary as its template shows it: on the page, behind a link, and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tracker.core.reference.sections import ALWAYS
from tracker.core.reports import DoctorSummary
from tracker.core.reports.drawings import section_drawing
from tracker.core.reports.facts import Section
from tracker.core.reports.layout import figures, in_order, signs_box
from tracker.core.reports.week_chart import chart_note


@dataclass(frozen=True)
class Part:
    """A section, with its drawing and the note below it where it has them."""

    section: Section
    drawing: SafeString
    note: str


def summary_context(summary: DoctorSummary) -> dict[str, Any]:
    """The context of tracker/_doctor_summary.html."""
    return {
        "summary": summary,
        "figures": figures(summary),
        "box": signs_box(summary),
        "parts": [_part(section, summary) for section in in_order(summary)],
        "made": summary.section(ALWAYS),
    }


def _part(section: Section, summary: DoctorSummary) -> Part:
    # The drawing escapes every text in it; tests/core/charts check that.
    drawing = mark_safe(section_drawing(section, summary, _))  # noqa: S308
    return Part(section, drawing, chart_note(summary, _) if section.key == "course" else "")

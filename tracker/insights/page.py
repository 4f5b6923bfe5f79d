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
        "parts": [_part(section) for section in in_order(summary)],
        "made": summary.section(ALWAYS),
    }


def _part(section: Section) -> Part:
    drawing = section_drawing(section, _, inline=True)
    if drawing is None:
        return Part(section, SafeString(), "")
    # The drawing escapes every text in it; tests/core/charts check that.
    return Part(section, mark_safe(drawing.svg), drawing.note)  # noqa: S308

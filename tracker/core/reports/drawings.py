"""The drawings of a summary's sections, as inline SVG for a page."""

from __future__ import annotations

from tracker.core.reference.words import Translate
from tracker.core.reports.face_chart import face_chart, has_face
from tracker.core.reports.facts import Section
from tracker.core.reports.summary import DoctorSummary
from tracker.core.reports.week_chart import week_chart


def section_drawing(section: Section, summary: DoctorSummary, translate: Translate = str) -> str:
    """Episodes week by week for the course, the face for the places; empty for other sections."""
    if section.key == "places" and has_face(summary):
        return face_chart(summary, translate, inline="face")
    if section.key == "course":
        return week_chart(summary, translate, inline="weeks")
    return ""

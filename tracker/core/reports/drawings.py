"""The drawings of a summary's sections, for a page and for paper."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.reference.words import Translate
from tracker.core.reports.face_chart import WIDTH as FACE_WIDTH
from tracker.core.reports.face_chart import face_chart, face_words
from tracker.core.reports.facts import FaceChart, ScalesChart, Section, WeeksChart
from tracker.core.reports.ratings_chart import ratings_chart, ratings_words
from tracker.core.reports.week_chart import COLUMN_PT, chart_note, chart_words, week_chart


@dataclass(frozen=True)
class SectionDrawing:
    """A drawing with its text alternative, a note to print below it, and its width on paper, in points."""

    name: str
    svg: str
    words: str
    note: str
    width: int


def section_drawing(section: Section, translate: Translate = str, *, inline: bool = False) -> SectionDrawing | None:
    """Draw the section's chart, if it has one; `inline` is for a page, in the page's font and colours."""
    match section.chart:
        case WeeksChart() as chart:
            svg = week_chart(chart, translate, inline="weeks" if inline else "")
            words, note = chart_words(chart, translate), chart_note(chart, translate)
            return SectionDrawing("weeks", svg, words, note, COLUMN_PT)
        case FaceChart() as chart:
            svg = face_chart(chart, translate, inline="face" if inline else "")
            return SectionDrawing("face", svg, face_words(chart, translate), "", FACE_WIDTH)
        case ScalesChart() as chart:
            svg = ratings_chart(chart, translate, inline="scales" if inline else "")
            return SectionDrawing("scales", svg, ratings_words(chart, translate), "", COLUMN_PT)
    return None

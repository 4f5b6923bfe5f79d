"""The summary on paper: a tagged PDF (PDF/UA-1) set by typst, one A4 page as long as it fits.

What does not fit goes to a second page and is never left out. The annex is optional.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

from tracker.core.reference.words import Translate
from tracker.core.reports.drawings import section_drawing
from tracker.core.reports.pdf.annex import annex_charts, annex_words
from tracker.core.reports.pdf.page import page_words
from tracker.core.reports.pdf.printable import typeset_any_text
from tracker.core.reports.summary import DoctorSummary

TEMPLATE = Path(__file__).with_name("summary.typ")
ANNEX_TEMPLATE = Path(__file__).with_name("annex.typ")
"""Appended to summary.typ: it shares that document's rules."""


def to_pdf(summary: DoctorSummary, translate: Translate = str, language: str = "en", annex: bool = False) -> bytes:
    """The pages, in the `language` (`en`, `en-gb`) of `translate`. The same summary gives the same bytes.

    `annex` adds pages: charts, whole tables and every episode; a summary from a snapshot has no entries and no annex.
    The person's words reach typst as data, never as markup, and no text can make the PDF fail.
    """
    files = _files(summary, translate, language, annex and summary.entries is not None)
    return typeset_any_text(files, translate, datetime.combine(summary.today, time(), UTC))


def _files(summary: DoctorSummary, translate: Translate, language: str, annex: bool) -> dict[str, bytes]:
    drawn = {section.key: drawing for section in summary.sections if (drawing := section_drawing(section, translate))}
    page, template = page_words(summary, drawn, translate, language), TEMPLATE.read_bytes()
    drawings = {f"{drawing.name}.svg": drawing.svg.encode() for drawing in drawn.values()}
    if annex:
        charts = annex_charts(summary, translate)
        page["annex"] = annex_words(summary, charts, translate)
        template += ANNEX_TEMPLATE.read_bytes()
        drawings |= {chart.file: chart.svg.encode() for chart in charts}
    return {"main.typ": template, "data.json": json.dumps(page).encode(), **drawings}

"""Check that each output has every number of the summary."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import regex
from pypdf import PdfReader

from tracker.core.reference.sections import ALWAYS
from tracker.core.reports import DoctorSummary, from_snapshot
from tracker.core.reports.facts import Fact, Section, SummaryTable
from tracker.core.reports.fhir.episodes import MOVEMENTS
from tracker.core.reports.pdf.page import IN_A_DRAWING

UNSEEN = regex.compile(r"[\s\x1c-\x1f\p{Cf}]+")
"""Spaces and format characters."""

SHORT = 150
"""Texts shorter than this are never shortened on paper."""


def squeezed(text: str) -> str:
    """Normalise the text, without spaces and format characters."""
    return UNSEEN.sub("", unicodedata.normalize("NFC", text))


def words_of_html(page: str) -> str:
    """Visible text of a page, squeezed."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]*>", " ", page)))


def words_of_pdf(content: bytes) -> str:
    """Text of all pages, squeezed."""
    return squeezed(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def missing_in_page(summary: DoctorSummary, words: str) -> list[str]:
    """Texts of the summary that the page lacks."""
    return [text for text in (*_head(summary), *_read(summary)) if squeezed(text) not in words]


def missing_in_pdf(summary: DoctorSummary, words: str) -> list[str]:
    """Texts of the summary that the PDF with its annex lacks.

    Drawings replace the tables of weeks and triggers. Dashes are ignored, as the PDF prints one in an empty cell.
    """
    words = words.replace("–", "")
    return [text for text in _printed(summary) if len(text) < SHORT and squeezed(text).replace("–", "") not in words]


def wrong_in_csv(summary: DoctorSummary, content: bytes) -> list[tuple[str, ...]]:
    """Missing lines and surplus lines of the table."""
    lines = Counter(tuple(map(_plain, line)) for line in csv.reader(io.StringIO(content.decode(), newline="")))
    expected = Counter(tuple(map(_plain, line)) for line in _lines(summary))
    return [*(expected - lines), *(line for line in lines - expected if line[1] and line[1] != "item")]


def wrong_in_json(summary: DoctorSummary, content: bytes) -> bool:
    """Whether the document differs from the summary when read back."""
    return from_snapshot(json.loads(content)) != replace(summary, entries=None, days=())


def wrong_in_fhir(summary: DoctorSummary, content: bytes) -> list[str]:
    """Texts that the narrative lacks, and counts of coded entries that differ from the summary."""
    entries = [entry["resource"] for entry in json.loads(content)["entry"]]
    composition = entries[0]
    words = words_of_html(" ".join(part["text"]["div"] for part in composition["section"]))
    wrong = [text for text in _narrated(summary) if squeezed(text) not in words]
    period = composition["event"][0]["period"]
    if (period["start"], period["end"]) != (summary.first_day.isoformat(), summary.last_day.isoformat()):
        wrong.append(f"period {period}")
    counted = {section["title"]: len(section.get("entry", ())) for section in composition["section"]}
    return [*wrong, *_wrong_counts(summary, entries, counted)]


def _wrong_counts(summary: DoctorSummary, entries: list[dict[str, Any]], counted: dict[str, int]) -> Iterator[str]:
    """Yield a message where the number of coded episodes or daily values differs from the summary."""
    course, tracked = summary.section("course"), summary.section("exposures")
    if course:
        (episodes,) = (fact.values["episodes"] for fact in (*course.headline, *course.facts) if fact.key == "episodes")
        twitched = [one for one in entries if _is_episode(one)]
        if len(twitched) != (episodes or 0):
            yield f"{len(twitched)} episodes as entries, {episodes} in words"
    if tracked:
        days = sum(
            int(row[1].value or 0) for table in tracked.tables if table.key == "exposures" for row in table.rows
        )
        if counted[tracked.title] != days:
            yield f"{counted[tracked.title]} values as entries, {days} in words"


def _is_episode(resource: dict[str, Any]) -> bool:
    value = resource.get("valueCodeableConcept", {}).get("text")
    return value in MOVEMENTS.values() and resource["code"]["text"] == "Symptom"


def _head(summary: DoctorSummary) -> Iterator[str]:
    made = summary.made[0].upper() + summary.made[1:]
    yield from (summary.period, made, summary.coverage.text)


def _read(summary: DoctorSummary) -> Iterator[str]:
    """Texts of a page: facts, rows with their cells joined, and notes."""
    for section in summary.sections:
        if section.key != ALWAYS and section.noted:
            yield from (_of_fact(fact) for fact in _shown(section))
            for table in section.tables:
                yield from _signs(table) if table.key == "signs_to_watch" else _of_rows(table)
                yield from filter(None, (table.note,))
            yield from section.notes


def _signs(table: SummaryTable) -> Iterator[str]:
    """Texts of the signs to watch, which are shown first."""
    yield from (cell.text for row in table.rows for cell in row if cell.value is not None)


def _shown(section: Section) -> list[Fact]:
    return [fact for fact in (*section.headline, *section.facts) if fact.shown]


def _of_fact(fact: Fact) -> str:
    return f"{fact.label} {fact.text} {fact.detail}"


def _of_rows(table: SummaryTable) -> Iterator[str]:
    for line in table.lines:
        yield " ".join(cell.text for column, cell in line if not column.below)
        yield from (cell.text for column, cell in line if column.below and cell.text)


def _printed(summary: DoctorSummary) -> Iterator[str]:
    """Texts of the PDF. Labels are left out, as they may be printed above or below their value."""
    yield from (summary.title, summary.period, summary.made, summary.coverage.text)
    for section in summary.sections:
        if section.key != ALWAYS and section.noted:
            for fact in _shown(section):
                yield from filter(None, (fact.text, fact.detail))
            for table in section.tables:
                if table.key == "signs_to_watch":
                    yield from _signs(table)
                elif table.rows and table.key not in IN_A_DRAWING:
                    yield from _of_rows(table)
                    yield from filter(None, (table.note,))
            yield from section.notes


def _narrated(summary: DoctorSummary) -> Iterator[str]:
    """Texts of the FHIR narrative: those of a page, without the empty sections."""
    for section in filter(lambda section: section.noted, summary.sections):
        for fact in _shown(section):
            yield f"{fact.label}: {'; '.join(filter(None, (fact.text, fact.detail)))}"
        for table in section.tables:
            yield from (" ".join(cell.text or "–" for _column, cell in line) for line in table.lines)
            yield from filter(None, (table.note,))
        yield from section.notes


def _lines(summary: DoctorSummary) -> Iterator[Iterable[str]]:
    yield summary.title, summary.period, summary.made
    yield summary.title, summary.coverage.label, summary.coverage.text
    for section in summary.sections:
        for fact in (*section.headline, *section.facts):
            yield section.title, fact.label, "; ".join(filter(None, (fact.text, fact.detail)))
        for table in section.tables:
            for row in table.rows:
                for column, cell in list(zip(table.columns, row, strict=True))[1:]:
                    yield table.title or section.title, f"{row[0].text}: {column.label}", cell.text
    for name in summary.nothing_noted:
        yield summary.title, summary.nothing_title, name


def _plain(cell: str) -> str:
    """A cell without the quotes that escape formulas."""
    return ";".join(part.removeprefix("'") for part in cell.split(";"))

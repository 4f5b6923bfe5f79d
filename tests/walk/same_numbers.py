"""Find again, in each output, every number that a summary says."""

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

from pypdf import PdfReader

from tracker.core.reference.sections import ALWAYS
from tracker.core.reports import DoctorSummary, from_snapshot
from tracker.core.reports.facts import Fact, Section, SummaryTable
from tracker.core.reports.fhir.episodes import MOVEMENTS
from tracker.core.reports.pdf.page import IN_A_DRAWING

SHORT = 150
"""A text of a person may be cut on paper; what is shorter than this is not."""


def squeezed(text: str) -> str:
    """The text without anything that a line break or a font changes."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(letter for letter in plain if not letter.isspace() and unicodedata.category(letter) != "Cf")


def words_of_html(page: str) -> str:
    """What a reader of the page sees and hears, squeezed."""
    page = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return squeezed(unescape(re.sub(r"<[^>]*>", " ", page)))


def words_of_pdf(content: bytes) -> str:
    """All pages, squeezed."""
    return squeezed(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def missing_in_page(summary: DoctorSummary, words: str) -> list[str]:
    """What the summary shows to a reader and the page does not say."""
    return [said for said in (*_head(summary), *_read(summary)) if squeezed(said) not in words]


def missing_in_pdf(summary: DoctorSummary, words: str) -> list[str]:
    """The same for a PDF with its annex. Paper draws the weeks and the triggers, and names empty sections only.

    Without dashes: paper sets one in an empty cell.
    """
    words = words.replace("–", "")
    return [said for said in _printed(summary) if len(said) < SHORT and squeezed(said).replace("–", "") not in words]


def wrong_in_csv(summary: DoctorSummary, content: bytes) -> list[tuple[str, ...]]:
    """Lines that the table lacks, and lines that it has too many."""
    lines = Counter(tuple(map(_plain, line)) for line in csv.reader(io.StringIO(content.decode(), newline="")))
    wanted = Counter(tuple(map(_plain, line)) for line in _lines(summary))
    return [*(wanted - lines), *(line for line in lines - wanted if line[1] and line[1] != "item")]


def wrong_in_json(summary: DoctorSummary, content: bytes) -> bool:
    """Whether the document is another summary when it is read back."""
    return from_snapshot(json.loads(content)) != replace(summary, entries=None, days=())


def wrong_in_fhir(summary: DoctorSummary, content: bytes) -> list[str]:
    """What the narrative does not say, and coded entries that are not as many as the summary counts."""
    entries = [entry["resource"] for entry in json.loads(content)["entry"]]
    composition = entries[0]
    words = words_of_html(" ".join(part["text"]["div"] for part in composition["section"]))
    wrong = [said for said in _narrated(summary) if squeezed(said) not in words]
    period = composition["event"][0]["period"]
    if (period["start"], period["end"]) != (summary.first_day.isoformat(), summary.last_day.isoformat()):
        wrong.append(f"period {period}")
    counted = {section["title"]: len(section.get("entry", ())) for section in composition["section"]}
    return [*wrong, *_wrong_counts(summary, entries, counted)]


def _wrong_counts(summary: DoctorSummary, entries: list[dict[str, Any]], counted: dict[str, int]) -> Iterator[str]:
    """Episodes and days with a value are as many coded entries as the summary says."""
    course, tracked = summary.section("course"), summary.section("exposures")
    if course:
        (said,) = (fact.values["episodes"] for fact in (*course.headline, *course.facts) if fact.key == "episodes")
        twitched = [one for one in entries if _is_episode(one)]
        if len(twitched) != (said or 0):
            yield f"{len(twitched)} episodes as entries, {said} in words"
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
    """What is shown on a page, each statement in one piece: a fact, the cells of a row beside one another, a note."""
    for section in summary.sections:
        if section.key != ALWAYS and section.noted:
            yield from (_of_fact(fact) for fact in _shown(section))
            for table in section.tables:
                yield from _signs(table) if table.key == "signs_to_watch" else _of_rows(table)
                yield from filter(None, (table.note,))
            yield from section.notes


def _signs(table: SummaryTable) -> Iterator[str]:
    """The cells of signs to watch: they are on top, in their own order."""
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
    """What paper says, in pieces that stay together there: a label may stand above its answer or below."""
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
    """What the narrative of a file says: what a page shows, without what nothing was noted on."""
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
    """A cell without the quotes that keep a spreadsheet from computing it."""
    return ";".join(part.removeprefix("'") for part in cell.split(";"))

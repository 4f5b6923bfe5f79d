"""The summary as a table for a spreadsheet: section, item, value."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from tracker.core.reference.formulas import begins_formula
from tracker.core.reports.facts import Fact, SummaryTable
from tracker.core.reports.summary import DoctorSummary

Row = tuple[str, str, str]

HEADER: Row = ("section", "item", "value")


def to_csv(summary: DoctorSummary) -> bytes:
    """RFC 4180 in UTF-8: comma, double quotes where needed, CRLF. No cell can be taken for a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for row in _rows(summary):
        writer.writerow([harmless(cell) for cell in row])
    return text.getvalue().encode()


def harmless(cell: str) -> str:
    """Guard against formula injection: quote each part of the cell; some spreadsheets split cells at semicolons."""
    return ";".join(f"'{part}" if begins_formula(part) else part for part in cell.split(";"))


def _rows(summary: DoctorSummary) -> Iterator[Row]:
    yield HEADER
    yield summary.title, summary.period, summary.made
    yield _fact_row(summary.title, summary.coverage)
    for section in summary.sections:
        for fact in (*section.headline, *section.facts):
            yield _fact_row(section.title, fact)
        for table in section.tables:
            yield from _table_rows(table.title or section.title, table)
        for note in section.notes:
            yield section.title, "", note
    for name in summary.nothing_noted:
        yield summary.title, summary.nothing_title, name


def _fact_row(section: str, fact: Fact) -> Row:
    return section, fact.label, "; ".join(part for part in (fact.text, fact.detail) if part)


def _table_rows(title: str, table: SummaryTable) -> Iterator[Row]:
    for head, *cells in table.rows:
        for column, cell in zip(table.columns[1:], cells, strict=True):
            yield title, f"{head.text}: {column.label}", cell.text
    if table.note:
        yield title, "", table.note

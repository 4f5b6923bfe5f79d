"""The summary as the XHTML of a FHIR Narrative: paragraphs, lists and tables only."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tracker.core.reports.facts import Fact, Section, SummaryTable
from tracker.core.reports.fhir.elements import Element, clean

EMPTY = "–"


def narrative(*parts: str) -> Element:
    """The element `text`; it is complete for a reader who sees nothing else."""
    div = "".join(parts) or paragraph(EMPTY)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{div}</div>'}


def paragraph(text: str) -> str:
    """One paragraph; "" for an empty text."""
    words = clean(text)
    return f"<p>{escape(words)}</p>" if words else ""


def listed(texts: Iterable[str]) -> str:
    """A list of the nonempty texts; "" if there are none."""
    items = "".join(f"<li>{escape(words)}</li>" for words in map(clean, texts) if words)
    return f"<ul>{items}</ul>" if items else ""


def facts(of: Iterable[Fact]) -> str:
    """Facts as a list of label, answer and detail; facts that are not shown are omitted."""
    shown = (fact for fact in of if fact.shown)
    return listed(f"{fact.label}: {'; '.join(part for part in (fact.text, fact.detail) if part)}" for fact in shown)


def section(of: Section) -> str:
    """A section of the summary: facts, sentences, tables."""
    listed = facts((*of.headline, *of.facts))
    return listed + "".join(map(paragraph, of.notes)) + "".join(map(table, of.tables))


def table(of: SummaryTable) -> str:
    """A table with its title as caption and its note below; title and note only if it has no rows."""
    if not of.rows:
        return paragraph(": ".join(part for part in (of.title, of.note) if part))
    columns = [column for column in of.columns if not column.secondary]
    head = "".join(f"<th>{_cell(column.label)}</th>" for column in columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(cell.text)}</td>' for _, cell in line)}</tr>" for line in of.lines)
    body = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
    caption = f"<caption>{_cell(of.title)}</caption>" if of.title else ""
    return f"<table>{caption}{body}</table>" + paragraph(of.note)


def _cell(text: str) -> str:
    return escape(clean(text) or EMPTY)

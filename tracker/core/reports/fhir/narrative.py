"""The words of the summary as the XHTML that a FHIR narrative is made of: paragraphs, lists, tables, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from tracker.core.reports.facts import Fact, Section, SummaryTable
from tracker.core.reports.fhir.elements import Element, clean

EMPTY = "–"


def narrative(*parts: str) -> Element:
    """The element `text`: what people read. A document is complete for a reader who sees nothing else."""
    div = "".join(parts) or paragraph(EMPTY)
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{div}</div>'}


def paragraph(text: str) -> str:
    """One paragraph, or nothing for a text without words."""
    words = clean(text)
    return f"<p>{escape(words)}</p>" if words else ""


def listed(texts: Iterable[str]) -> str:
    """A list of what has words, or nothing."""
    items = "".join(f"<li>{escape(words)}</li>" for words in map(clean, texts) if words)
    return f"<ul>{items}</ul>" if items else ""


def facts(of: Iterable[Fact]) -> str:
    """Facts as a list: what, the answer, what stands behind it. What says nothing is left out."""
    shown = (fact for fact in of if fact.shown)
    return listed(f"{fact.label}: {'; '.join(part for part in (fact.text, fact.detail) if part)}" for fact in shown)


def section(of: Section) -> str:
    """A whole section of the summary: its facts, its sentences, its tables."""
    told = facts((*of.headline, *of.facts))
    return told + "".join(map(paragraph, of.notes)) + "".join(map(table, of.tables))


def table(of: SummaryTable) -> str:
    """A table with its title as caption and its note below; its title and its note alone where it has no rows."""
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

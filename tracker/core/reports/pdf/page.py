"""The data of summary.typ: everything the first pages of the PDF show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracker.core.reference.limits import NOTE_CHARS
from tracker.core.reference.sections import ALWAYS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.drawings import SectionDrawing
from tracker.core.reports.facts import Cell, Fact, Section, SummaryColumn, SummaryTable
from tracker.core.reports.layout import Signs, figures, in_order, signs_box
from tracker.core.reports.summary import DoctorSummary
from tracker.core.reports.wording import on_paper

MAX_ROWS, MIN_ROWS = 12, 3
"""Bounds for the number of rows of a table on the first page."""

SHORTENED = ("signs", "reliefs", "blamed")
"""Tables that may be shortened to fit; the others show MAX_ROWS, or go to the next page with their section."""

KEPT_BY = {"places": "episodes"}
"""Tables not ordered by importance: if cut, the rows with the largest value in this column stay."""

COLUMNS = {
    "reliefs": ("relief", "tried", "helped"),
    "signs": ("sign", "episodes", "check_ins", "sudden"),
    "medicines": ("medicine", "started", "stopped", "says"),
    "changes": ("change", "day", "says"),
}
"""Tables that show fewer columns on paper than elsewhere."""

BULLETS = ("questions",)
"""Tables printed as a list, in full."""

QUESTIONS = "questions"

RIGHT = ("places", "medicines", "reliefs", "questions")
"""Sections of the right-hand column; the others are in the left one, what changed first."""

IN_A_DRAWING = ("weeks",)
"""Tables that are not printed, because a drawing shows their numbers."""


def page_words(
    summary: DoctorSummary, drawings: Mapping[str, SectionDrawing], translate: Translate = str, language: str = "en"
) -> dict[str, object]:
    """The data of the template."""
    made, box = summary.section(ALWAYS), signs_box(summary)
    nothing = ", ".join(summary.nothing_noted)
    return {
        "language": language.partition("-")[0],
        "title": summary.title,
        "period": summary.period,
        "made": summary.made,
        "date": [summary.today.year, summary.today.month, summary.today.day],
        "person": [translate(_("Name")), translate(_("Date of birth"))],
        "page": translate(_("Page %(page)d of %(pages)d")),
        "figures": [_fact(fact) for fact in figures(summary)],
        "signs": _signs(box) if box else None,
        "most": MAX_ROWS,
        "fewest": MIN_ROWS,
        "sections": [_section(section, drawings.get(section.key), translate) for section in in_order(summary)],
        "nothing": f"{summary.nothing_title}: {nothing}." if nothing else "",
        "how_made": list(made.notes) if made else [],
    }


def _signs(box: Signs) -> dict[str, object]:
    """The signs in full: none is ever cut or left out."""
    rows = [{"level": sign.level, "says": _text(sign.says), "since": sign.since} for sign in box.signs]
    return {"title": box.title, "rows": rows, "note": box.note}


def _section(section: Section, drawing: SectionDrawing | None, translate: Translate) -> dict[str, object]:
    tables = [_table(table, translate) for table in section.tables if is_set(table)]
    return {
        "key": section.key,
        "title": section.title,
        "side": "right" if section.key in RIGHT else "left",
        "drawing": drawing
        and {"file": f"{drawing.name}.svg", "words": drawing.words, "note": drawing.note, "width": drawing.width},
        "facts": [_fact(fact) for fact in section.facts if fact.shown],
        "notes": [_text(note) for note in section.notes],
        "tables": tables,
        "rows": max((len(table["rows"]) for table in tables if table["shortened"]), default=0),
        "free_lines": section.key == QUESTIONS,
    }


def shows_less(table: SummaryTable) -> bool:
    """Whether the page leaves out the table, or some of its columns, although no drawing shows them."""
    return table.key not in IN_A_DRAWING and (table.secondary or len(_shown(table)) < len(table.columns))


def is_set(table: SummaryTable) -> bool:
    """Whether the page prints it: not if a drawing or a sentence shows its numbers."""
    return table.key not in IN_A_DRAWING and not table.secondary


def _fact(fact: Fact) -> dict[str, str]:
    return {"label": fact.label, "text": _text(fact.text), "detail": _text(fact.detail)}


def _table(table: SummaryTable, translate: Translate) -> dict[str, Any]:
    """A table cut to MAX_ROWS; the template may cut it further and counts the rows left out."""
    shown = [at for at in _shown(table) if not table.columns[at].below]
    below = [at for at in _shown(table) if table.columns[at].below]
    is_whole = table.key in BULLETS
    rows = [(row, rank) for row, rank in zip(table.rows, _ranks(table), strict=True) if is_whole or rank < MAX_ROWS]
    return {
        "key": table.key,
        "title": table.title,
        "columns": [{"label": table.columns[at].label, "number": table.columns[at].number} for at in shown],
        "rows": [
            {
                "cells": _cells(row, shown),
                "below": _cells(row, below),
                "rank": rank,
            }
            for row, rank in rows
        ],
        "shortened": table.key in SHORTENED,
        "bullets": is_whole,
        "unseen": len(table.rows) - len(rows),
        "more": translate(_("and %(count)d more.")),
        "note": table.note,
    }


def _shown(table: SummaryTable) -> list[int]:
    """Indices of the columns printed on paper."""
    wanted = COLUMNS.get(table.key, [column.key for column in table.columns if not column.secondary])
    return [at for at, column in enumerate(table.columns) if column.key in wanted]


def _cells(row: Sequence[Cell], shown: Sequence[int]) -> list[str]:
    return [_text(row[at].text) for at in shown]


def _text(words: str) -> str:
    return on_paper(words, NOTE_CHARS)


def _ranks(table: SummaryTable) -> list[int]:
    """The rank of each row by importance, 0 first."""
    in_order = sorted(range(len(table.rows)), key=lambda at: _weight(table, table.rows[at]), reverse=True)
    return [in_order.index(at) for at in range(len(table.rows))]


def _weight(table: SummaryTable, row: tuple[Cell, ...]) -> float:
    key = KEPT_BY.get(table.key)
    pairs: zip[tuple[SummaryColumn, Cell]] = zip(table.columns, row, strict=True)
    return next((cell.value for column, cell in pairs if column.key == key and isinstance(cell.value, int | float)), 0)

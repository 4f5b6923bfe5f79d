"""The summary as one A4 page: a tagged PDF (PDF/UA-1) set by typst. On request pages follow it: the annex."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

from tracker.reference.sections import ALWAYS
from tracker.reference.words import gettext_noop as _
from tracker.reports.annex import annex_charts, annex_words
from tracker.reports.doctor_summary import DoctorSummary
from tracker.reports.face_chart import face_chart, face_words, has_face
from tracker.reports.facts import Cell, Column, Fact, Say, Section, Table
from tracker.reports.medicines import UNCERTAIN
from tracker.reports.printable import typeset_any_text
from tracker.reports.trigger_cards import Kind
from tracker.reports.week_chart import BESIDE_A_FACE, chart_words, week_chart
from tracker.reports.wording import on_paper

TEMPLATE = Path(__file__).with_name("summary.typ")
ANNEX_TEMPLATE = Path(__file__).with_name("annex.typ")
"""Set behind the page by the same rules, so it is no document of its own."""

MOST_ROWS = 12
"""No table has more rows than this on paper, however much room there is."""

ROWS = {"signs_to_watch": 4, "signs": 6, "blamed": 4, "reliefs": 5}
"""Tables of which a doctor needs fewer rows."""

KEPT_BY = {"places": "episodes"}
"""Tables whose order is not that of importance: where they must be cut, the rows with the largest of this stay."""

MOST_LETTERS = 400
"""No cell is longer on paper; the template cuts it further where its column is narrow."""

COLUMNS = {
    "reliefs": ("relief", "tried", "helped"),
    "exposures": ("exposure", "median", "lowest", "highest", "unit", "says"),
    "signs": ("sign", "episodes", "check_ins", "sudden"),
    "medicines": ("medicine", "started", "stopped", "says"),
    "changes": ("change", "day", "says"),
}
"""Tables that show fewer columns on paper than elsewhere."""

SENTENCES = {"signs_to_watch": 2, "questions": 3}
"""Tables that are set as sentences, and on how many lines at most."""

NOT_SAID = (Kind.TOO_EARLY.value, Kind.LEFT_OUT.value, UNCERTAIN)
"""Answers under a row that are no answers yet: the note counts them, and paper has no room for them."""

IN_A_DRAWING = ("weeks", "spans")
"""Tables that are not set, because a drawing shows their numbers."""

HEADLINE_SHARES = {"direction": 1.65, "strength": 1.2, "duration": 1.35}
"""How much of the page's width a fact of the headline takes; the others one."""


def render(summary: DoctorSummary, say: Say = str, language: str = "en", annex: bool = False) -> bytes:
    """The page, in the language (`en`, `en-gb`) that `say` translates to. The same summary gives the same bytes.

    With `annex` pages follow it: charts, what had no room, and the episodes one by one. A summary that was frozen
    has no entries, and so no annex. What the person wrote reaches the page as data, never as markup, and no text
    can keep the page from being made.
    """
    files = _files(summary, say, language, annex and summary.entries is not None)
    return typeset_any_text(files, say, datetime.combine(summary.today, time(), UTC))


def _files(summary: DoctorSummary, say: Say, language: str, annex: bool) -> dict[str, bytes]:
    page, template, drawings = _page(summary, say, language), TEMPLATE.read_bytes(), _drawings(summary, say)
    if annex:
        charts = annex_charts(summary, say)
        page["annex"] = annex_words(summary, charts, say)
        template += ANNEX_TEMPLATE.read_bytes()
        drawings |= {chart.file: chart.svg.encode() for chart in charts}
    return {"main.typ": template, "data.json": json.dumps(page).encode(), **drawings}


def _drawings(summary: DoctorSummary, say: Say) -> dict[str, bytes]:
    face = {"face.svg": face_chart(summary, say).encode()} if has_face(summary) else {}
    if not summary.section("course"):
        return face
    return face | {"chart.svg": week_chart(summary, say, BESIDE_A_FACE if face else 1.0).encode()}


def _page(summary: DoctorSummary, say: Say, language: str) -> dict[str, object]:
    """Everything the template says, in words."""
    made = summary.section(ALWAYS)
    return {
        "language": language.partition("-")[0],
        "title": summary.title,
        "period": summary.period,
        "made": summary.made,
        "date": [summary.today.year, summary.today.month, summary.today.day],
        "person": [say(_("Name")), say(_("Date of birth"))],
        "coverage": _fact(summary.coverage),
        "headline": [_fact(fact) for fact in summary.headline],
        "chart": chart_words(summary, say) if summary.section("course") else None,
        "face": face_words(summary, say) if has_face(summary) else None,
        "beside": BESIDE_A_FACE,
        "most": MOST_ROWS,
        "sections": [_section(section, say) for section in summary.sections if section.key != ALWAYS],
        "how_made": list(made.notes) if made else [],
        "left_out": say(_("For lack of room not on this page: %(sections)s.")),
    }


def _section(section: Section, say: Say) -> dict[str, object]:
    return {
        "title": section.title,
        "facts": [_fact(fact) for fact in section.facts],
        "tables": [_table(table, say) for table in section.tables if table.key not in IN_A_DRAWING],
    }


def _fact(fact: Fact) -> dict[str, object]:
    return {
        "label": fact.label,
        "text": fact.text,
        "detail": fact.detail,
        "share": HEADLINE_SHARES.get(fact.key, 1.0),
    }


def _table(table: Table, say: Say) -> dict[str, object]:
    """A table cut to the most that a page could show; the template cuts it further and counts what is left out."""
    most = ROWS.get(table.key, MOST_ROWS)
    wanted = COLUMNS.get(table.key)
    chosen = [at for at, column in enumerate(table.columns) if wanted is None or column.key in wanted]
    shown = [at for at in chosen if not table.columns[at].below]
    below = [at for at in chosen if table.columns[at].below]
    ranks = _ranks(table)
    rows = [(row, rank) for row, rank in zip(table.rows, ranks, strict=True) if rank < most]
    return {
        "title": table.title,
        "columns": [{"label": table.columns[at].label, "number": table.columns[at].number} for at in shown],
        "rows": [
            {
                "cells": _cells(row, shown),
                "below": _cells(row, [at for at in below if row[at].value not in NOT_SAID]),
                "rank": rank,
            }
            for row, rank in rows
        ],
        "most": most,
        "unseen": len(table.rows) - len(rows),
        "more": say(_("and %(count)d more.")),
        "note": table.note,
        "lines": SENTENCES.get(table.key, 0),
    }


def _cells(row: Sequence[Cell], shown: Sequence[int]) -> list[str]:
    return [on_paper(row[at].text, MOST_LETTERS) for at in shown]


def _ranks(table: Table) -> list[int]:
    """How important each row is, 0 the most."""
    in_order = sorted(range(len(table.rows)), key=lambda at: _weight(table, table.rows[at]), reverse=True)
    return [in_order.index(at) for at in range(len(table.rows))]


def _weight(table: Table, row: tuple[Cell, ...]) -> float:
    key = KEPT_BY.get(table.key)
    pairs: zip[tuple[Column, Cell]] = zip(table.columns, row, strict=True)
    return next((cell.value for column, cell in pairs if column.key == key and isinstance(cell.value, int | float)), 0)

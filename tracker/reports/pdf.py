"""The summary as one A4 page: a tagged PDF (PDF/UA-1) set by typst."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path

from tracker.reference.words import gettext_noop as _
from tracker.reports.doctor_summary import DoctorSummary
from tracker.reports.facts import Cell, Fact, Group, Say, Table
from tracker.reports.week_chart import chart_words, week_chart
from tracker.reports.wording import own_words

TEMPLATE = Path(__file__).with_name("summary.typ")

ROWS = {"signs_to_watch": 3, "places": 8, "signs": 4, "exposures": 8, "blamed": 3, "reliefs": 2}
"""How many rows of each table the page has room for."""

KEPT_BY = {"places": "episodes"}
"""Tables whose order is not that of importance: where they must be cut, the rows with the largest of this stay."""

MOST_LETTERS = 200
"""No cell is longer on paper; the template cuts it further where its column is narrow."""

COLUMNS = {"reliefs": ("relief", "tried", "helped")}
"""Tables that show fewer columns on paper than elsewhere."""


def render(summary: DoctorSummary, say: Say = str, language: str = "en") -> bytes:
    """The page, in the language (`en`, `en-gb`) that `say` translates to. The same summary gives the same bytes.

    What the person wrote reaches the page as data, never as markup.
    """
    import matplotlib
    import typst

    files = {
        "main.typ": TEMPLATE.read_bytes(),
        "data.json": json.dumps(_page(summary, say, language)).encode(),
        "chart.svg": week_chart(summary, say).encode(),
    }
    page: bytes = typst.compile(  # type: ignore[call-overload]  # Its types do not know files in memory.
        files,
        format="pdf",
        font_paths=[Path(matplotlib.get_data_path(), "fonts", "ttf")],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(summary.today, time(), UTC),
    )
    return page


def _page(summary: DoctorSummary, say: Say, language: str) -> dict[str, object]:
    """Everything the template says, in words."""
    return {
        "language": language.partition("-")[0],
        "title": summary.title,
        "period": summary.period,
        "made": summary.made,
        "date": [summary.today.year, summary.today.month, summary.today.day],
        "person": [say(_("Name")), say(_("Date of birth"))],
        "scope": [_fact(fact) for fact in summary.scope],
        "headline": [_fact(fact) for fact in summary.headline],
        "chart": chart_words(summary, say),
        "groups": {group.key: _group(group) for group in summary.groups},
        "tables": {table.key: _table(table, say) for table in summary.tables if table.key in ROWS},
        "how_made": {"title": summary.how_made_title, "notes": list(summary.how_made)},
    }


def _group(group: Group) -> dict[str, object]:
    return {"title": group.title, "facts": [_fact(fact) for fact in group.facts]}


def _fact(fact: Fact) -> dict[str, str]:
    return {"label": fact.label, "text": fact.text, "detail": fact.detail}


def _table(table: Table, say: Say) -> dict[str, object]:
    """A table cut to the room it has; what is left out is counted."""
    room = ROWS[table.key]
    wanted = COLUMNS.get(table.key)
    shown = [at for at, column in enumerate(table.columns) if wanted is None or column.key in wanted]
    hidden = len(table.rows) - room
    return {
        "title": table.title,
        "columns": [{"label": table.columns[at].label, "number": table.columns[at].number} for at in shown],
        "rows": [[own_words(row[at].text, MOST_LETTERS) for at in shown] for row in _kept(table, room)],
        "more": say(_("and %(count)d more.")) % {"count": hidden} if hidden > 0 else "",
        "note": table.note,
    }


def _kept(table: Table, room: int) -> list[tuple[Cell, ...]]:
    """The most important rows, in the table's own order."""
    ranked = sorted(range(len(table.rows)), key=lambda at: _weight(table, table.rows[at]), reverse=True)
    return [table.rows[at] for at in sorted(ranked[:room])]


def _weight(table: Table, row: tuple[Cell, ...]) -> float:
    key = KEPT_BY.get(table.key)
    weights = (cell.value for column, cell in zip(table.columns, row, strict=True) if column.key == key)
    return next((value for value in weights if isinstance(value, int | float)), 0)

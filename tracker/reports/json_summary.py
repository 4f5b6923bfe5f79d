"""The summary as one JSON document: every number bare, beside the words it is shown in."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tracker.reports.doctor_summary import DoctorSummary
from tracker.reports.facts import Fact, Group, Table
from tracker.reports.how_made import VERSION

FORMAT = "levator-doctor-summary"
FORMAT_VERSION = 1


def to_json(summary: DoctorSummary) -> bytes:
    """UTF-8, indented, ending with a line break; what is not known is null."""
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_with": f"Levator {VERSION}",
        "made_on": summary.today.isoformat(),
        "first_day": summary.first_day.isoformat(),
        "last_day": summary.last_day.isoformat(),
        "title": summary.title,
        "period": summary.period,
        "scope": _facts(summary.scope),
        "headline": _facts(summary.headline),
        **{group.key: _group(group) for group in summary.groups},
        **{table.key: _table(table) for table in summary.tables},
        "how_made": list(summary.how_made),
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode() + b"\n"


def _group(group: Group) -> dict[str, object]:
    return {"title": group.title, "facts": _facts(group.facts)}


def _facts(facts: Iterable[Fact]) -> dict[str, object]:
    return {
        fact.key: {"label": fact.label, "text": fact.text, "detail": fact.detail, "values": dict(fact.values)}
        for fact in facts
    }


def _table(table: Table) -> dict[str, object]:
    return {
        "title": table.title,
        "columns": {column.key: column.label for column in table.columns},
        "rows": [
            {column.key: {"text": cell.text, "value": cell.value} for column, cell in line} for line in table.lines
        ],
        "note": table.note,
    }

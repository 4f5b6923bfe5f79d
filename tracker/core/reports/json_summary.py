"""The summary as one JSON document, written and read: every number with the words it is shown in.

It holds exactly what is shown: no entry, note or section that was not chosen. The same document is the download and
the snapshot of a shared link. docs/doctor_summary.md describes its keys. Ordered parts are lists, because databases
may reorder the keys of a JSON object.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from tracker.core.analysis import WeekTotals
from tracker.core.analysis.describe.weekly import DAYS_A_WEEK, weekly_rate
from tracker.core.reference.version import VERSION
from tracker.core.reports.facts import Cell, Chart, Fact, Section, SummaryColumn, SummaryTable, WeeksChart
from tracker.core.reports.sections.places import face_of
from tracker.core.reports.sections.ratings import courses_of
from tracker.core.reports.summary import DoctorSummary, with_sections

FORMAT = "levator-doctor-summary"
FORMAT_VERSION = 2


def to_json(summary: DoctorSummary) -> bytes:
    """The document in UTF-8, indented, with a final line break; unknown values are null."""
    return json.dumps(_document(summary), ensure_ascii=False, indent=2).encode() + b"\n"


def to_snapshot(summary: DoctorSummary, keys: Iterable[str]) -> dict[str, Any]:
    """The snapshot of these sections, in this order, as a JSON object."""
    return _document(with_sections(summary, keys))


def from_snapshot(document: Mapping[str, Any]) -> DoctorSummary:
    """The summary in a snapshot, without entries. Raises ValueError for another version of the format."""
    if (document.get("format"), document.get("format_version")) != (FORMAT, FORMAT_VERSION):
        raise ValueError("this summary was frozen by another version of Levator")
    first_day, last_day = (date.fromisoformat(document[key]) for key in ("first_day", "last_day"))
    sections = (_read_section(section) for section in document["sections"])
    return DoctorSummary(
        first_day=first_day,
        last_day=last_day,
        today=date.fromisoformat(document["made_on"]),
        title=document["title"],
        period=document["period"],
        made=document["made"],
        coverage=_read_fact(document["coverage"]),
        sections=tuple(replace(section, chart=_chart(section, first_day, last_day)) for section in sections),
        nothing_title=document.get("nothing_title", ""),
    )


def _document(summary: DoctorSummary) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "made_with": f"Levator {VERSION}",
        "made_on": summary.today.isoformat(),
        "first_day": summary.first_day.isoformat(),
        "last_day": summary.last_day.isoformat(),
        "title": summary.title,
        "period": summary.period,
        "made": summary.made,
        "coverage": _fact(summary.coverage),
        "nothing_title": summary.nothing_title,
        "nothing_noted": list(summary.nothing_noted),
        "sections": [_section(section) for section in summary.sections],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "key": section.key,
        "title": section.title,
        "headline": [_fact(fact) for fact in section.headline],
        "facts": [_fact(fact) for fact in section.facts],
        "tables": [_table(table) for table in section.tables],
        "notes": list(section.notes),
        "nothing_on": section.nothing_on,
    }


def _read_section(read: Mapping[str, Any]) -> Section:
    return Section(
        read["key"],
        read["title"],
        tuple(_read_fact(fact) for fact in read["headline"]),
        tuple(_read_fact(fact) for fact in read["facts"]),
        tuple(_read_table(table) for table in read["tables"]),
        tuple(read["notes"]),
        read.get("nothing_on", ""),
    )


def _chart(section: Section, first_day: date, last_day: date) -> Chart | None:
    """The numbers of the drawing, from the section's table, so that a snapshot is drawn as it was."""
    if section.key == "places":
        return face_of(section.table("places"))
    if section.key == "since_last_visit":
        return next((courses_of(table) for table in section.tables if table.key == "ratings"), None)
    if section.key != "course":
        return None
    weeks = tuple(_week(record, first_day, last_day) for record in section.table("weeks").records)
    return WeeksChart(weeks, next(fact.text for fact in section.facts if fact.key == "direction"))


def _week(row: Mapping[str, Cell], first_day: date, last_day: date) -> WeekTotals:
    """A row of the table of weeks. The rate is computed again, because the table has it rounded."""
    monday = date.fromisoformat(str(row["week"].value))
    first, last = max(monday, first_day), min(monday + timedelta(days=DAYS_A_WEEK - 1), last_day)
    logged, count = (int(row[key].value or 0) for key in ("days_logged", "episodes"))
    return WeekTotals(monday, logged, count, weekly_rate(count, logged), (last - first).days + 1)


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "key": fact.key,
        "label": fact.label,
        "text": fact.text,
        "detail": fact.detail,
        "values": dict(fact.values),
        "nothing_on": fact.nothing_on,
        "secondary": fact.secondary,
    }


def _read_fact(read: Mapping[str, Any]) -> Fact:
    return Fact(**read)


def _table(table: SummaryTable) -> dict[str, Any]:
    return {
        "key": table.key,
        "title": table.title,
        "columns": [vars(column) for column in table.columns],
        "rows": [
            {key: {"text": cell.text, "value": cell.value} for key, cell in record.items()} for record in table.records
        ],
        "note": table.note,
        "secondary": table.secondary,
    }


def _read_table(read: Mapping[str, Any]) -> SummaryTable:
    columns = tuple(SummaryColumn(**column) for column in read["columns"])
    rows = tuple(tuple(Cell(**row[column.key]) for column in columns) for row in read["rows"])
    return SummaryTable(read["key"], read["title"], columns, rows, read["note"], read.get("secondary", False))

"""The whole diary as tables for a spreadsheet: a zip of CSV files, to look at, to compute with and to read back.

RFC 4180: UTF-8, comma, double quotes where needed, CRLF. What a diary may hold is checked by the very rules of the
JSON document; here are only the tables. See docs/diary_format.md.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tracker.core.formats.csv.archive import pack, unpack
from tracker.core.formats.csv.cells import Column, Kind, columns_of, written
from tracker.core.formats.csv.cells import read as read_cell
from tracker.core.formats.csv.rows import Table, read_table, refuse_many_lines
from tracker.core.formats.csv.spreadsheet import as_exported
from tracker.core.formats.encoding import utf_8
from tracker.core.formats.json.document import plain
from tracker.core.formats.json.schema import FORMAT, VERSION, check_diary
from tracker.core.formats.validation.future import still_to_come
from tracker.core.formats.validation.problems import MOST_FINDINGS, Finding, Wrong, alike
from tracker.core.formats.validation.refusal import Problem, Refused
from tracker.core.records import (
    Day,
    Diary,
    Dose,
    Episode,
    Exposure,
    Injection,
    Medicine,
    Person,
    Reading,
    Visit,
    WatchedSign,
)
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

RECORDS: Mapping[str, type] = {
    "exposures": Exposure,
    "days": Day,
    "episodes": Episode,
    "readings": Reading,
    "medicines": Medicine,
    "doses": Dose,
    "injections": Injection,
    "visits": Visit,
    "watched_signs": WatchedSign,
}
"""The tables of entries, by the name they have in the diary."""

HEAD = "diary"
HEAD_COLUMNS = (
    Column("format"),
    Column("version", Kind.NUMBER),
    Column("first_day", is_date=True),
    Column("last_day", is_date=True),
    *columns_of(Person),
)
"""The one row that says whose diary it is and of which period."""

SINCE_VERSION_2 = ("watched_signs",)
"""Tables that a zip of version 1 does not have."""

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    HEAD: HEAD_COLUMNS,
    **{name: columns_of(record) for name, record in RECORDS.items()},
}
"""The columns of each table."""

FILES = tuple(f"{name}.csv" for name in (HEAD, *RECORDS))


def write(diary: Diary) -> bytes:
    """The zip. The same diary gives the same bytes, and `read` gives the diary back."""
    head = {"format": FORMAT, "version": VERSION, **plain(diary.person)}
    head |= {"first_day": diary.first_day.isoformat(), "last_day": diary.last_day.isoformat()}
    tables = {HEAD: _table(HEAD_COLUMNS, [head])}
    for name, record in RECORDS.items():
        tables[name] = _table(columns_of(record), map(plain, getattr(diary, name)))
    return pack({f"{name}.csv": content for name, content in tables.items()})


def read(data: bytes, translate: Translate = str, latest: datetime | None = None) -> Diary:
    """The diary in a zip of tables. Raises Refused with up to 20 problems, each with its table and line.

    Like the JSON document's reader, with `latest`, an aware time, it refuses later entries too.
    """
    files = {name: utf_8(content) for name, content in unpack(data, FILES, translate).items()}
    refuse_many_lines(files, translate)
    tables = {
        name: read_table(f"{name}.csv", files, columns, translate)
        if name not in SINCE_VERSION_2 or f"{name}.csv" in files
        else Table((), ())
        for name, columns in COLUMNS.items()
    }
    tables = as_exported(tables, COLUMNS, translate)
    if len(tables[HEAD].rows) > 1:
        raise Refused((Problem(tables[HEAD].lines[1], translate(_("There must be one row only.")), f"{HEAD}.csv"),))
    document = _document(tables)
    try:
        diary = check_diary(document)
        late = still_to_come(document, latest)[:MOST_FINDINGS] if latest else ()
        if late:
            raise Wrong(*late)
        return diary
    except Wrong as refusal:
        problems = alike(refusal.findings, lambda finding: _problem(finding, tables, translate), translate)
    raise Refused(tuple(sorted(problems, key=lambda problem: (FILES.index(problem.file), problem.line))))


def _table(columns: tuple[Column, ...], rows: Iterable[Mapping[str, object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(column.name for column in columns)
    writer.writerows([written(column, row.get(column.name)) for column in columns] for row in rows)
    return text.getvalue().encode()


def _document(tables: Mapping[str, Table]) -> dict[str, Any]:
    """The same document that a JSON file would hold."""
    head = _entry(HEAD_COLUMNS, tables[HEAD].rows[0]) if tables[HEAD].rows else {}
    keeper = {column.name for column in columns_of(Person)}
    document = {name: value for name, value in head.items() if name not in keeper}
    document["person"] = {name: value for name, value in head.items() if name in keeper}
    for name, record in RECORDS.items():
        document[name] = [_entry(columns_of(record), row) for row in tables[name].rows]
    return document


def _entry(columns: tuple[Column, ...], row: Mapping[str, str]) -> dict[str, Any]:
    """What a row says; what it does not say is left out."""
    said = ((column.name, read_cell(column, row[column.name])) for column in columns if column.name in row)
    return {name: value for name, value in said if value is not None}


def _problem(finding: Finding, tables: Mapping[str, Table], translate: Translate) -> Problem:
    section, *rest = finding.path or (HEAD,)
    name = section if isinstance(section, str) and section in RECORDS else HEAD
    lines = tables[name].lines
    at = rest[0] if name != HEAD and rest else 0
    line = lines[at] if isinstance(at, int) and at < len(lines) else 1
    return Problem(line, finding.reason(translate), f"{name}.csv")

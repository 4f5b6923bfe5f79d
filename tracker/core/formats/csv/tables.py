"""The whole diary as a zip of CSV files, which a spreadsheet can open and this module can read back.

RFC 4180: UTF-8, comma, double quotes where needed, CRLF. The rows become the JSON document, so both formats share
one set of checks. See docs/diary_format.md.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from tracker.core.formats.csv.archive import pack_pieces, unpack
from tracker.core.formats.csv.cells import CellKind, CsvColumn, columns_of, escape, read_cell, write_cell
from tracker.core.formats.csv.rows import CsvTable, read_table, refuse_many_lines
from tracker.core.formats.csv.spreadsheet import normalise_tables
from tracker.core.formats.encoding import utf_8
from tracker.core.formats.json.pieces import NEVER_ESCAPED, entry_to_json, in_pieces, set_fields, to_json
from tracker.core.formats.json.schema import FORMAT, VERSION, check_diary
from tracker.core.formats.validation.future import future_violations
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import MAX_VIOLATIONS, InvalidValueError, Violation, group_violations
from tracker.core.records import (
    Day,
    Diary,
    DiaryStream,
    Dose,
    Episode,
    Experiment,
    Exposure,
    Injection,
    Medicine,
    Person,
    Place,
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
    "experiments": Experiment,
    "watched_signs": WatchedSign,
}
"""The record of each table, by its name in the diary."""

HEAD = "diary"
HEAD_COLUMNS = (
    CsvColumn("format"),
    CsvColumn("version", CellKind.NUMBER),
    CsvColumn("first_day", is_date=True),
    CsvColumn("last_day", is_date=True),
    *columns_of(Person),
)
"""The columns of `diary.csv`: one row with the format, the period and the person's settings."""

ADDED_LATER = ("watched_signs", "experiments")
"""Tables missing from older zips."""

COLUMNS: Mapping[str, tuple[CsvColumn, ...]] = {
    HEAD: HEAD_COLUMNS,
    **{name: columns_of(record) for name, record in RECORDS.items()},
}
"""Columns by table."""

FILES = tuple(f"{name}.csv" for name in (HEAD, *RECORDS))


def write(diary: Diary) -> bytes:
    """Write the zip. Equal diaries give equal bytes, and `read` returns the same diary."""
    return b"".join(pieces(diary.stream()))


def pieces(diary: DiaryStream) -> Iterator[bytes]:
    """Write the same zip piece by piece, while the entries are read."""
    head = {"format": FORMAT, "version": VERSION, **entry_to_json(diary.person)}
    head |= {"first_day": diary.first_day.isoformat(), "last_day": diary.last_day.isoformat()}
    cells = [write_cell(column, head.get(column.name)) for column in HEAD_COLUMNS]
    tables = {HEAD: _lines(HEAD_COLUMNS, [cells])}
    tables |= {name: _table(columns_of(record), diary.entries[name]) for name, record in RECORDS.items()}
    return pack_pieces({f"{name}.csv": in_pieces(lines) for name, lines in tables.items()})


def read(data: bytes, translate: Translate = str, latest: datetime | None = None) -> Diary:
    """Read the diary from a zip of tables. Raises FileRefusedError with up to 20 problems, with their table and line.

    With `latest`, an aware time, later entries are refused too.
    """
    files = {name: utf_8(content) for name, content in unpack(data, FILES, translate).items()}
    refuse_many_lines(files, translate)
    tables = {
        name: read_table(f"{name}.csv", files, columns, translate)
        if name not in ADDED_LATER or f"{name}.csv" in files
        else CsvTable((), ())
        for name, columns in COLUMNS.items()
    }
    tables = normalise_tables(tables, COLUMNS, translate)
    if len(tables[HEAD].rows) > 1:
        raise FileRefusedError(
            (FileProblem(tables[HEAD].lines[1], translate(_("There must be one row only.")), f"{HEAD}.csv"),)
        )
    document = _document(tables)
    try:
        diary = check_diary(document)
        late = future_violations(document, latest)[:MAX_VIOLATIONS] if latest else ()
        if late:
            raise InvalidValueError(*late)
        return diary
    except InvalidValueError as refusal:
        problem_of = partial(_problem, tables, translate)
        problems = group_violations(refusal.violations, problem_of, translate)
    raise FileRefusedError(tuple(sorted(problems, key=lambda problem: (FILES.index(problem.file), problem.line))))


def _table(columns: Sequence[CsvColumn], entries: Iterable[Any]) -> Iterator[str]:
    return _lines(columns, (_cells(columns, entry) for entry in entries))


def _lines(columns: Sequence[CsvColumn], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    writer: Any = csv.writer(_Echo())
    yield writer.writerow([column.name for column in columns])
    yield from map(writer.writerow, rows)


class _Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        """Return the text: `writerow` passes it on."""
        return text


def _cells(columns: Sequence[CsvColumn], entry: Any) -> list[str]:
    values = set_fields(entry)
    return [_cell(column, values[column.name]) if column.name in values else "" for column in columns]


def _cell(column: CsvColumn, value: Any) -> str:
    """A value of a record. The types of most cells go past JSON, which takes a third of the time."""
    if type(value) is str:
        return escape(value)
    if type(value) in NEVER_ESCAPED:
        return str(to_json(value))
    if type(value) is tuple and value and isinstance(value[0], str | Place):
        return _names(column, value)
    return write_cell(column, to_json(value))


@lru_cache(maxsize=1024)
def _names(column: CsvColumn, names: tuple[str | Place, ...]) -> str:
    return write_cell(column, to_json(names))


def _document(tables: Mapping[str, CsvTable]) -> dict[str, Any]:
    """Turn the tables into the document that a JSON file would hold."""
    head = _entry(HEAD_COLUMNS, tables[HEAD].rows[0]) if tables[HEAD].rows else {}
    person = {column.name for column in columns_of(Person)}
    document = {name: value for name, value in head.items() if name not in person}
    document["person"] = {name: value for name, value in head.items() if name in person}
    for name, record in RECORDS.items():
        document[name] = [_entry(columns_of(record), row) for row in tables[name].rows]
    return document


def _entry(columns: tuple[CsvColumn, ...], row: Mapping[str, str]) -> dict[str, Any]:
    """Turn a row into a JSON object, without its blank cells."""
    values = ((column.name, read_cell(column, row[column.name])) for column in columns if column.name in row)
    return {name: value for name, value in values if value is not None}


def _problem(tables: Mapping[str, CsvTable], translate: Translate, violation: Violation) -> FileProblem:
    section, *rest = violation.path or (HEAD,)
    name = section if isinstance(section, str) and section in RECORDS else HEAD
    lines = tables[name].lines
    at = rest[0] if name != HEAD and rest else 0
    line = lines[at] if isinstance(at, int) and at < len(lines) else 1
    return FileProblem(line, violation.reason(translate), f"{name}.csv")

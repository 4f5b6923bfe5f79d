"""Read the rows of one CSV file with named columns, with the line number of each."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.core.formats.csv.cells import CsvColumn
from tracker.core.formats.dialect import find_delimiter, without_unnamed_columns
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError, GroupedProblems
from tracker.core.formats.validation.violations import printable
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

MAX_LINE_BYTES = 2_000_000
"""The longest possible row: every list of a visit full, every character escaped and four bytes long."""

MAX_HEADER_BYTES = 10_000

MAX_CELLS = 16_384
"""The width of a spreadsheet, which may save all of its columns empty."""

MAX_LINES = 300_000
"""For all tables together, to bound memory. Ten busy years are about 100,000 rows."""


@dataclass(frozen=True)
class CsvTable:
    """Rows by column name, and the line on which each begins."""

    rows: tuple[Mapping[str, str], ...]
    lines: tuple[int, ...]
    delimiter: str = ","


def refuse_many_lines(files: Mapping[str, bytes], translate: Translate) -> None:
    """Raise FileRefusedError if the tables together have more than MAX_LINES."""
    if sum(content.count(b"\n") for content in files.values()) > MAX_LINES:
        longest = max(files, key=lambda name: files[name].count(b"\n"))
        raise _refused(longest, 0, translate(_("The tables have more than %(most)d lines.")) % {"most": MAX_LINES})


def read_table(
    file: str, files: Mapping[str, bytes], columns: tuple[CsvColumn, ...], translate: Translate
) -> CsvTable:
    """Read a file. Raises FileRefusedError if it is missing, is not CSV, or has other columns than these."""
    if file not in files:
        raise _refused(file, 0, translate(_("This table is missing from the zip.")))
    stream = io.StringIO(_text(file, files[file], translate), newline="")
    delimiter = find_delimiter(stream.readline(), [column.name for column in columns])
    stream.seek(0)
    reader = csv.reader(stream, strict=True, delimiter=delimiter)
    try:
        header = without_unnamed_columns(next(reader, []))
        _check_header(file, header, columns, translate)
        return replace(_rows(file, reader, header, translate), delimiter=delimiter)
    except csv.Error as error:
        reason = translate(_("This is no row of a CSV file: %(detail)s.")) % {"detail": error}
        raise _refused(file, max(reader.line_num, 1), reason) from None


def _text(file: str, data: bytes, translate: Translate) -> str:
    """Decode a file after checking its line lengths: csv.reader holds a whole line in memory."""
    if (begin := _first_long_line(data)) is not None:
        raise _refused(file, data.count(b"\n", 0, begin) + 1, translate(_("This line is too long.")))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = translate(_("The text is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”."))
        raise _refused(file, line, reason) from None


def _first_long_line(data: bytes) -> int | None:
    """Return the offset of the first line that is too long. Skips from window to window, not line by line."""
    begin, window = 0, MAX_HEADER_BYTES
    while begin + window < len(data):
        end = data.rfind(b"\n", begin, begin + window + 1)
        if end < 0:
            return begin
        begin, window = end + 1, MAX_LINE_BYTES
    return None


def _check_header(file: str, header: list[str], columns: tuple[CsvColumn, ...], translate: Translate) -> None:
    known = {column.name for column in columns}
    problems = GroupedProblems(translate)

    def add(text: str, name: str) -> None:
        problems.add(FileProblem(1, translate(text) % {"name": printable(name)}, file), kind=text)

    for name, times in Counter(header).items():
        if times > 1:
            add(_("column %(name)s is there twice"), name)
    for name in header:
        if name not in known:
            add(_("“%(name)s” is not a column of this table"), name)
    for column in columns:
        if column.required and column.name not in header:
            add(_("column %(name)s is missing"), column.name)
    if found := problems.problems():
        raise FileRefusedError(tuple(found))


def _rows(file: str, reader: Iterator[list[str]], header: list[str], translate: Translate) -> CsvTable:
    rows: list[Mapping[str, str]] = []
    lines: list[int] = []
    problems = GroupedProblems(translate)
    before = reader.line_num  # type: ignore[attr-defined]
    for cells in reader:
        line, before = before + 1, reader.line_num  # type: ignore[attr-defined]
        # A spreadsheet may leave empty lines at the end.
        if not any(cells):
            continue
        if len(cells) < len(header) or len(cells) > MAX_CELLS or any(cells[len(header) :]):
            counts = {"cells": len(cells), "columns": len(header)}
            reason = translate(_("This row has %(cells)d cells under %(columns)d columns.")) % counts
            problems.add(FileProblem(line, reason, file), kind="cells")
            continue
        rows.append(dict(zip(header, cells, strict=False)))
        lines.append(line)
    if found := problems.problems():
        raise FileRefusedError(tuple(found))
    return CsvTable(tuple(rows), tuple(lines))


def _refused(file: str, line: int, reason: str) -> FileRefusedError:
    return FileRefusedError((FileProblem(line, reason, file),))

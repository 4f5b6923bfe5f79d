"""The rows of one CSV file with named columns, each with the line it stands on."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tracker.core.formats.csv.cells import Column
from tracker.core.formats.dialect import divider, named
from tracker.core.formats.validation.problems import shown
from tracker.core.formats.validation.refusal import Kinds, Problem, Refused
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

LINE_BYTES = 2_000_000
"""The longest true row: every list of a visit full, every sign of it escaped and four bytes long."""

HEADER_BYTES = 10_000

MOST_CELLS = 16_384
"""The columns of a sheet in a spreadsheet, all of which it may save, empty."""

MOST_LINES = 300_000
"""Of all tables together. Ten busy years are about a hundred thousand rows, and each costs memory."""


@dataclass(frozen=True)
class Table:
    """Rows by column name, and the line of the file on which each begins."""

    rows: tuple[Mapping[str, str], ...]
    lines: tuple[int, ...]
    divided_by: str = ","


def refuse_many_lines(files: Mapping[str, bytes], translate: Translate) -> None:
    """Raises Refused when the tables have more lines together than any diary."""
    if sum(content.count(b"\n") for content in files.values()) > MOST_LINES:
        longest = max(files, key=lambda name: files[name].count(b"\n"))
        raise _refused(longest, 0, translate(_("The tables have more than %(most)d lines.")) % {"most": MOST_LINES})


def read_table(file: str, files: Mapping[str, bytes], columns: tuple[Column, ...], translate: Translate) -> Table:
    """The rows of a file. Raises Refused when it is missing, is no CSV, or has other columns than these."""
    if file not in files:
        raise _refused(file, 0, translate(_("This table is missing from the zip.")))
    stream = io.StringIO(_text(file, files[file], translate), newline="")
    divided_by = divider(stream.readline(), [column.name for column in columns])
    stream.seek(0)
    reader = csv.reader(stream, strict=True, delimiter=divided_by)
    try:
        header = named(next(reader, []))
        _look_at_header(file, header, columns, translate)
        return replace(_rows(file, reader, header, translate), divided_by=divided_by)
    except csv.Error as error:
        reason = translate(_("This is no row of a CSV file: %(detail)s.")) % {"detail": error}
        raise _refused(file, max(reader.line_num, 1), reason) from None


def _text(file: str, data: bytes, translate: Translate) -> str:
    """The text, after a look at the length of its lines: a reader of CSV holds a whole line in memory."""
    if (begin := _too_long(data)) is not None:
        raise _refused(file, data.count(b"\n", 0, begin) + 1, translate(_("This line is too long.")))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = translate(_("The text is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”."))
        raise _refused(file, line, reason) from None


def _too_long(data: bytes) -> int | None:
    """Where a line begins that is longer than any true one; looks at a whole window of lines at a time."""
    begin, window = 0, HEADER_BYTES
    while begin + window < len(data):
        end = data.rfind(b"\n", begin, begin + window + 1)
        if end < 0:
            return begin
        begin, window = end + 1, LINE_BYTES
    return None


def _look_at_header(file: str, header: list[str], columns: tuple[Column, ...], translate: Translate) -> None:
    known = {column.name for column in columns}
    problems = Kinds(translate)

    def add(text: str, name: str) -> None:
        problems.add(Problem(1, translate(text) % {"name": shown(name)}, file), kind=text)

    for name, times in Counter(header).items():
        if times > 1:
            add(_("column %(name)s is there twice"), name)
    for name in header:
        if name not in known:
            add(_("“%(name)s” is not a column of this table"), name)
    for column in columns:
        if column.needed and column.name not in header:
            add(_("column %(name)s is missing"), column.name)
    if found := problems.problems():
        raise Refused(tuple(found))


def _rows(file: str, reader: Iterator[list[str]], header: list[str], translate: Translate) -> Table:
    rows: list[Mapping[str, str]] = []
    lines: list[int] = []
    problems = Kinds(translate)
    before = reader.line_num  # type: ignore[attr-defined]
    for cells in reader:
        line, before = before + 1, reader.line_num  # type: ignore[attr-defined]
        # A line without any cell says nothing; a spreadsheet may leave such lines at the end.
        if not any(cells):
            continue
        if len(cells) < len(header) or len(cells) > MOST_CELLS or any(cells[len(header) :]):
            counts = {"cells": len(cells), "columns": len(header)}
            reason = translate(_("This row has %(cells)d cells under %(columns)d columns.")) % counts
            problems.add(Problem(line, reason, file), kind="cells")
            continue
        rows.append(dict(zip(header, cells, strict=False)))
        lines.append(line)
    if found := problems.problems():
        raise Refused(tuple(found))
    return Table(tuple(rows), tuple(lines))


def _refused(file: str, line: int, reason: str) -> Refused:
    return Refused((Problem(line, reason, file),))

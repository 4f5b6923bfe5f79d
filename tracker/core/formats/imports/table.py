"""A table of another app (CSV): its encoding, delimiter, header and rows, each with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from tracker.core.formats.encoding import utf_8
from tracker.core.formats.imports.package import Member, refused
from tracker.core.reference.words import gettext_noop as _

MAX_TABLE_BYTES = 50_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 200
MAX_CELL = 100_000
DELIMITERS = (",", ";", "\t", "|")
TITLE_LINES = 20
"""Lines above the header in which a title may be."""

WEB_PAGE = _("This is a web page (HTML), not a table. Perhaps the page was saved in place of the file.")
NO_TABLE = _("This is no table: it has no line with the names of columns.")
TOO_MANY_ROWS = _("The table has more than %(most)d rows.")
NOT_TEXT = _("This is not text.")


@dataclass(frozen=True)
class Row:
    """The cells of one line, without surrounding blanks. `file` is that of one of several tables."""

    line: int
    cells: tuple[str, ...]
    file: str = ""


@dataclass(frozen=True)
class Table:
    """A table: the names of its columns and its rows. `ragged` are lines with too many cells, left out."""

    file: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","
    header_line: int = 1
    ragged: tuple[int, ...] = ()
    is_cp1252: bool = False
    is_typed: bool = field(default=False, compare=False)

    @property
    def shape(self) -> str:
        """A digest of the header: tables with the same columns have the same."""
        return sha256("\x1f".join(name.casefold() for name in self.header).encode()).hexdigest()[:12]

    def column(self, name: str) -> list[str]:
        """The cells of a column, from top to bottom."""
        place = self.header.index(name)
        return [row.cells[place] for row in self.rows]


def decoded(data: bytes) -> tuple[str, bool]:
    """Decode a text, and whether it is in cp1252, because it is not UTF-8."""
    data = utf_8(data)
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), True


def is_table(member: Member) -> bool:
    """Whether the beginning of a file may be a table."""
    head = member.text_head()
    if "\0" in head or not head.strip() or head.lstrip()[:1] in ("{", "[", "<"):
        return False
    return sum(line.count(delimiter) for line in head.splitlines()[:TITLE_LINES] for delimiter in DELIMITERS) > 0


def header_of(member: Member) -> tuple[str, ...]:
    """The names of the columns in the first line, as a first look."""
    line = next((line for line in member.text_head().splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=line.count)
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return ()


def read_table(member: Member) -> Table:
    """Read a whole table. Raises FileRefusedError."""
    text, is_cp1252 = decoded(member.content(MAX_TABLE_BYTES))
    start = text[:2_000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")) or "<table" in start:
        raise refused(WEB_PAGE, member.file)
    if "\0" in text[:4_096]:
        raise refused(NOT_TEXT, member.file)
    return table_of(text, member.file, is_cp1252=is_cp1252)


def table_of(text: str, file: str = "", *, is_cp1252: bool = False) -> Table:
    """Make a table of a text."""
    delimiter, top = _find_header(text)
    rows = list(_rows(text, delimiter, file))
    names = next((row for row in rows if row.line >= top), None)
    if names is None:
        raise refused(NO_TABLE, file)
    header = _named(names.cells)
    return with_header(file, header, (row for row in rows if row.line > names.line), delimiter, names.line, is_cp1252)


def with_header(
    file: str,
    header: tuple[str, ...],
    rows: Iterator[Row] | Sequence[Row],
    delimiter: str = ",",
    header_line: int = 1,
    is_cp1252: bool = False,
) -> Table:
    """Fit rows to a header: short ones are filled up, those with more cells than names are left out."""
    fitting, ragged = [], []
    for row in rows:
        if not any(row.cells) or row.cells == header:
            continue
        if any(row.cells[len(header) :]):
            ragged.append(row.line)
        else:
            cells = row.cells[: len(header)]
            fitting.append(Row(row.line, cells + ("",) * (len(header) - len(cells))))
    return Table(file, header, tuple(fitting), delimiter, header_line, tuple(ragged), is_cp1252)


def _find_header(text: str) -> tuple[str, int]:
    """Return the delimiter, and the line from which the header is looked for.

    The header is the first line with at least two names and as many cells as most of the lines below it.
    """
    lines = text.split("\n", 200)[:200]
    counts = [(line, {one: _outside_quotes(line, one) for one in DELIMITERS}) for line in lines]
    for number, (line, count) in enumerate(counts[:TITLE_LINES], start=1):
        delimiter = max(DELIMITERS, key=lambda one: (count[one], -DELIMITERS.index(one)))
        below = [other[delimiter] for text_below, other in counts[number : number + 20] if text_below.strip()]
        same = sum(other >= count[delimiter] for other in below)
        if line.strip() and count[delimiter] and (not below or 2 * same >= len(below)):
            return delimiter, number
    delimiter = max(DELIMITERS, key=lambda one: sum(count[one] for _line, count in counts))
    return delimiter, next((n for n, (_line, count) in enumerate(counts, start=1) if count[delimiter]), len(lines) + 1)


def _outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])


def _rows(text: str, delimiter: str, file: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            # A cell that never ends, or a stray line end: this row is lost, the others are not.
            before = reader.line_num
            continue
        if cells is None:
            return
        line, before = before + 1, reader.line_num
        if line > MAX_ROWS:
            raise refused(TOO_MANY_ROWS, file, line, most=MAX_ROWS)
        yield Row(line, tuple(cell[:MAX_CELL].strip() for cell in cells[:MAX_COLUMNS]))


def _named(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The names of columns: unnamed ones at the end are dropped, a name that is there twice gets a number."""
    used = len(cells)
    while used and not cells[used - 1]:
        used -= 1
    seen: dict[str, int] = {}
    names = []
    for place, cell in enumerate(cells[:used], start=1):
        name = " ".join(cell.split()) or f"({place})"
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return tuple(names)

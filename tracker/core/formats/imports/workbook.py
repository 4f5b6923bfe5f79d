"""Spreadsheets (XLSX, XLS, ODS): the first sheet with a header and rows, as a table."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from tracker.core.formats.imports.package import Member, refused
from tracker.core.formats.imports.table import MAX_COLUMNS, MAX_ROWS, NO_TABLE, TITLE_LINES, Row, Table, with_header
from tracker.core.reference.words import gettext_noop as _

MAX_WORKBOOK_BYTES = 20_000_000
NOT_READABLE = _("This is not a spreadsheet that can be read. Please save the sheet as CSV.")
NOT_INSTALLED = _("Spreadsheets cannot be read in this installation. Please save the sheet as CSV.")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TOTALS = frozenset({"total", "totals", "sum", "summe", "gesamt", "average", "mean", "mittelwert", "somme", "suma"})


def recognises(member: Member) -> bool:
    """Whether this is a workbook: a zip is one only if it was not opened as an export."""
    return member.head.startswith((b"PK\x03\x04", OLE))


def read_workbook(member: Member) -> Table:
    """Read the first sheet that is a table. Raises FileRefusedError."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise refused(NOT_INSTALLED, member.file) from None
    data = member.content(MAX_WORKBOOK_BYTES)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            if table := _table(name, sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)):
                return table
    except (CalamineError, ValueError, OSError):
        raise refused(NOT_READABLE, member.file) from None
    raise refused(NO_TABLE, member.file)


def _table(name: str, rows: Sequence[Sequence[Any]]) -> Table | None:
    """The table of a sheet, None if it has no header with rows under it."""
    for place, row in enumerate(rows[:TITLE_LINES]):
        names = [str(cell).strip() if isinstance(cell, str) else "" for cell in row[:MAX_COLUMNS]]
        filled = [cell for cell in names if cell]
        below = rows[place + 1 :]
        if len(filled) >= 2 and any(_filled(other) >= 2 for other in below[:20]):
            while names and not names[-1]:
                names.pop()
            header = tuple(cell or f"({column})" for column, cell in enumerate(names, start=1))
            return with_header(name, header, list(_rows(below, place + 2)))
    return None


def _filled(row: Sequence[Any]) -> int:
    return sum(cell not in ("", None) for cell in row)


def _rows(rows: Sequence[Sequence[Any]], first: int) -> Iterator[Row]:
    for number, row in enumerate(rows, start=first):
        cells = tuple(_text(cell) for cell in row[:MAX_COLUMNS])
        if any(cells) and cells[0].lower().rstrip(":") not in TOTALS:
            yield Row(number, cells)


def _text(cell: Any) -> str:
    """A typed cell as the text that a CSV would hold."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat("seconds")
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(round(cell.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    return str(cell).strip()

"""Undo what a spreadsheet did to a diary's tables: restore the exported form of dates and numbers.

A cell that cannot be read is left alone; the check of its field then refuses it with the right line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.core.formats.csv.cells import CellKind, CsvColumn
from tracker.core.formats.csv.date_order import DateOrder, date_order
from tracker.core.formats.csv.rows import CsvTable
from tracker.core.formats.dialect import decimal_separator, with_point
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import InvalidValueError
from tracker.core.reference.words import Translate

Columns = Mapping[str, tuple[CsvColumn, ...]]

_ISO_DATE_OR_BLANK = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|")


def normalise_tables(tables: Mapping[str, CsvTable], columns: Columns, translate: Translate) -> dict[str, CsvTable]:
    """Write dates like 2026-01-31 and decimals with a point. Raises FileRefusedError if a cell is ambiguous."""
    dates = {name: [column.name for column in columns[name] if column.is_date] for name in tables}
    cells = [cell for name, table in tables.items() for cell in _cells(table, dates[name])]
    order = None
    if not all(map(_ISO_DATE_OR_BLANK.fullmatch, cells)):
        try:
            order = date_order(cells)
        except InvalidValueError as ambiguity:
            raise _refused(tables, ambiguity, translate) from None
    return {name: _normalise(name, table, columns[name], order, translate) for name, table in tables.items()}


def _normalise(
    name: str, table: CsvTable, columns: tuple[CsvColumn, ...], order: DateOrder | None, translate: Translate
) -> CsvTable:
    numbers = [column.name for column in columns if column.kind is CellKind.NUMBER]
    dates = [column.name for column in columns if column.is_date] if order else []
    try:
        separator = decimal_separator(_cells(table, numbers), table.delimiter)
    except InvalidValueError as ambiguity:
        raise _refused({name: table}, ambiguity, translate) from None
    if separator == "." and not dates:
        return table

    def row(cells: Mapping[str, str]) -> Mapping[str, str]:
        return (
            dict(cells)
            | {number: with_point(cells[number], separator) for number in numbers if number in cells}
            | {day: _iso(order, cells[day]) for day in dates if day in cells}
        )

    return replace(table, rows=tuple(map(row, table.rows)))


def _iso(order: DateOrder | None, cell: str) -> str:
    try:
        return order.read(cell).isoformat() if order else cell
    except InvalidValueError:
        return cell


def _cells(table: CsvTable, names: Sequence[str]) -> Iterator[str]:
    return (row[name] for row in table.rows for name in names if name in row)


def _refused(tables: Mapping[str, CsvTable], ambiguity: InvalidValueError, translate: Translate) -> FileRefusedError:
    """Name the table and line of the first ambiguous cell."""
    (violation,) = ambiguity.violations
    found = (
        (name, line)
        for name, table in tables.items()
        for row, line in zip(table.rows, table.lines, strict=True)
        if violation.values["cell"] in row.values()
    )
    name, line = next(found)
    return FileRefusedError((FileProblem(line, violation.reason(translate), f"{name}.csv"),))

"""The tables of a diary after a spreadsheet had them: dates and numbers get the form back that they were exported in.

A cell that cannot be read stays as it is, so that the check of its field refuses it where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.core.formats.csv.cells import Column, Kind
from tracker.core.formats.csv.date_order import DateOrder, date_order
from tracker.core.formats.csv.rows import Table
from tracker.core.formats.dialect import decimal_sign, with_point
from tracker.core.formats.validation.problems import Wrong
from tracker.core.formats.validation.refusal import Problem, Refused
from tracker.core.reference.words import Translate

Columns = Mapping[str, tuple[Column, ...]]

_AS_EXPORTED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|")


def as_exported(tables: Mapping[str, Table], columns: Columns, translate: Translate) -> dict[str, Table]:
    """The tables with dates like 2026-01-31 and with decimal points. Raises Refused where a cell has two meanings."""
    dates = {name: [column.name for column in columns[name] if column.is_date] for name in tables}
    cells = [cell for name, table in tables.items() for cell in _cells(table, dates[name])]
    order = None
    if not all(map(_AS_EXPORTED.fullmatch, cells)):
        try:
            order = date_order(cells)
        except Wrong as two_meanings:
            raise _refused(tables, two_meanings, translate) from None
    return {name: _table(name, table, columns[name], order, translate) for name, table in tables.items()}


def _table(
    name: str, table: Table, columns: tuple[Column, ...], order: DateOrder | None, translate: Translate
) -> Table:
    numbers = [column.name for column in columns if column.kind is Kind.NUMBER]
    dates = [column.name for column in columns if column.is_date] if order else []
    try:
        sign = decimal_sign(_cells(table, numbers), table.divided_by)
    except Wrong as two_meanings:
        raise _refused({name: table}, two_meanings, translate) from None
    if sign == "." and not dates:
        return table

    def row(cells: Mapping[str, str]) -> Mapping[str, str]:
        return (
            dict(cells)
            | {number: with_point(cells[number], sign) for number in numbers if number in cells}
            | {day: _iso(order, cells[day]) for day in dates if day in cells}
        )

    return replace(table, rows=tuple(map(row, table.rows)))


def _iso(order: DateOrder | None, cell: str) -> str:
    try:
        return order.read(cell).isoformat() if order else cell
    except Wrong:
        return cell


def _cells(table: Table, names: Sequence[str]) -> Iterator[str]:
    return (row[name] for row in table.rows for name in names if name in row)


def _refused(tables: Mapping[str, Table], two_meanings: Wrong, translate: Translate) -> Refused:
    """The first cell that has two meanings, with its table and line."""
    (finding,) = two_meanings.findings
    found = (
        (name, line)
        for name, table in tables.items()
        for row, line in zip(table.rows, table.lines, strict=True)
        if finding.values["cell"] in row.values()
    )
    name, line = next(found)
    return Refused((Problem(line, finding.reason(translate), f"{name}.csv"),))

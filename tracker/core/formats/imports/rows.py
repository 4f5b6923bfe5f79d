"""Rows of a table by the names of its columns, for formats whose columns are known."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.formats.imports.cells import is_nothing
from tracker.core.formats.imports.json_file import number
from tracker.core.formats.imports.table import Table
from tracker.core.formats.imports.values import Where


class NamedRow:
    """The cells of one row. Names are matched without case; a missing column is an empty cell."""

    def __init__(self, cells: dict[str, str], where: Where) -> None:
        self.cells, self.where = cells, where

    def __getitem__(self, name: str) -> str:
        cell = self.cells.get(name.lower(), "")
        return "" if is_nothing(cell) else cell

    def first(self, *names: str) -> str:
        """The first of these cells that says something."""
        return next((self[name] for name in names if self[name]), "")

    def number(self, *names: str) -> float | None:
        """The number in the first of these cells that says something."""
        return number(self.first(*names).replace("%", ""))


def named_rows(table: Table) -> Iterator[NamedRow]:
    """Yield the rows of a table."""
    names = [name.lower() for name in table.header]
    for row in table.rows:
        yield NamedRow(dict(zip(names, row.cells, strict=True)), Where(table.file, row.line))

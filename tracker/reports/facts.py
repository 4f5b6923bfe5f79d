"""What a summary is made of: facts and tables whose numbers are rounded and worded once, for every output."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Say = Callable[[str], str]
"""The translator: takes a marked English text, gives it in the reader's language."""

Value = str | int | float | bool | None
"""The bare value behind a text; None is *not known*."""


@dataclass(frozen=True)
class Fact:
    """One statement: `label` says what, `text` is the answer, `detail` what stands behind it.

    `values` are the same numbers bare, rounded as they are shown; `key` is the stable name.
    """

    key: str
    label: str
    text: str
    detail: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """A number or word as it is shown, and bare."""

    text: str
    value: Value


@dataclass(frozen=True)
class Column:
    """A column of a table; `number` columns are set flush right, what is `below` stands under the rest of its row."""

    key: str
    label: str
    number: bool = True
    below: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells, one cell for each column, the first one heading its row.

    `note` stands under the table: what is missing from it, or that it is empty. A table without a title is the
    only one of its section, whose title says it all.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    @property
    def beside(self) -> tuple[Column, ...]:
        """The columns that stand beside one another."""
        return tuple(column for column in self.columns if not column.below)

    @property
    def lines(self) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
        """The rows, each cell with its column."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Section:
    """A part of a summary that a person can choose, leave out and move; `key` is one of `reference.sections`.

    `headline` are the facts that also stand large at the top of the page, `facts` those that are only listed here.
    """

    key: str
    title: str
    headline: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    def table(self, key: str) -> Table:
        """One of its tables. Raises KeyError when it has none of that name."""
        return {table.key: table for table in self.tables}[key]

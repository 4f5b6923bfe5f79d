"""What a summary is made of: facts and tables whose numbers are rounded and worded once, for every output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float | bool | None
"""The bare value behind a text; None is *not known*."""


@dataclass(frozen=True)
class Fact:
    """One statement: `label` says what, `text` is the answer, `detail` what stands behind it.

    `values` are the same numbers bare, rounded as they are shown; `key` is the stable name. `nothing_on` names what
    the diary says nothing of ("pain"), and is empty where it says something. A `secondary` fact is for files alone,
    because another section shows it.
    """

    key: str
    label: str
    text: str
    detail: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    nothing_on: str = ""
    secondary: bool = False

    @property
    def shown(self) -> bool:
        """Whether it has something to say to a reader."""
        return not (self.nothing_on or self.secondary)


@dataclass(frozen=True)
class Cell:
    """A number or word as it is shown, and bare."""

    text: str
    value: Value


@dataclass(frozen=True)
class SummaryColumn:
    """A column of a table; `number` columns are set flush right, what is `below` stands under the rest of its row.

    A `secondary` column is for files alone, because words beside it say the same.
    """

    key: str
    label: str
    number: bool = True
    below: bool = False
    secondary: bool = False


@dataclass(frozen=True)
class SummaryTable:
    """Rows of cells, one cell for each column, the first one heading its row.

    `note` stands under the table: what is missing from it, or that it is empty. A table without a title is the
    only one of its section, whose title says it all. A `secondary` table holds the numbers behind what the section
    says in words: folded on a page, left to the annex on paper.
    """

    key: str
    title: str
    columns: tuple[SummaryColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    secondary: bool = False

    @property
    def beside(self) -> tuple[SummaryColumn, ...]:
        """The columns that stand beside one another."""
        return tuple(column for column in self.columns if not (column.below or column.secondary))

    @property
    def lines(self) -> tuple[tuple[tuple[SummaryColumn, Cell], ...], ...]:
        """The rows as they are shown, each cell with its column."""
        pairs = (zip(self.columns, row, strict=True) for row in self.rows)
        return tuple(tuple((column, cell) for column, cell in row if not column.secondary) for row in pairs)

    @property
    def records(self) -> tuple[dict[str, Cell], ...]:
        """Every cell of each row, by the key of its column."""
        keys = [column.key for column in self.columns]
        return tuple(dict(zip(keys, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Section:
    """A part of a summary that a person can choose, leave out and move; `key` is one of `reference.sections`.

    `headline` are the facts that also stand large at the top of the page, `facts` those that are only listed here,
    `notes` sentences. `nothing_on` names it in the line that lists what nothing was noted on; a section without such
    a name always says something.
    """

    key: str
    title: str
    headline: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[SummaryTable, ...] = ()
    notes: tuple[str, ...] = ()
    nothing_on: str = ""

    @property
    def noted(self) -> bool:
        """Whether it has anything to say."""
        facts = (*self.headline, *self.facts)
        rows = any(table.rows for table in self.tables)
        return not self.nothing_on or rows or bool(self.notes) or any(fact.shown for fact in facts)

    def table(self, key: str) -> SummaryTable:
        """One of its tables. Raises KeyError when it has none of that name."""
        return {table.key: table for table in self.tables}[key]

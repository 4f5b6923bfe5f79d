"""The parts of a summary: facts and tables, rounded and worded once for every output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.core.analysis import WeekTotals
from tracker.core.records import Place

Value = str | int | float | bool | None
"""The number or code behind a text; None is *not known*."""


@dataclass(frozen=True)
class Fact:
    """One statement: its label, the answer (`text`) and what the answer rests on (`detail`).

    `values` are the same numbers, rounded as shown; `key` is the stable name. `nothing_on` names the topic ("pain")
    if the diary holds nothing about it, else it is empty. A `secondary` fact is written to files only, because
    another section shows it.
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
        """Whether readers see it."""
        return not (self.nothing_on or self.secondary)


@dataclass(frozen=True)
class Cell:
    """A number or word: as shown, and as a value."""

    text: str
    value: Value


@dataclass(frozen=True)
class SummaryColumn:
    """A column of a table. `number` columns are right-aligned; `below` columns are printed under the rest of the row.

    A `secondary` column is written to files only, because the words beside it say the same.
    """

    key: str
    label: str
    number: bool = True
    below: bool = False
    secondary: bool = False


@dataclass(frozen=True)
class SummaryTable:
    """Rows of cells, one per column; the first cell heads its row.

    `note` is printed under the table: what is missing from it, or that it is empty. A table without a title is the
    only one of its section and shares the section's title. A `secondary` table holds the numbers behind sentences of
    the section: folded on a page, in the annex on paper.
    """

    key: str
    title: str
    columns: tuple[SummaryColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    secondary: bool = False

    @property
    def beside(self) -> tuple[SummaryColumn, ...]:
        """The columns printed side by side."""
        return tuple(column for column in self.columns if not (column.below or column.secondary))

    @property
    def lines(self) -> tuple[tuple[tuple[SummaryColumn, Cell], ...], ...]:
        """The shown cells of each row, with their columns."""
        pairs = (zip(self.columns, row, strict=True) for row in self.rows)
        return tuple(tuple((column, cell) for column, cell in row if not column.secondary) for row in pairs)

    @property
    def records(self) -> tuple[dict[str, Cell], ...]:
        """Every cell of each row, by the key of its column."""
        keys = [column.key for column in self.columns]
        return tuple(dict(zip(keys, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class WeeksChart:
    """Episodes per week, and the direction of their rate in words."""

    weeks: tuple[WeekTotals, ...]
    direction: str


@dataclass(frozen=True)
class FaceChart:
    """Places with their label and number of episodes, numbered from 1; places outside the face are not drawn."""

    places: tuple[tuple[Place, str, int], ...]


@dataclass(frozen=True)
class ScalesChart:
    """Clinical scales by name, each with its scores in the order of time."""

    courses: tuple[tuple[str, tuple[tuple[date, float], ...]], ...]


Chart = WeeksChart | FaceChart | ScalesChart


@dataclass(frozen=True)
class Section:
    """A part of a summary that a person can choose, leave out and move; `key` is one of `reference.sections`.

    `headline` facts are also printed large at the top of the page, `facts` only in the section; `notes` are
    sentences. `nothing_on` names the section in the line *Nothing noted on*; a section without it is always shown.
    `chart` holds the numbers of its drawing.
    """

    key: str
    title: str
    headline: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables: tuple[SummaryTable, ...] = ()
    notes: tuple[str, ...] = ()
    nothing_on: str = ""
    chart: Chart | None = None

    @property
    def noted(self) -> bool:
        """Whether it holds anything to show."""
        facts = (*self.headline, *self.facts)
        rows = any(table.rows for table in self.tables)
        return not self.nothing_on or rows or bool(self.notes) or any(fact.shown for fact in facts)

    def table(self, key: str) -> SummaryTable:
        """One of its tables. Raises KeyError when it has none of that name."""
        return {table.key: table for table in self.tables}[key]

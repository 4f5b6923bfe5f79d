"""Forms with lists: one row more than is filled in, so that adding a row needs no script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.forms import BoundField

from tracker.forms.compare import Difference, differences
from tracker.forms.fields import EntryForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Rows:
    """Fields named `change_0_day`, `change_0_dose`, `change_1_day` and so on.

    A row with any value needs a value of the part `needs`; `question` asks for it beside the field.
    """

    name: str
    parts: Mapping[str, Callable[[], forms.Field]]
    needs: str
    question: str | _StrPromise
    max_rows: int
    min_rows: int = 1

    def field(self, number: int, part: str) -> str:
        """The name of one field."""
        return f"{self.name}_{number}_{part}"

    def count(self, source: Mapping[str, Any]) -> int:
        """The number of rows to show."""
        filled = [
            n for n in range(self.max_rows) if any(_has_value(source.get(self.field(n, part))) for part in self.parts)
        ]
        return min(self.max_rows, max(self.min_rows, max(filled, default=-1) + 2))

    def initial(self, rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
        """What the fields show for rows that exist."""
        return {self.field(n, part): value for n, row in enumerate(rows) for part, value in row.items()}


class RowsForm(EntryForm):
    """The form of an entry with lists."""

    rows: ClassVar[tuple[Rows, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.data if self.is_bound else self.initial
        self.numbers = {rows.name: range(rows.count(source)) for rows in self.rows}
        self.fields |= self._row_fields(source)

    def differences_from(self, stored: Any) -> list[Difference]:
        """Compare with fields for the rows of both versions."""
        shown, typed = self.initial_for(stored, 1), self.initial_for(self.record(), 1)
        fields = {name: self.fields[name] for name in self.base_fields} | self._row_fields(typed | shown)
        return differences(fields, shown, typed)

    def _row_fields(self, source: Mapping[str, Any]) -> dict[str, forms.Field]:
        return {
            rows.field(n, part): make()
            for rows in self.rows
            for n in range(rows.count(source))
            for part, make in rows.parts.items()
        }

    def bound_rows(self) -> dict[str, list[list[BoundField]]]:
        """The rows as the page shows them, by their name."""
        return {
            rows.name: [[self[rows.field(n, part)] for part in rows.parts] for n in self.numbers[rows.name]]
            for rows in self.rows
        }

    def clean(self) -> dict[str, Any]:
        """Ask for the needed part of a row that is filled in without it."""
        data = super().clean()
        for rows in self.rows:
            for n, row in self.filled_rows(rows):
                needed = rows.field(n, rows.needs)
                if not _has_value(row[rows.needs]) and needed not in self.errors:
                    self.add_error(needed, rows.question)
        return data

    def filled_rows(self, rows: Rows) -> list[tuple[int, dict[str, Any]]]:
        """The rows with any value, each with its number."""
        found = (
            (n, {part: self.cleaned_data.get(rows.field(n, part)) for part in rows.parts})
            for n in self.numbers[rows.name]
        )
        return [(n, row) for n, row in found if any(map(_has_value, row.values()))]


def _has_value(value: Any) -> bool:
    return value is not None and value != ""

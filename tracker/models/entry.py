"""What every entry of a diary has: an owner, an id, a version, and a record that says the same."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models

from tracker.core.records import Diary

Row = TypeVar("Row", bound="Entry")


@dataclass(frozen=True)
class Converter:
    """Both directions between a column and the record's field of the same name."""

    to_record: Callable[[Any], Any]
    to_column: Callable[[Any], Any]


class EntryQuerySet(models.QuerySet[Row]):
    """Queries in one word."""

    def between(self, period: Diary) -> Self:
        """Entries whose local date lies in the period."""
        return self.filter(local_date__range=(period.first_day, period.last_day))


class Entry(models.Model):
    """Abstract. `client_id` is made where the entry is typed, so that sending it twice makes one row.

    `version` is an optimistic lock: an edit names the version it began from, and a later one is never overwritten.

    Each field of `record_type` has a column of the same name and value, except those in `converters`, and `parent`:
    the entry that this one belongs to.
    """

    record_type: ClassVar[type[Any]]
    converters: ClassVar[Mapping[str, Converter]] = {}
    parent: ClassVar[str] = ""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)ss")
    client_id = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Shared by every entry."""

        abstract = True

    @classmethod
    def from_record(cls, record: Any, **columns: Any) -> Self:
        """An unsaved row; `columns` are those that the record does not have, such as the parent."""
        row = cls(client_id=record.id, **columns)
        row.fill(record)
        return row

    def fill(self, record: Any) -> None:
        """Take over all values of the record, except its id and its parent."""
        for name in column_names(type(self)):
            value = getattr(record, name)
            converter = self.converters.get(name)
            setattr(self, name, converter.to_column(value) if converter else value)

    def record_values(self) -> dict[str, Any]:
        """The record's fields, except its parent."""
        return self.convert(self.client_id, (getattr(self, name) for name in column_names(type(self))))

    @classmethod
    def convert(cls, client_id: uuid.UUID, columns: Any) -> dict[str, Any]:
        """The record's fields from the values of `column_names`, in that order."""
        values = dict(zip(column_names(cls), columns, strict=True))
        for name, converter in cls.converters.items():
            values[name] = converter.to_record(values[name])
        return {"id": client_id, **values}


@cache
def column_names(table: type[Entry]) -> tuple[str, ...]:
    """The columns that an entry shares with its record, without the id."""
    return tuple(field.name for field in fields(table.record_type) if field.name not in ("id", table.parent))

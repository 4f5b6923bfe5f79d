"""What every entry of a diary has: an owner, an id, a version, and a record that says the same."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Cast

from tracker.core.records import Diary

Row = TypeVar("Row", bound="Entry")

MAX_TEXTS, MAX_SHARED_CHARS = 2_048, 120
"""Distinct texts of JSON columns that are decoded once, and the longest of them."""


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

    def records(self, at_once: int = 0) -> Iterator[Any]:
        """The rows as records, without a row object for each. For entries without a parent.

        With `at_once`, no more than that many rows are in memory.

        Most JSON columns hold one of a few short texts. Each is decoded once, and the records share its frozen value.
        """
        names, converters = column_names(self.model), self.model.converters
        as_text = [name for name in names if isinstance(self.model._meta.get_field(name), models.JSONField)]
        shown = [f"{name}_text" if name in as_text else name for name in names]
        decoders = [
            (position, _decoder(converters[name]) if name in as_text else converters[name].to_record)
            for position, name in enumerate(names)
            if name in converters
        ]
        record_type = self.model.record_type
        texts = {f"{name}_text": Cast(name, models.TextField()) for name in as_text}
        rows = self.annotate(**texts).values_list("client_id", *shown)
        for client_id, *values in rows.iterator(chunk_size=at_once) if at_once else rows:
            for position, decode in decoders:
                values[position] = decode(values[position])
            yield record_type(client_id, *values)


class Entry(models.Model):
    """Abstract. `client_id` is made where the entry is typed, so that sending it twice makes one row.

    `version` is an optimistic lock: an edit names the version it began from, and a later one is never overwritten.

    Each field of `record_type` has a column of the same name and value, except those in `converters`, and `parent`:
    the entry that this one belongs to. A row whose `batch` is pending is hidden: see VisibleManager.
    """

    record_type: ClassVar[type[Any]]
    converters: ClassVar[Mapping[str, Converter]] = {}
    parent: ClassVar[str] = ""

    # Every table has indexes and constraints that begin with the user, so an index on the user alone is only written.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)ss", db_index=False
    )
    client_id = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)
    batch = models.PositiveBigIntegerField(null=True, editable=False)

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
        values = {name: getattr(self, name) for name in column_names(type(self))}
        for name, converter in self.converters.items():
            values[name] = converter.to_record(values[name])
        return {"id": self.client_id, **values}


@cache
def column_names(table: type[Entry]) -> tuple[str, ...]:
    """The columns that an entry shares with its record, without the id."""
    return tuple(field.name for field in fields(table.record_type) if field.name not in ("id", table.parent))


@cache
def _decoder(converter: Converter) -> Callable[[str], Any]:
    """From the text of a JSON column to the record's value, which must be frozen: short texts share it."""

    def decode(text: str) -> Any:
        return converter.to_record(json.loads(text))

    shared = lru_cache(MAX_TEXTS)(decode)
    return lambda text: shared(text) if len(text) <= MAX_SHARED_CHARS else decode(text)

"""Write and delete thousands of rows without holding up other people: in short transactions, with pauses.

SQLite has one write lock for everybody, and who waits for it looks again at growing intervals. So every slice is
followed by a pause as long as itself. Rows of an import are hidden until all are there (models/pending_batch.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from tracker.models import Dose, Entry, ImportedEntry, PendingBatch, Reading, User

ROWS = 1_000
"""Rows of a slice. On a slow disk they take a tenth of a second."""

PAUSE = 1
"""How long the pause is that follows a slice, measured by the slice."""

ABANDONED_AFTER = timedelta(minutes=2)
"""An import that has written nothing for so long was killed."""

Progress = Callable[[int], None]
"""Called with the number of entries written so far."""


@contextmanager
def short_transaction() -> Iterator[None]:
    """A transaction, then a pause for those who wait."""
    began = time.monotonic()
    with transaction.atomic():
        yield
    if connection.vendor == "sqlite":
        time.sleep(PAUSE * (time.monotonic() - began))


def insert_hidden(batch: PendingBatch, table: Any, rows: Iterable[Entry], progress: Progress) -> None:
    """Insert rows of a batch. `rows` are made between the transactions, not in them."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS)):
        for row in chunk:
            row.user, row.batch = batch.user, batch.pk
        with short_transaction():
            if not PendingBatch.objects.filter(pk=batch.pk).update(touched_at=timezone.now()):
                raise User.DoesNotExist
            table.objects.bulk_create(chunk)
        progress(len(chunk))


def discard(batch: PendingBatch) -> None:
    """Delete what an import has written so far, and end it."""
    for table in _entry_tables():
        _delete(table._base_manager.filter(user_id=batch.user_id, batch=batch.pk))
    batch.delete()


def discard_abandoned() -> None:
    """Clear away what killed imports left."""
    for batch in PendingBatch.objects.filter(touched_at__lt=timezone.now() - ABANDONED_AFTER):
        discard(batch)


def delete_entries(user: User) -> None:
    """Delete the entries of a diary, hidden ones too."""
    tables: list[Any] = [ImportedEntry, *_entry_tables()]
    for table in tables:
        _delete(table._base_manager.filter(user=user))


def _entry_tables() -> list[type[Entry]]:
    """The tables of entries, each before those that its rows belong to."""
    children: list[type[Entry]] = [Reading, Dose]
    return [*children, *(table for table in Entry.__subclasses__() if table not in children)]


def _delete(rows: Any) -> None:
    while keys := list(rows.values_list("pk", flat=True)[:ROWS]):
        with short_transaction():
            rows.model._base_manager.filter(pk__in=keys).delete()

"""Write and delete thousands of rows without holding up other people: in short transactions, with pauses.

SQLite has one write lock for everybody, and who waits for it looks again at growing intervals. So every slice is
followed by a pause as long as itself. Rows of an import are hidden until all are there (models/pending_batch.py). What
it changes is seen slice by slice, and comes back if the import does not come to its end.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import Any

import msgspec
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from tracker.models import BusyError, Dose, Entry, ImportedEntry, PendingBatch, Reading, ReplacedRows, User

BATCH = 500

UNMERGED_COLUMNS = ("id", "user", "client_id", "position", "batch")
"""Columns that a merge never changes."""

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
    """A transaction, then a pause for those who wait.

    No garbage is collected in it: beside the largest diary in memory, that takes most of a second.
    """
    began, collects = time.monotonic(), gc.isenabled()
    # Another thread's transaction may end right here, and would not switch it on again.
    if collects:
        gc.disable()
    try:
        with transaction.atomic():
            yield
    finally:
        if collects:
            gc.enable()
    if connection.vendor == "sqlite":
        time.sleep(PAUSE * (time.monotonic() - began))


def unnoted(written: int) -> None:
    """Progress that nobody asked for."""


def later_batch(user: User) -> PendingBatch:
    """A batch that is not stored: rows that `mark` gives its number are seen until it is saved."""
    batch = PendingBatch.objects.create(user=user, touched_at=timezone.now())
    PendingBatch.objects.filter(pk=batch.pk).delete()
    return batch


def insert_in_slices(batch: PendingBatch, table: Any, rows: Iterable[Any]) -> None:
    """Insert rows that nobody sees, such as the record of an import."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS)):
        with short_transaction():
            touch(batch)
            table.objects.bulk_create(chunk)


def insert_hidden(batch: PendingBatch, table: Any, rows: Iterable[Entry], progress: Progress = unnoted) -> None:
    """Insert rows of a batch. `rows` are made between the transactions, not in them."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS)):
        for row in chunk:
            row.user, row.batch = batch.user, batch.pk
        with short_transaction():
            touch(batch)
            table.objects.bulk_create(chunk)
        progress(len(chunk))


def change_in_slices(batch: PendingBatch, table: Any, rows: Iterable[Entry], progress: Progress = unnoted) -> None:
    """Change rows of the owner of a batch by their ids, and keep them as they were until `forget_replaced`.

    A slice is half as long as one of new rows, because each row is written twice.
    """
    remaining = iter(rows)
    while chunk := list(islice(remaining, ROWS // 2)):
        with short_transaction():
            touch(batch)
            old = table._base_manager.filter(user=batch.user_id, client_id__in=[row.client_id for row in chunk])
            content = msgspec.json.encode(list(old.values()))
            ReplacedRows.objects.create(user=batch.user, batch=batch.pk, table=table._meta.model_name, rows=content)
            update_rows(table, batch.user, chunk)
        progress(len(chunk))


def update_rows(table: Any, user: User, rows: list[Any]) -> None:
    """Upsert rows by their ids: thousands of updates are as fast as inserts."""
    ids = [row.client_id for row in rows]
    versions = dict(table._base_manager.filter(user=user, client_id__in=ids).values_list("client_id", "version"))
    for row in rows:
        row.user, row.version = user, versions[row.client_id] + 1
    _upsert(table, rows)


def _upsert(table: Any, rows: list[Any]) -> None:
    columns = [field.name for field in table._meta.concrete_fields if field.name not in UNMERGED_COLUMNS]
    table.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["user", "client_id"], update_fields=columns
    )


def touch(batch: PendingBatch) -> None:
    """Show that an import goes on. Raises DoesNotExist if it was cleared away, or its owner's account was."""
    if not PendingBatch.objects.filter(pk=batch.pk).update(touched_at=timezone.now()):
        raise User.DoesNotExist


def finish(batch: PendingBatch) -> None:
    """Make the rows of a batch visible, in its last transaction. Raises BusyError if it was cleared away since."""
    deleted, _by_table = PendingBatch.objects.filter(pk=batch.pk).delete()
    batch.user.lock_and_bump_revision()
    if not deleted:
        raise BusyError


def forget_replaced(which: Any) -> None:
    """Delete what was kept of rows as they were."""
    for key in list(ReplacedRows.objects.filter(which).values_list("pk", flat=True)):
        with short_transaction():
            ReplacedRows.objects.filter(pk=key).delete()


def mark(batch: PendingBatch, number: int, rows: Any) -> int:
    """Give these visible rows the number of a batch that is not pending yet: once it is, all of them are hidden.

    `batch` is pending, and keeps the owner from changing them.
    """
    keys, marked = list(rows.values_list("pk", flat=True)), 0
    for first in range(0, len(keys), ROWS):
        with short_transaction():
            touch(batch)
            marked += rows.model.objects.filter(pk__in=keys[first : first + ROWS]).update(batch=number)
    return marked


def discard(batch: PendingBatch) -> None:
    """Delete what an import has written so far, bring back what it has changed, and end it.

    One that was interrupted after its last step is finished, and its rows stay.
    """
    if not PendingBatch.objects.filter(pk=batch.pk).exists():
        return
    for table in _entry_tables():
        delete(table._base_manager.filter(user_id=batch.user_id, batch=batch.pk))
    for key in list(ReplacedRows.objects.filter(batch=batch.pk).values_list("pk", flat=True)):
        with short_transaction():
            for replaced in ReplacedRows.objects.filter(pk=key):
                _bring_back(replaced)
    batch.delete()


def _bring_back(replaced: ReplacedRows) -> None:
    table = apps.get_model("tracker", replaced.table)
    columns = [field for field in table._meta.concrete_fields if not field.primary_key]
    rows = [
        table(**{field.attname: field.to_python(values[field.attname]) for field in columns})
        for values in msgspec.json.decode(replaced.rows)
    ]
    _upsert(table, rows)
    replaced.delete()
    # Pages may have been computed from what was changed.
    User.objects.filter(pk=replaced.user_id).update(diary_revision=F("diary_revision") + 1)
    replaced.user.forget_results()


def discard_abandoned() -> None:
    """Clear away what killed imports left."""
    for batch in PendingBatch.objects.filter(touched_at__lt=timezone.now() - ABANDONED_AFTER):
        discard(batch)
    forget_replaced(~Exists(PendingBatch.objects.filter(pk=OuterRef("batch"))))


def delete_entries(user: User) -> None:
    """Delete the entries of a diary, hidden ones too."""
    forget_replaced(Q(user=user))
    tables: list[Any] = [ImportedEntry, *_entry_tables()]
    for table in tables:
        delete(table._base_manager.filter(user=user))


def _entry_tables() -> list[type[Entry]]:
    """The tables of entries, each before those that its rows belong to."""
    children: list[type[Entry]] = [Reading, Dose]
    return [*children, *(table for table in Entry.__subclasses__() if table not in children)]


def delete(rows: Any) -> None:
    """Delete rows, hidden ones too."""
    while keys := list(rows.values_list("pk", flat=True)[:ROWS]):
        with short_transaction():
            rows.model._base_manager.filter(pk__in=keys).delete()

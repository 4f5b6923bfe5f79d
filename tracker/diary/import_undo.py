"""Undo an import. Its rows are deleted in slices, and disappear together before that, so that nobody else waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.core import records
from tracker.diary.import_rows import change_values, parts, update_values
from tracker.diary.imported_doses import DOSES, MEDICINES
from tracker.diary.imports import UNFINISHED
from tracker.diary.slices import (
    delete,
    discard,
    discard_abandoned,
    finish,
    forget_replaced,
    insert_hidden,
    later_batch,
    mark,
    short_transaction,
    touch,
)
from tracker.models import Import, PendingBatch, Reading, User


def undo_import(user: User, client_id: UUID) -> int:
    """Undo one import as a whole, and return how many entries it took back: none, if it was undone already.

    What the person changed since stays. Values that it replaced come back. Raises BusyError during an import.
    """
    discard_abandoned()
    with transaction.atomic():
        user.lock_and_bump_revision()
        batch = user.imports.finished().filter(client_id=client_id).first()
        if batch is None:
            return 0
        hidden, pending = later_batch(user), PendingBatch.objects.create(user=user, touched_at=timezone.now())
    try:
        written = _written(user, batch)
        taken = _mark(pending, hidden.pk, written)
        insert_hidden(pending, Reading, _given_way(user, batch.replaced, written.added))
        # Later imports only updated these values; without them, a file read again must be able to add them once more.
        for part in parts(user.imported_entries.exclude(batch=batch), written.added):
            with short_transaction():
                touch(pending)
                part.delete()
        values = change_values(pending, written.before)
        with short_transaction():
            # Everything else changes for the person here.
            finish(pending)
            hidden.save(force_insert=True)
            update_values(user, values)
            user.imports.filter(pk=batch.pk).update(values=0, episodes=0, doses=0)
    except BaseException:
        discard(pending)
        raise
    forget_replaced(Q(batch=pending.pk))
    discard(hidden)
    _clear_away(user, batch, written.medicines)
    return taken + len(written.before)


@dataclass(frozen=True)
class _Written:
    """What an import wrote and nobody changed since, by the ids of entries; `before` are values that it updated."""

    added: Collection[UUID]
    before: Mapping[UUID, float]
    episodes: Sequence[UUID]
    doses: Sequence[UUID]
    medicines: Sequence[UUID]


def _written(user: User, batch: Import) -> _Written:
    entries = list(batch.entries.values_list("kind", "client_id", "before"))
    ids = {
        kind: [one for of, one, _before in entries if of == kind]
        for kind in ("readings", "episodes", DOSES, MEDICINES)
    }
    last = _last_values(user, ids["readings"])
    imported = user.readings.imported()
    stored = {key: value for part in parts(imported, last) for key, value in part.values_list("client_id", "value")}
    untouched = {key for key, value in stored.items() if value == last[key]}
    before = {one: value for _kind, one, value in entries if value is not None and one in untouched}
    added = untouched.intersection(ids["readings"]) - {one for _kind, one, value in entries if value is not None}
    return _Written(added, before, ids["episodes"], ids[DOSES], ids[MEDICINES])


def _last_values(user: User, ids: Sequence[UUID]) -> dict[UUID, float]:
    """The value that any import wrote last, by id of the reading."""
    finished = user.imported_entries.filter(kind="readings").exclude(batch__in=user.imports.filter(UNFINISHED))
    found = parts(finished.order_by("pk"), ids)
    return {key: value for part in found for key, value in part.values_list("client_id", "value")}


def _mark(pending: PendingBatch, number: int, written: _Written) -> int:
    """Give all entries that go the number of one batch."""
    user = pending.user
    kinds: list[tuple[Any, Collection[UUID]]] = [
        (user.readings, written.added),
        (user.episodes.filter(version=1), written.episodes),
        (user.doses.filter(version=1), written.doses),
    ]
    return sum(mark(pending, number, part) for rows, ids in kinds for part in parts(rows, ids))


def _given_way(user: User, replaced: Sequence[Mapping[str, Any]], going: Collection[UUID]) -> list[Reading]:
    """The person's own values that had given way, where the date has none of them now."""
    values = [msgspec.convert(value, records.Reading) for value in replaced]
    if not values:
        return []
    exposures = {row.key: row for row in user.exposures.all()}
    days = [one.local_date for one in values]
    rows = user.readings.filter(local_date__range=(min(days), max(days)))
    there: set[tuple[str, date, str]] = {
        (key, day, source)
        for one, key, day, source in rows.values_list("client_id", "exposure__key", "local_date", "source")
        if one not in going
    }
    ids = {
        one
        for part in parts(user.readings, [one.id for one in values])
        for one in part.values_list("client_id", flat=True)
    }
    return [
        Reading.from_record(one, user=user, exposure=exposures[one.exposure])
        for one in values
        if one.exposure in exposures
        and one.id not in ids
        and (one.source == "tap" or (one.exposure, one.local_date, one.source) not in there)
    ]


def clear_unfinished(user: User) -> None:
    """Delete what imports and undos left whose process was killed, once their batches are discarded."""
    if PendingBatch.objects.filter(user=user).exists():
        # An import is at it.
        return
    for batch in user.imports.filter(UNFINISHED):
        medicines = batch.entries.filter(kind=MEDICINES).values_list("client_id", flat=True)
        _clear_away(user, batch, list(medicines))


def _clear_away(user: User, batch: Import, medicines: Sequence[UUID]) -> None:
    """Delete the record of an import, and the exposures and medicines that came with it and are empty now."""
    delete(batch.entries)
    with transaction.atomic():
        user.lock_and_bump_revision()
        user.imports.filter(pk=batch.pk).delete()
        user.exposures.filter(key__in=batch.made_exposures, readings__isnull=True).delete()
        user.medicines.filter(client_id__in=medicines, version=1, doses__isnull=True).delete()

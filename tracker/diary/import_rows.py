"""The rows of an import, and the record of what it wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from tracker.core import records
from tracker.core.merging import ImportPlan
from tracker.diary.imported_doses import DOSES, MEDICINES, dose_rows
from tracker.diary.slices import BATCH, ROWS, change_in_slices
from tracker.models import Dose, Episode, Import, ImportedEntry, Medicine, PendingBatch, Reading, User

KINDS: dict[type[Any], str] = {Episode: "episodes", Medicine: MEDICINES, Dose: DOSES}
"""The kind under which an entry is recorded; a reading is recorded with its value."""


def added_rows(
    user: User,
    readings: Iterable[records.Reading],
    episodes: Iterable[records.Episode],
    medicines: Sequence[records.Medicine],
    doses: Sequence[records.Dose],
) -> dict[type[Any], list[Any]]:
    """Make the rows to insert by their table, in the order of writing. The exposures are there already."""
    exposures = {row.key: row for row in user.exposures.all()}
    courses, taken = dose_rows(user, medicines, doses)
    return {
        Reading: [Reading.from_record(one, user=user, exposure=exposures[one.exposure]) for one in readings],
        Episode: [Episode.from_record(one, user=user) for one in episodes],
        Medicine: courses,
        Dose: taken,
    }


def import_entries(row: Import, plan: ImportPlan, added: Mapping[type[Any], list[Any]]) -> Iterator[ImportedEntry]:
    """Yield the record of what an import writes."""
    written = [*((one, None) for one in plan.added), *((new, old.value) for old, new in plan.updated)]
    for one, before in written:
        yield ImportedEntry(
            user=row.user, batch=row, client_id=one.id, source=one.source, external_id=one.external_id,
            value=one.value, before=before,
        )  # fmt: skip
    for table, kind in KINDS.items():
        for entry in added[table]:
            key = entry.client_id
            yield ImportedEntry(
                user=row.user, batch=row, kind=kind, client_id=key, source=row.format, external_id=str(key)
            )


def change_values(batch: PendingBatch, values: Mapping[UUID, float]) -> Mapping[UUID, float]:
    """Write many new values in slices. Returns those that are left for the last step of a batch: few."""
    if len(values) <= ROWS:
        return values
    change_in_slices(batch, Reading, _changed(batch.user, values))
    return {}


def _changed(user: User, values: Mapping[UUID, float]) -> Iterator[Reading]:
    for row in (row for part in parts(user.readings, values) for row in part):
        row.pk, row.value = None, values[row.client_id]
        yield row


def update_values(user: User, values: Mapping[UUID, float]) -> None:
    """Write new values of readings."""
    rows = [row for part in parts(user.readings, values) for row in part]
    for row in rows:
        row.value, row.version = values[row.client_id], row.version + 1
    Reading.objects.bulk_update(rows, ["value", "version"], batch_size=BATCH)


def parts(rows: Any, ids: Iterable[UUID]) -> Iterator[Any]:
    """The rows with these ids, some at a time: a database takes no query with hundreds of thousands of them."""
    remaining = iter(ids)
    while chunk := list(islice(remaining, BATCH)):
        yield rows.filter(client_id__in=chunk)


def delete_by_id(rows: Any, ids: Iterable[UUID]) -> None:
    """Delete the rows with these ids."""
    for part in parts(rows, ids):
        part.delete()

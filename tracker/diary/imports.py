"""Write what another app's file says into a diary as one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.core import records
from tracker.core.merging import ExposureDay, ImportPlan, plan_import
from tracker.diary.bounds import refuse_in_all, refuse_more
from tracker.diary.imported_doses import new_doses, save_doses
from tracker.diary.slices import BATCH, ROWS, discard, discard_abandoned, insert_hidden, short_transaction
from tracker.models import Episode, Exposure, Import, ImportedEntry, PendingBatch, Reading, User

UNFINISHED = Q(values=0, episodes=0, doses=0)
"""An import counts what it wrote in its last step."""


@dataclass(frozen=True)
class ImportBatch:
    """What the person chose to import from one file.

    `exposures` and `medicines` are those that it needs; the person may have them already.
    """

    client_id: UUID
    format: str
    file_name: str
    readings: tuple[records.Reading, ...]
    exposures: tuple[records.Exposure, ...] = ()
    episodes: tuple[records.Episode, ...] = ()
    medicines: tuple[records.Medicine, ...] = ()
    doses: tuple[records.Dose, ...] = ()


def planned_import(user: User, readings: Sequence[records.Reading], take: Container[ExposureDay] = ()) -> ImportPlan:
    """Plan an import: what is new, what changed, and where the diary says something else. Two or three queries."""
    if not readings:
        return ImportPlan()
    sources = {one.source for one in readings}
    keys = {row.pk: row.key for row in user.exposures.filter(key__in={one.exposure for one in readings})}
    days = [one.local_date for one in readings]
    same_days = Q(local_date__range=(min(days), max(days)))
    mine = list(user.readings.filter(Q(source__in=sources) | same_days, exposure__in=keys).reading_records(keys))
    return plan_import(readings, mine, _written(user, sources), take)


def _written(user: User, sources: Collection[str]) -> dict[tuple[str, str], float]:
    """The value that imports of these sources wrote last, by source and external id."""
    rows = user.imported_entries.filter(source__in=sources, kind="readings").exclude(batch__in=_unfinished(user))
    return {
        (source, name): value
        for source, name, value in rows.order_by("pk").values_list("source", "external_id", "value")
    }


def _unfinished(user: User) -> Any:
    """Imports that were killed while they wrote: their entries were cleared away and are nothing that was deleted."""
    return user.imports.filter(UNFINISHED).values("pk")


def save_import(
    user: User, batch: ImportBatch, now: datetime, take: Container[ExposureDay] = ()
) -> tuple[Import, ImportPlan]:
    """Write a batch. Sending it again returns the import it made.

    A large one is written in slices that become visible together, so that nobody else waits. Raises BusyError during
    another import.
    """
    if len(batch.readings) + len(batch.episodes) > ROWS:
        return _save_in_slices(user, batch, now, take)
    with transaction.atomic():
        user.lock_and_bump_revision()
        row, plan, new = _begin(user, batch, now, take)
        if row.pk is None and (plan.writes or new):
            row.save()
            exposures = {one.key: one for one in user.exposures.all()}
            Reading.objects.bulk_create(_reading_rows(user, plan, exposures), batch_size=BATCH)
            Episode.objects.bulk_create(
                [Episode.from_record(one, user=user) for one in new.episodes], batch_size=BATCH
            )
            ImportedEntry.objects.bulk_create(_entries(user, row, plan, new.episodes), batch_size=BATCH)
            _finish(user, row, plan, batch, new)
    return row, plan


def _save_in_slices(
    user: User, batch: ImportBatch, now: datetime, take: Container[ExposureDay]
) -> tuple[Import, ImportPlan]:
    """Write a large batch. Its rows are hidden, and its import counts nothing, until all of them are there."""
    discard_abandoned()
    with transaction.atomic():
        user.lock_and_bump_revision()
        pending = PendingBatch.objects.create(user=user, touched_at=timezone.now())
    try:
        user.imports.filter(UNFINISHED).delete()
        row, plan, new = _begin(user, batch, now, take)
        is_new = row.pk is None and bool(plan.writes or new)
        if is_new:
            row.save()
            exposures = {one.key: one for one in user.exposures.all()}
            insert_hidden(pending, Reading, _reading_rows(user, plan, exposures), _ignore)
            insert_hidden(pending, Episode, (Episode.from_record(one) for one in new.episodes), _ignore)
            entries = iter(_entries(user, row, plan, new.episodes))
            while chunk := list(islice(entries, ROWS)):
                with short_transaction():
                    ImportedEntry.objects.bulk_create(chunk)
        with transaction.atomic():
            # Everything becomes visible here.
            PendingBatch.objects.filter(pk=pending.pk).delete()
            user.lock_and_bump_revision()
            if is_new:
                _finish(user, row, plan, batch, new)
    except BaseException:
        user.imports.filter(UNFINISHED).delete()
        discard(pending)
        raise
    return row, plan


def _ignore(_written: int) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True)
class _New:
    """What is new of a batch beside its readings."""

    episodes: list[records.Episode] = field(default_factory=list)
    doses: list[records.Dose] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.episodes or self.doses)


def _begin(
    user: User, batch: ImportBatch, now: datetime, take: Container[ExposureDay]
) -> tuple[Import, ImportPlan, _New]:
    """Plan a batch, and add the exposures that it needs. A stored import is one that was made before."""
    if done := user.imports.filter(client_id=batch.client_id).finished().first():
        return done, ImportPlan(), _New()
    plan = planned_import(user, batch.readings, take)
    row = Import(
        user=user, client_id=batch.client_id, made_at=now, format=batch.format, file_name=batch.file_name[:100]
    )
    new = _New(_new_episodes(user, batch), new_doses(user, batch.medicines, batch.doses))
    if plan.writes or new:
        refuse_in_all(user, "imports", 1)
    refuse_more(user, {"readings": plan.added, "episodes": new.episodes, "doses": new.doses})
    row.made_exposures = _add_exposures(user, batch.exposures, plan)
    row.kept = sum(len(clash.theirs) for clash in plan.clashes)
    row.days = _days_of(plan)
    row.replaced = msgspec.to_builtins(plan.replaced)
    return row, plan, new


def _finish(user: User, row: Import, plan: ImportPlan, batch: ImportBatch, new: _New) -> None:
    """Write what is changed and the doses, and let the import count."""
    _delete(user.readings, [one.id for one in plan.replaced])
    update_values(user, {new.id: new.value for _old, new in plan.updated})
    ImportedEntry.objects.bulk_create(save_doses(user, row, batch.medicines, new.doses), batch_size=BATCH)
    row.values, row.episodes, row.doses = plan.writes, len(new.episodes), len(new.doses)
    row.save(update_fields=["values", "episodes", "doses"])


def _days_of(plan: ImportPlan) -> dict[str, int]:
    days: defaultdict[str, set[date]] = defaultdict(set)
    for one in (*plan.added, *(new for _old, new in plan.updated)):
        days[one.exposure].add(one.local_date)
    return {key: len(found) for key, found in sorted(days.items())}


def _add_exposures(user: User, wanted: Sequence[records.Exposure], plan: ImportPlan) -> list[str]:
    """Add the exposures of new readings that the person does not have yet, and return their keys."""
    needed = {one.exposure for one in plan.added}
    there = set(user.exposures.values_list("key", flat=True))
    position = len(there)
    made = [one for one in wanted if one.key in needed and one.key not in there]
    refuse_more(user, {"exposures": made})
    rows = [Exposure.from_record(one, user=user, position=position + n) for n, one in enumerate(made)]
    Exposure.objects.bulk_create(rows)
    return [one.key for one in made]


def _new_episodes(user: User, batch: ImportBatch) -> list[records.Episode]:
    """The episodes that neither are here nor were deleted after an import."""
    ids = {one.id for one in batch.episodes}
    written = user.imported_entries.filter(kind="episodes").exclude(batch__in=_unfinished(user))
    there = {
        name
        for rows in (user.episodes.order_by(), written)
        for part in parts(rows, ids)
        for name in part.values_list("client_id", flat=True)
    }
    return [one for one in batch.episodes if one.id not in there]


def _reading_rows(user: User, plan: ImportPlan, exposures: Mapping[str, Exposure]) -> list[Reading]:
    return [Reading.from_record(one, user=user, exposure=exposures[one.exposure]) for one in plan.added]


def _entries(user: User, batch: Import, plan: ImportPlan, episodes: Sequence[records.Episode]) -> list[ImportedEntry]:
    """The record of what a batch writes."""
    written = [*((one, None) for one in plan.added), *((new, old.value) for old, new in plan.updated)]
    entries = [
        ImportedEntry(
            user=user, batch=batch, client_id=one.id, source=one.source, external_id=one.external_id, value=one.value,
            before=before,
        )
        for one, before in written
    ]  # fmt: skip
    return entries + [
        ImportedEntry(
            user=user, batch=batch, kind="episodes", client_id=one.id, source=batch.format, external_id=str(one.id)
        )
        for one in episodes
    ]


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


def _delete(rows: Any, ids: Iterable[UUID]) -> int:
    return sum(part.delete()[0] for part in parts(rows, ids))

"""Write what another app's file says into a diary as one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.core import records
from tracker.core.merging import ExposureDay, ImportPlan, plan_import
from tracker.diary.bounds import refuse_in_all, refuse_more
from tracker.diary.import_rows import added_rows, change_values, delete_by_id, import_entries, parts, update_values
from tracker.diary.imported_doses import new_doses
from tracker.diary.slices import (
    BATCH,
    ROWS,
    Progress,
    delete,
    discard,
    discard_abandoned,
    finish,
    forget_replaced,
    insert_hidden,
    insert_in_slices,
    later_batch,
    mark,
    short_transaction,
    unnoted,
)
from tracker.models import Exposure, Import, ImportedEntry, PendingBatch, User

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

    def __len__(self) -> int:
        """The number of entries."""
        return len(self.readings) + len(self.episodes) + len(self.doses)


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
    user: User,
    batch: ImportBatch,
    now: datetime,
    take: Container[ExposureDay] = (),
    progress: Progress = unnoted,
) -> tuple[Import, ImportPlan]:
    """Write a batch. Sending it again returns the import it made.

    A large one is written in slices that become visible together, so that nobody else waits. Raises BusyError during
    another import.
    """
    # What a killed import of the same preview left is cleared away in slices, too.
    if len(batch) > ROWS or user.imports.filter(UNFINISHED, client_id=batch.client_id).exists():
        return _save_in_slices(user, batch, now, take, progress)
    with transaction.atomic():
        user.lock_and_bump_revision()
        row, plan, new = _begin(user, batch, now, take)
        if row.pk is None and (plan.writes or new):
            row.save()
            added = _added(user, batch, plan, new)
            for table, rows in added.items():
                table.objects.bulk_create(rows, batch_size=BATCH)
            ImportedEntry.objects.bulk_create(import_entries(row, plan, added), batch_size=BATCH)
            delete_by_id(user.readings, [one.id for one in plan.replaced])
            update_values(user, _new_values(plan))
            _count(row, plan, new)
    return row, plan


def _save_in_slices(
    user: User, batch: ImportBatch, now: datetime, take: Container[ExposureDay], progress: Progress
) -> tuple[Import, ImportPlan]:
    """Write a large batch. Its rows are hidden, and its import counts nothing, until all of them are there.

    Values that give way are hidden in that step, and deleted after it.
    """
    discard_abandoned()
    with transaction.atomic():
        user.lock_and_bump_revision()
        giving_way, pending = later_batch(user), PendingBatch.objects.create(user=user, touched_at=timezone.now())
    try:
        _clear_unfinished(user)
        row, plan, new = _begin(user, batch, now, take)
        is_new = row.pk is None and bool(plan.writes or new)
        values: Mapping[UUID, float] = {}
        if is_new:
            row.save()
            added = _added(user, batch, plan, new)
            for table, rows in added.items():
                insert_hidden(pending, table, rows, progress)
            insert_in_slices(pending, ImportedEntry, import_entries(row, plan, added))
            for part in parts(user.readings, [one.id for one in plan.replaced]):
                mark(pending, giving_way.pk, part)
            values = change_values(pending, _new_values(plan))
        with short_transaction():
            # Everything becomes visible here.
            finish(pending)
            if is_new:
                giving_way.save(force_insert=True)
                update_values(user, values)
                _count(row, plan, new)
    except BaseException:
        _clear_unfinished(user)
        discard(pending)
        raise
    forget_replaced(Q(batch=pending.pk))
    if is_new:
        discard(giving_way)
    return row, plan


def _clear_unfinished(user: User) -> None:
    delete(user.imported_entries.filter(batch__in=_unfinished(user)))
    user.imports.filter(UNFINISHED).delete()


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


def _added(user: User, batch: ImportBatch, plan: ImportPlan, new: _New) -> dict[type[Any], list[Any]]:
    return added_rows(user, plan.added, new.episodes, batch.medicines, new.doses)


def _new_values(plan: ImportPlan) -> dict[UUID, float]:
    return {after.id: after.value for _before, after in plan.updated}


def _count(row: Import, plan: ImportPlan, new: _New) -> None:
    """Let the import count."""
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

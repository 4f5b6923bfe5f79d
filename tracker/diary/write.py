"""Write a merged diary into the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from tracker.core.merging import Difference, Filled, MergedDiary
from tracker.diary.slices import BATCH, Progress, change_in_slices, insert_hidden, update_rows
from tracker.models import (
    Day,
    Dose,
    Episode,
    Experiment,
    Exposure,
    Injection,
    Medicine,
    PendingBatch,
    Reading,
    User,
    Visit,
    WatchedSign,
)

TABLES: dict[str, Any] = {
    "exposures": Exposure,
    "days": Day,
    "episodes": Episode,
    "readings": Reading,
    "medicines": Medicine,
    "doses": Dose,
    "injections": Injection,
    "visits": Visit,
    "experiments": Experiment,
}
"""In the order of writing: a reading needs its exposure, a dose its medicine."""


@dataclass(frozen=True)
class MergeResult:
    """How many entries of a file were added, unchanged, merged into an existing one, or still differ.

    `filled` lists values taken for empty fields, `differences` those that stay as they are here, `taken` those that
    were chosen from the file.
    """

    added: int = 0
    unchanged: int = 0
    merged: int = 0
    different: int = 0
    filled: tuple[Filled, ...] = ()
    differences: tuple[Difference, ...] = ()
    taken: tuple[Difference, ...] = ()


def write(user: User, merged: MergedDiary) -> MergeResult:
    """Write new and changed entries. The caller holds the lock, in the transaction that loaded the diary."""
    for kind, table in TABLES.items():
        if added := merged.added[kind]:
            _insert(table, user, list(map(_maker(user, kind), added)))
    return write_changed(user, merged)


def insert_added(batch: PendingBatch, merged: MergedDiary, progress: Progress) -> None:
    """Insert the new entries in slices, hidden until the batch ends."""
    for kind, table in TABLES.items():
        if added := merged.added[kind]:
            insert_hidden(batch, table, map(_maker(batch.user, kind), added), progress)


def change_entries(batch: PendingBatch, merged: MergedDiary, progress: Progress) -> None:
    """Write changed entries in slices."""
    for kind, table in TABLES.items():
        if changed := merged.changed[kind]:
            change_in_slices(batch, table, map(_maker(batch.user, kind), changed), progress)


def write_changed(user: User, merged: MergedDiary, *, with_entries: bool = True) -> MergeResult:
    """Write settings, changed entries and watched signs; the new entries are there already."""
    if merged.person != user.person():
        user.set_person(merged.person)
        user.save()
    for kind, table in TABLES.items():
        if with_entries and (changed := merged.changed[kind]):
            update_rows(table, user, list(map(_maker(user, kind), changed)))
    if merged.watched_signs:
        _write_signs(user, merged)
    report = merged.report
    return MergeResult(
        **report.counts,
        filled=tuple(report.filled),
        differences=tuple(report.differences),
        taken=tuple(report.taken),
    )


def _maker(user: User, kind: str) -> Callable[[Any], Any]:
    """The function that makes a row of this kind from a record."""
    if kind == "exposures":
        positions = count(user.exposures.count())
        return lambda exposure: Exposure.from_record(exposure, position=next(positions))
    if kind == "readings":
        exposures = {row.key: row for row in Exposure._base_manager.filter(user=user)}
        return lambda reading: Reading.from_record(reading, exposure=exposures[reading.exposure])
    if kind == "doses":
        medicines = {row.client_id: row for row in Medicine._base_manager.filter(user=user)}
        return lambda dose: Dose.from_record(dose, medicine=medicines[dose.medicine])
    make: Callable[[Any], Any] = TABLES[kind].from_record
    return make


def _insert(table: Any, user: User, rows: list[Any]) -> None:
    for row in rows:
        row.user = user
    table.objects.bulk_create(rows, batch_size=BATCH)


def _write_signs(user: User, merged: MergedDiary) -> None:
    rows = list(user.watched_signs.all())
    for before, sign in merged.watched_signs:
        row = next((row for row in rows if row.record() == before), None) or WatchedSign(user=user)
        row.fill(sign)
        row.save()

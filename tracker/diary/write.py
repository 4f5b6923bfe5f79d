"""What a merge found, into the tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from tracker.core.merging import Difference, Filled, MergedDiary
from tracker.models import Day, Dose, Episode, Exposure, Injection, Medicine, Reading, User, Visit, WatchedSign

BATCH = 500

TABLES: dict[str, Any] = {
    "exposures": Exposure,
    "days": Day,
    "episodes": Episode,
    "readings": Reading,
    "medicines": Medicine,
    "doses": Dose,
    "injections": Injection,
    "visits": Visit,
}
"""In this order: a reading belongs to an exposure, a dose to a medicine."""

FIXED = ("id", "user", "client_id", "position")
"""Columns that no merge changes."""


@dataclass(frozen=True)
class MergeResult:
    """What became of the entries of a file, and what differs.

    So many were added, are the same here, were merged into one that is here, and still differ. `filled` is what was
    taken in where nothing stood, `differences` what stays as it is here, `taken` what was chosen from the file.
    """

    added: int = 0
    unchanged: int = 0
    merged: int = 0
    different: int = 0
    filled: tuple[Filled, ...] = ()
    differences: tuple[Difference, ...] = ()
    taken: tuple[Difference, ...] = ()


def write(user: User, merged: MergedDiary) -> MergeResult:
    """Write what is new and what changes. Runs in the transaction in which the diary was loaded."""
    if merged.person != user.person():
        user.set_person(merged.person)
        user.save()
    for kind, table in TABLES.items():
        added, changed = merged.added[kind], merged.changed[kind]
        if added or changed:
            make = _maker(user, kind)
            _insert(table, user, [make(entry) for entry in added])
            _update(table, user, kind, [make(entry) for entry in changed])
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
    """What makes a row from a value of this kind."""
    if kind == "exposures":
        positions = count(user.exposures.count())
        return lambda exposure: Exposure.from_record(exposure, position=next(positions))
    if kind == "readings":
        exposures = {row.key: row for row in user.exposures.all()}
        return lambda reading: Reading.from_record(reading, exposure=exposures[reading.exposure])
    if kind == "doses":
        medicines = {row.client_id: row for row in user.medicines.all()}
        return lambda dose: Dose.from_record(dose, medicine=medicines[dose.medicine])
    make: Callable[[Any], Any] = TABLES[kind].from_record
    return make


def _insert(table: Any, user: User, rows: list[Any]) -> None:
    for row in rows:
        row.user = user
    table.objects.bulk_create(rows, batch_size=BATCH)


def _update(table: Any, user: User, kind: str, rows: list[Any]) -> None:
    """Write rows over those with their ids, thousands as fast as new ones: an upsert."""
    if not rows:
        return
    versions = dict(getattr(user, kind).order_by().values_list("client_id", "version"))
    for row in rows:
        row.user, row.version = user, versions[row.client_id] + 1
    columns = [field.name for field in table._meta.concrete_fields if field.name not in FIXED]
    table.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["user", "client_id"], update_fields=columns
    )


def _write_signs(user: User, merged: MergedDiary) -> None:
    rows = list(user.watched_signs.all())
    for before, sign in merged.watched_signs:
        row = next((row for row in rows if row.record() == before), None) or WatchedSign(user=user)
        row.fill(sign)
        row.save()

"""Delete an entry of any kind, and undo that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from tracker.core.records import Diary
from tracker.diary.change import change
from tracker.diary.load import NO_ENTRY_YET
from tracker.models import Day, Medicine, User

Entries = dict[str, tuple[Any, ...]]
"""Records by kind, as a diary holds them."""


@transaction.atomic
def delete_entry(user: User, kind: str, key: UUID | date) -> Diary:
    """Delete one entry with what depends on it, and return a diary from which `save_entries` restores both.

    `kind` is one of `DELETABLE`. `key` is the entry's id; that of a check-in is its date. Raises DoesNotExist.
    """
    with change(user) as touched:
        row = getattr(user, kind).get(**{"local_date" if kind == "days" else "client_id": key})
        touched.touches(row)
        related, deleted = DELETABLE[kind](row), (row.record(),)
        row.delete()
    entries = {**related, kind: deleted}
    dated = [entry.local_date for one in entries.values() for entry in one if hasattr(entry, "local_date")]
    dates = dated or [NO_ENTRY_YET]
    return Diary(user.person(), min(dates), max(dates), **entries)


def _nothing(row: Any) -> Entries:
    return {}


def _doses(row: Medicine) -> Entries:
    """The doses, which the database deletes with their medicine."""
    return {"doses": tuple(dose.record(row.client_id) for dose in row.doses.all())}


def _typed_values(row: Day) -> Entries:
    """The values typed in a check-in, deleted here, and what they are values of."""
    rows = row.user.readings.from_check_in().filter(local_date=row.local_date)
    typed = list(rows.select_related("exposure"))
    rows.delete()
    exposures = dict.fromkeys(reading.exposure.record() for reading in typed)
    return {"readings": tuple(reading.record() for reading in typed), "exposures": tuple(exposures)}


DELETABLE: Mapping[str, Callable[[Any], Entries]] = {
    "days": _typed_values,
    "doses": lambda row: {"medicines": (row.medicine.record(),)},
    "episodes": _nothing,
    "experiments": _nothing,
    "injections": _nothing,
    "medicines": _doses,
    "readings": lambda row: {"exposures": (row.exposure.record(),)},
    "visits": _nothing,
}
"""Each kind of entry that can be deleted, and what else has to be known to restore one."""

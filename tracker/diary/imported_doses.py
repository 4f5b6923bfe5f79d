"""Write the doses of an import, with the medicines that they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from tracker.core import records
from tracker.diary.bounds import refuse_in_all
from tracker.diary.slices import BATCH
from tracker.models import Dose, Import, ImportedEntry, Medicine, User

DOSES, MEDICINES = "doses", "medicines"
SAME_DOSE = timedelta(minutes=2)
"""A dose noted by hand this close to one of the file is the same."""


def new_doses(user: User, medicines: Iterable[records.Medicine], doses: Sequence[records.Dose]) -> list[records.Dose]:
    """The doses that neither are here nor were deleted after an import. At most three queries."""
    if not doses:
        return []
    written = user.imported_entries.filter(kind=DOSES).values_list("client_id", flat=True)
    here, noted = set(written), defaultdict(list)
    courses = {row.pk: medicine for medicine, row in _rows(user, medicines).items()}
    for client_id, course, at in user.doses.order_by().values_list("client_id", "medicine_id", "at"):
        here.add(client_id)
        if course in courses:
            noted[courses[course]].append(at)
    return [one for one in doses if one.id not in here and not _is_noted(one.at, noted[one.medicine])]


def _is_noted(at: datetime, noted: Iterable[datetime]) -> bool:
    return any(abs(at - other) <= SAME_DOSE for other in noted)


def _rows(user: User, medicines: Iterable[records.Medicine]) -> dict[UUID, Medicine]:
    """The person's course of each medicine: that with its id, else with its name, preferably one still taken."""
    rows = sorted(user.medicines.all(), key=lambda row: (row.stopped is None, row.stopped or date.min))
    by_id = {row.client_id: row for row in rows}
    by_name = {row.name.casefold(): row for row in rows}
    found = {one.id: by_id.get(one.id) or by_name.get(one.name.casefold()) for one in medicines}
    return {key: row for key, row in found.items() if row}


def save_doses(
    user: User, batch: Import, medicines: Sequence[records.Medicine], doses: Sequence[records.Dose]
) -> list[ImportedEntry]:
    """Insert doses, and the medicines that the person does not have. Returns the record of what was written."""
    needed = {one.medicine for one in doses}
    rows = _rows(user, medicines)
    made = [Medicine.from_record(one, user=user) for one in medicines if one.id in needed and one.id not in rows]
    if made:
        refuse_in_all(user, "medicines", len(made))
    Medicine.objects.bulk_create(made, batch_size=BATCH)
    rows |= {row.client_id: row for row in made}
    Dose.objects.bulk_create(
        (Dose.from_record(one, user=user, medicine=rows[one.medicine]) for one in doses), batch_size=BATCH
    )
    written = [(MEDICINES, row.client_id) for row in made] + [(DOSES, one.id) for one in doses]
    return [
        ImportedEntry(
            user=user, batch=batch, kind=kind, client_id=client_id, source=batch.format, external_id=str(client_id)
        )
        for kind, client_id in written
    ]  # fmt: skip

"""Write the doses of an import, with the medicines that they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from tracker.core import records
from tracker.diary.bounds import refuse_in_all
from tracker.models import Dose, Medicine, User

DOSES, MEDICINES = "doses", "medicines"
SAME_DOSE = timedelta(minutes=2)
"""A dose noted by hand this close to one of the file is the same."""


def new_doses(user: User, medicines: Iterable[records.Medicine], doses: Sequence[records.Dose]) -> list[records.Dose]:
    """The doses that neither are here nor were deleted after an import. At most three queries."""
    if not doses:
        return []
    # An import that was killed while it wrote is none: its doses were not deleted by the person.
    finished = user.imported_entries.filter(kind=DOSES, batch__in=user.imports.finished().order_by())
    written = finished.values_list("client_id", flat=True)
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


def dose_rows(
    user: User, medicines: Sequence[records.Medicine], doses: Sequence[records.Dose]
) -> tuple[list[Medicine], list[Dose]]:
    """Make the rows of doses, and those of the medicines that the person does not have."""
    needed = {one.medicine for one in doses}
    rows = _rows(user, medicines)
    made = [Medicine.from_record(one, user=user) for one in medicines if one.id in needed and one.id not in rows]
    if made:
        refuse_in_all(user, "medicines", len(made))
    rows |= {row.client_id: row for row in made}
    return made, [Dose.from_record(one, user=user, medicine=rows[one.medicine]) for one in doses]

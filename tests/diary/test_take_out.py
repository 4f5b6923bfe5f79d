"""What is taken out is handed back whole, and what hung on it as well."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tracker import diary
from tracker.core.records import Dose, Medicine
from tracker.models import Dose as DoseRow

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
COURSE = Medicine(UUID(int=1), "Iron", as_needed=True)


@pytest.fixture
def taken(alice):
    """Three doses of one course on three days."""
    row = diary.put(alice, COURSE).row
    doses = tuple(
        Dose(UUID(int=n), COURSE.id, AT + timedelta(days=n), "UTC", (AT + timedelta(days=n)).date()) for n in range(3)
    )
    for dose in doses:
        diary.put(alice, dose, medicine=row)
    return doses


def test_a_medicine_goes_with_its_doses_and_comes_back_with_them(alice, taken):
    out = diary.take_out_medicine(alice, COURSE.id)
    assert (out.medicines, out.doses, out.first_day, out.last_day) == (
        (COURSE,), taken, taken[0].local_date, taken[2].local_date,
    )  # fmt: skip
    assert not DoseRow.objects.exists()
    diary.put_back(alice, out)
    assert diary.load_all(alice).doses == taken


def test_a_dose_comes_back_to_a_medicine_that_was_changed_meanwhile(alice, taken):
    out = diary.take_out_dose(alice, taken[1].id)
    changed = replace(COURSE, note="with food")
    diary.put(alice, changed, 1)
    diary.put_back(alice, out)
    held = diary.load_all(alice)
    assert (held.medicines, held.doses) == ((changed,), taken)


def test_a_dose_brings_back_a_medicine_that_was_deleted_meanwhile(alice, taken):
    out = diary.take_out_dose(alice, taken[1].id)
    diary.take_out_medicine(alice, COURSE.id)
    diary.put_back(alice, out)
    held = diary.load_all(alice)
    assert (held.medicines, held.doses) == ((COURSE,), (taken[1],))


@pytest.mark.parametrize(
    "take_out", [diary.take_out_medicine, diary.take_out_dose, diary.take_out_injection, diary.take_out_visit]
)
def test_nobody_takes_out_what_is_anothers(take_out, alice, bob, one_of_each):
    entries = one_of_each(alice)
    rows = {
        diary.take_out_medicine: entries.medicine, diary.take_out_dose: entries.dose,
        diary.take_out_injection: entries.injection, diary.take_out_visit: entries.visit,
    }  # fmt: skip
    row = rows[take_out]
    with pytest.raises(type(row).DoesNotExist):
        take_out(bob, row.client_id)
    assert type(row).objects.filter(pk=row.pk).exists()

"""Deleting an entry returns all that is needed to restore it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from tracker import diary
from tracker.core.records import Dose, Medicine
from tracker.diary.deletion import DELETABLE
from tracker.models import Dose as DoseRow

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
COURSE = Medicine(UUID(int=1), "Iron", as_needed=True)


@pytest.fixture
def taken(alice):
    """Three doses of one course on three days."""
    row = diary.save_entry(alice, COURSE).row
    doses = tuple(
        Dose(UUID(int=n), COURSE.id, AT + timedelta(days=n), "UTC", (AT + timedelta(days=n)).date()) for n in range(3)
    )
    for dose in doses:
        diary.save_entry(alice, dose, medicine=row)
    return doses


def test_a_medicine_is_deleted_and_restored_with_its_doses(alice, taken):
    deleted = diary.delete_entry(alice, "medicines", COURSE.id)
    assert (deleted.medicines, deleted.doses, deleted.first_day, deleted.last_day) == (
        (COURSE,), taken, taken[0].local_date, taken[2].local_date,
    )  # fmt: skip
    assert not DoseRow.objects.exists()
    diary.save_entries(alice, deleted)
    assert diary.load_all(alice).doses == taken


def test_a_dose_is_restored_to_a_medicine_that_changed(alice, taken):
    deleted = diary.delete_entry(alice, "doses", taken[1].id)
    changed = replace(COURSE, note="with food")
    diary.save_entry(alice, changed, 1)
    diary.save_entries(alice, deleted)
    stored = diary.load_all(alice)
    assert (stored.medicines, stored.doses) == ((changed,), taken)


def test_a_dose_restores_a_deleted_medicine(alice, taken):
    deleted = diary.delete_entry(alice, "doses", taken[1].id)
    diary.delete_entry(alice, "medicines", COURSE.id)
    diary.save_entries(alice, deleted)
    stored = diary.load_all(alice)
    assert (stored.medicines, stored.doses) == ((COURSE,), (taken[1],))


@pytest.mark.parametrize("kind", DELETABLE)
def test_an_entry_of_somebody_else_cannot_be_deleted(kind, alice, bob, one_of_each):
    one_of_each(alice)
    row = getattr(alice, kind).first()
    with pytest.raises(type(row).DoesNotExist):
        diary.delete_entry(bob, kind, row.local_date if kind == "days" else row.client_id)
    assert type(row).objects.filter(pk=row.pk).exists()

"""Doses of a file: added to the medicine that is there or made with it, once, and taken back as a whole."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from walk.rows import rows_of

from tracker import diary
from tracker.core import records
from tracker.core.formats.imports import Options
from tracker.insights import imports
from tracker.models import Import, Medicine, User

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
HEADER = "Date,Time,Medicine,Dose\n"
TWO = "2026-03-02,08:15,Magnesium,300 mg\n2026-03-03,08:20,Magnesium,300 mg\n"


def read_in(user: User, rows: str) -> Import:
    read = imports.read_file(user, io.BytesIO((HEADER + rows).encode()), "doses.csv", NOW)
    batch = imports.batch_of(user, read, Options(), uuid4(), "doses.csv")
    return diary.save_import(user, batch, NOW)[0]


def stored(user: User) -> dict[str, list[object]]:
    return {name: rows for name, rows in rows_of(user).items() if name in ("Medicine", "Dose", "Import")}


def test_import_and_undo_leave_nothing_behind(alice: User) -> None:
    before = stored(alice)
    row = read_in(alice, TWO)
    assert (row.doses, row.values, alice.doses.count()) == (2, 0, 2)
    medicine = alice.medicines.get()
    assert (medicine.name, medicine.as_needed, medicine.started) == ("Magnesium", True, None)
    assert diary.undo_import(alice, row.client_id) == 2
    assert stored(alice) == before


def test_second_time_nothing_is_new_and_a_newer_file_adds_what_is(alice: User) -> None:
    read_in(alice, TWO)
    assert read_in(alice, TWO).pk is None
    assert read_in(alice, TWO + "2026-03-04,08:00,Magnesium,\n").doses == 1
    assert (alice.doses.count(), alice.medicines.count()) == (3, 1)


def test_doses_go_to_the_medicine_that_is_there_and_it_stays(alice: User) -> None:
    magnesium = Medicine.objects.create(user=alice, name="magnesium")
    row = read_in(alice, TWO)
    assert magnesium.doses.count() == 2
    diary.undo_import(alice, row.client_id)
    assert alice.medicines.get() == magnesium


def test_dose_noted_by_hand_at_that_time_is_the_same(alice: User) -> None:
    row = Medicine.objects.create(user=alice, name="Magnesium")
    at = datetime(2026, 3, 2, 8, 16, tzinfo=UTC)
    diary.save_entry(alice, records.Dose(uuid4(), row.client_id, at, "UTC", at.date()), medicine=row)
    assert read_in(alice, TWO).doses == 1


def test_deleted_dose_stays_deleted_and_a_changed_one_survives_undo(alice: User) -> None:
    row = read_in(alice, TWO)
    first, second = alice.doses.order_by("at")
    diary.delete_entry(alice, "doses", first.client_id)
    assert read_in(alice, TWO).pk is None
    second.version = 2
    second.save()
    diary.undo_import(alice, row.client_id)
    assert alice.doses.get() == second
    assert alice.medicines.exists()


@pytest.mark.parametrize("time", ["", "24:70"])
def test_dose_without_a_clock_time_is_at_noon(alice: User, time: str) -> None:
    read_in(alice, f"2026-03-02,{time},Magnesium,\n2026-03-03,08:00,Magnesium,\n")
    first = alice.doses.earliest("at")
    assert (first.at.date(), first.at.astimezone(UTC).hour) == (first.local_date, 12)

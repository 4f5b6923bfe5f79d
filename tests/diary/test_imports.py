"""A batch is written once, undone as a whole, and what the person did in between is respected."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from walk.exports import record
from walk.imported import HRV, drink, night, read_in, seen, stored, values

from tracker import diary
from tracker.models import Reading, User


@pytest.fixture
def anna(alice: User) -> User:
    alice.time_zone = "Europe/Berlin"
    alice.save()
    return alice


def test_second_time_nothing_is_new(anna: User) -> None:
    read_in(anna, night(2), drink(2))
    before = stored(anna)
    assert read_in(anna, night(2), drink(2)).pk is None
    assert stored(anna) == before


def test_same_batch_sent_twice_is_one(anna: User) -> None:
    client_id = uuid4()
    first = read_in(anna, night(2), client_id=client_id)
    assert read_in(anna, night(2), drink(2), client_id=client_id).pk == first.pk
    assert len(values(anna)) == 1


def test_newer_export_adds_and_updates_what_grew(anna: User) -> None:
    read_in(anna, night(2, 6))
    row = read_in(anna, night(2, 7), night(3))
    assert values(anna) == {("sleep_h", "2026-03-02"): 7.0, ("sleep_h", "2026-03-03"): 7.0}
    assert (row.values, row.days) == (2, {"sleep_h": 2})
    assert anna.readings.get(local_date=date(2026, 3, 2)).version == 2


def test_one_file_after_the_other_is_the_same_as_both(anna: User, bob: User) -> None:
    bob.time_zone = "Europe/Berlin"
    bob.save()
    read_in(anna, night(2), drink(2))
    read_in(anna, night(2), drink(2), drink(2, 9), night(3))
    read_in(bob, night(2), drink(2), drink(2, 9), night(3))
    assert values(anna) == values(bob)


def test_what_was_deleted_stays_deleted(anna: User) -> None:
    read_in(anna, night(2), night(3))
    diary.delete_entry(anna, "readings", anna.readings.get(local_date=date(2026, 3, 2)).client_id)
    read_in(anna, night(2), night(3), night(4))
    assert set(values(anna)) == {("sleep_h", "2026-03-03"), ("sleep_h", "2026-03-04")}


def test_what_was_changed_by_hand_stays(anna: User) -> None:
    read_in(anna, night(2, 6))
    anna.readings.update(value=5.0)
    read_in(anna, night(2, 7))
    assert values(anna) == {("sleep_h", "2026-03-02"): 5.0}


def test_value_changed_by_hand_is_own_and_survives_undo_and_import(anna: User) -> None:
    row = read_in(anna, drink(2))
    diary.change_amount(anna, anna.readings.get(), 300, 1)
    assert read_in(anna, drink(2)).pk is None
    diary.undo_import(anna, row.client_id)
    assert read_in(anna, drink(2)).pk is None
    assert list(anna.readings.values_list("value", "source")) == [(300.0, "tap")]


def test_value_of_a_check_in_is_kept_and_counted(anna: User) -> None:
    sleep = anna.exposures.get(key="sleep_h")
    Reading.objects.create(user=anna, exposure=sleep, local_date=date(2026, 3, 2), value=6)
    row = read_in(anna, night(2), night(3))
    assert (set(values(anna)), row.kept) == ({("sleep_h", "2026-03-03")}, 1)


def test_values_of_another_app_clash_too(anna: User) -> None:
    sleep = anna.exposures.get(key="sleep_h")
    Reading.objects.create(
        user=anna, exposure=sleep, local_date=date(2026, 3, 2), value=6, source="fitbit", external_id="x"
    )
    assert read_in(anna, night(2)).pk is None


def test_undo_brings_back_what_the_file_replaced(anna: User) -> None:
    sleep = anna.exposures.get(key="sleep_h")
    Reading.objects.create(user=anna, exposure=sleep, local_date=date(2026, 3, 2), value=6)
    before = stored(anna)
    row = read_in(anna, night(2), take_theirs=True)
    assert values(anna) == {("sleep_h", "2026-03-02"): 7.0}
    assert not anna.readings.from_check_in().exists()
    assert diary.undo_import(anna, row.client_id) == 1
    assert seen(stored(anna)) == seen(before)


def test_undo_takes_back_everything_of_one_import_only(anna: User) -> None:
    read_in(anna, night(2))
    before = stored(anna)
    variability = record(HRV, "2026-03-03 03:00:00 +0100", value=50, unit="ms")
    row = read_in(anna, night(2), night(3), variability)
    assert anna.exposures.filter(key="hrv_sdnn_ms").exists()
    assert diary.undo_import(anna, row.client_id) == 2
    assert stored(anna) == before


def test_undo_restores_the_value_of_the_import_before(anna: User) -> None:
    read_in(anna, night(2, 6))
    row = read_in(anna, night(2, 7))
    diary.undo_import(anna, row.client_id)
    assert values(anna) == {("sleep_h", "2026-03-02"): 6.0}


def test_undo_leaves_what_the_person_changed(anna: User) -> None:
    row = read_in(anna, night(2), night(3))
    anna.readings.filter(local_date=date(2026, 3, 2)).update(value=5.5)
    diary.undo_import(anna, row.client_id)
    assert values(anna) == {("sleep_h", "2026-03-02"): 5.5}


def test_undone_import_can_be_read_in_again(anna: User) -> None:
    read_in(anna, night(2, 6))
    read_in(anna, night(2, 7), night(3))
    for row in list(anna.imports.all()):
        diary.undo_import(anna, row.client_id)
    assert values(anna) == {}
    assert read_in(anna, night(2, 7), night(3)).values == 2


def test_undo_of_somebody_elses_import_does_nothing(anna: User, bob: User) -> None:
    row = read_in(anna, night(2))
    assert diary.undo_import(bob, row.client_id) == 0
    assert len(values(anna)) == 1


def test_import_counts_the_revision_up(anna: User) -> None:
    before = User.objects.get(pk=anna.pk).diary_revision
    row = read_in(anna, night(2))
    between = User.objects.get(pk=anna.pk).diary_revision
    diary.undo_import(anna, row.client_id)
    assert before < between < User.objects.get(pk=anna.pk).diary_revision

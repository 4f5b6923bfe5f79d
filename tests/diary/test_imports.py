"""A batch is written once, undone as a whole, and what the person did in between is respected."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError
from walk.exports import QUANTITY, apple, asleep, record
from walk.rows import rows_of

from tracker import diary
from tracker.core.formats.imports import Options
from tracker.insights import imports
from tracker.models import BusyError, Import, PendingBatch, Reading, ReplacedRows, User

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TABLES = ("Import", "ImportedEntry", "Reading", "Exposure", "Episode")
WATER, HRV = QUANTITY + "DietaryWater", QUANTITY + "HeartRateVariabilitySDNN"


def night(day: int, hours: int = 7) -> str:
    return asleep(f"2026-03-{day:02} 00:00:00 +0100", f"2026-03-{day:02} 0{hours}:00:00 +0100")


def drink(day: int, hour: int = 8) -> str:
    return record(WATER, f"2026-03-{day:02} {hour:02}:00:00 +0100", value=250, unit="mL", source="Bottle")


def read_in(user: User, *records: str, take_theirs: bool = False, client_id: UUID | None = None) -> Import:
    """Read an export of Apple Health in, as page and command do."""
    read = imports.read_file(user, io.BytesIO(apple(*records)), "export.xml", NOW)
    batch = imports.batch_of(user, read, Options(), client_id or uuid4(), "export.xml")
    row, _plan = diary.save_import(user, batch, NOW, imports.take_of(batch, take_theirs=take_theirs))
    return row


@pytest.fixture
def anna(alice: User) -> User:
    alice.time_zone = "Europe/Berlin"
    alice.save()
    return alice


def stored(user: User) -> dict[str, list[object]]:
    """The rows of the tables that an import touches."""
    return {name: rows for name, rows in rows_of(user).items() if name in TABLES}


def seen(tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Rows without what nobody sees: their number, and that of the batch in which they were written."""
    return {name: [{**one, "id": 0, "batch": None} for one in rows] for name, rows in tables.items()}


def values(user: User) -> dict[tuple[str, str], float]:
    """The imported values by exposure and date."""
    rows = user.readings.exclude(source="check-in").values_list("exposure__key", "local_date", "value")
    return {(key, day.isoformat()): value for key, day, value in rows}


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


def test_large_import_is_written_in_slices_that_show_together(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.diary.imports.ROWS", 3)
    monkeypatch.setattr("tracker.diary.slices.ROWS", 2)
    days = range(2, 9)
    row = read_in(anna, *map(night, days), *map(drink, days))
    assert (row.values, len(values(anna)), row.entries.count()) == (14, 14, 14)
    assert read_in(anna, *map(night, days), *map(drink, days)).pk is None
    assert diary.undo_import(anna, row.client_id) == 14
    assert values(anna) == {}


def test_large_import_that_fails_leaves_nothing(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.diary.imports.ROWS", 3)
    monkeypatch.setattr("tracker.diary.slices.ROWS", 2)
    nights = list(map(night, range(2, 9)))
    row = read_in(anna, *nights)
    taken = anna.readings.order_by("local_date").values_list("client_id", flat=True).last()
    diary.undo_import(anna, row.client_id)
    # An entry of something else has the id of the last night, which the database refuses.
    other = anna.exposures.get(key="stress")
    Reading.objects.create(user=anna, exposure=other, client_id=taken, local_date=date(2026, 3, 1), value=3)
    before = stored(anna)
    with pytest.raises(IntegrityError):
        read_in(anna, *nights)
    assert stored(anna) == before


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports of a few nights are large ones."""
    for module in ("imports", "import_rows", "slices"):
        monkeypatch.setattr(sys.modules[f"tracker.diary.{module}"], "ROWS", 2)


def typed(user: User, day: int) -> None:
    sleep = user.exposures.get(key="sleep_h")
    Reading.objects.create(user=user, exposure=sleep, local_date=date(2026, 3, day), value=5)


def test_what_changes_and_gives_way_in_slices_comes_back_by_undo(anna: User, small_slices: None) -> None:
    days = range(2, 9)
    read_in(anna, *(night(day, 6) for day in days))
    for day in (9, 10):
        typed(anna, day)
    before = stored(anna)
    row = read_in(anna, *map(night, range(2, 11)), take_theirs=True)
    assert row.values == 9
    assert values(anna) == {("sleep_h", f"2026-03-{day:02}"): 7.0 for day in range(2, 11)}
    assert not anna.readings.from_check_in().exists()
    # What was hidden is gone, and so is what was kept to bring it back.
    assert Reading._base_manager.filter(user=anna).count() == 9
    assert not ReplacedRows.objects.exists()
    assert diary.undo_import(anna, row.client_id) == 9
    assert without_versions(seen(stored(anna))) == without_versions(seen(before))
    assert not ReplacedRows.objects.exists()


def without_versions(tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Rows in an order of their own, without how often they were written."""
    return {
        name: sorted(({**one, "version": 0} for one in rows), key=lambda one: str(one.get("local_date")))
        for name, rows in tables.items()
    }


@pytest.mark.parametrize("step", ["_count", "update_values"])
def test_large_import_that_fails_at_its_end_brings_back_what_it_changed(
    anna: User, small_slices: None, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    read_in(anna, *(night(day, 6) for day in range(2, 9)))
    typed(anna, 9)
    before = stored(anna)

    def fail(*_arguments: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as patched:
        patched.setattr(f"tracker.diary.imports.{step}", fail)
        with pytest.raises(OSError, match="no space"):
            read_in(anna, *map(night, range(2, 10)), take_theirs=True)
    # Values in slices are written before that step.
    assert without_versions(seen(stored(anna))) == without_versions(seen(before))
    assert not ReplacedRows.objects.exists()
    assert read_in(anna, *map(night, range(2, 10)), take_theirs=True).values == 8


def test_undo_in_slices_that_fails_changes_nothing(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.diary.slices.ROWS", 2)
    row = read_in(anna, *map(night, range(2, 9)))
    before = stored(anna)
    counts = []

    def fail(*_arguments: object) -> None:
        counts.append(len(values(anna)))
        raise OSError("no space")

    with monkeypatch.context() as patched:
        patched.setattr("tracker.diary.import_undo.update_values", fail)
        with pytest.raises(OSError, match="no space"):
            diary.undo_import(anna, row.client_id)
    # Within the last transaction none of them was seen any more, and it did not come to its end.
    assert counts == [0]
    assert seen(stored(anna)) == seen(before)
    assert diary.undo_import(anna, row.client_id) == 7


def test_undo_that_was_killed_is_finished_later(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    row = read_in(anna, *map(night, range(2, 9)))

    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("tracker.diary.import_undo.discard", stop)
        with pytest.raises(KeyboardInterrupt):
            diary.undo_import(anna, row.client_id)
    assert (values(anna), list(anna.imports.finished())) == ({}, [])
    with pytest.raises(BusyError):
        read_in(anna, night(2))
    PendingBatch.objects.update(touched_at=datetime.now(UTC) - timedelta(minutes=3))
    diary.discard_abandoned()
    assert not Reading._base_manager.filter(user=anna, exposure__key="sleep_h").exists()
    assert read_in(anna, *map(night, range(2, 9))).values == 7


def test_killed_import_is_no_deletion(anna: User) -> None:
    row = read_in(anna, night(2))
    anna.readings.all().delete()
    Import.objects.filter(pk=row.pk).update(values=0)
    assert read_in(anna, night(2)).values == 1

"""A large import and its undo are written in short transactions, and come back whole when they fail."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from walk.imported import drink, night, read_in, seen, stored, values

from tracker import diary
from tracker.models import BusyError, Import, PendingBatch, Reading, ReplacedRows, User


@pytest.fixture
def anna(alice: User) -> User:
    alice.time_zone = "Europe/Berlin"
    alice.save()
    return alice


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

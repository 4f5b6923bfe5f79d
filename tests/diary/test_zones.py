"""A file that is read once more after a move adds nothing twice, and old days stay where they were."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from walk.exports import QUANTITY, apple, asleep, record

from tracker import diary
from tracker.core.formats.imports import Options
from tracker.insights import imports
from tracker.models import Episode, Import, User

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
HRV = QUANTITY + "HeartRateVariabilitySDNN"


@pytest.fixture
def mover(alice: User) -> User:
    alice.time_zone = "Europe/Berlin"
    alice.save()
    for day, zone in ((2, "Europe/Berlin"), (5, "Europe/Berlin"), (9, "America/Los_Angeles")):
        at = datetime(2026, 3, day, 12, tzinfo=UTC)
        Episode.objects.create(user=alice, onset=at, zone=zone, local_date=at.date())
    return alice


def read_in(user: User, content: bytes) -> Import:
    read = imports.read_file(user, io.BytesIO(content), "file", NOW)
    return diary.save_import(user, imports.batch_of(user, read, Options(), uuid4(), "file"), NOW)[0]


def moved(user: User) -> None:
    user.time_zone = "America/Los_Angeles"
    user.save()


def test_zones_are_those_of_the_entries_and_then_the_present_one(mover: User, bob: User) -> None:
    assert diary.zones_by_day(mover) == (
        (date(2026, 3, 2), "Europe/Berlin"),
        (date(2026, 3, 9), "America/Los_Angeles"),
        (date(2026, 3, 10), "Europe/Berlin"),
    )
    moved(mover)
    assert diary.zones_by_day(mover)[1:] == ((date(2026, 3, 9), "America/Los_Angeles"),)
    assert diary.zones_by_day(bob) == ()


def test_table_with_clock_times_is_the_same_after_a_move(mover: User) -> None:
    table = b"Date,Time,Water (ml)\n2026-03-03,08:00,250\n2026-03-04,21:00,300\n"
    read_in(mover, table)
    before = list(mover.readings.values_list("local_date", "at", "zone"))
    moved(mover)
    assert read_in(mover, table).pk is None
    assert list(mover.readings.values_list("local_date", "at", "zone")) == before


def test_nights_and_means_stay_on_their_dates_after_a_move(mover: User) -> None:
    # Apple names no zone here. In Los Angeles, both nights end on the day before.
    nights = [asleep(f"2026-03-0{day} 00:00:00 +0100", f"2026-03-0{day} 0{3 + day}:00:00 +0100") for day in (3, 4)]
    export = apple(*nights, record(HRV, "2026-03-04 02:00:00 +0100", value=50, unit="ms"))
    read_in(mover, export)
    moved(mover)
    assert read_in(mover, export).pk is None
    assert sorted(mover.readings.values_list("local_date", "value")) == [
        (date(2026, 3, 3), 6.0),
        (date(2026, 3, 4), 7.0),
        (date(2026, 3, 4), 50.0),
    ]

"""Little room is said in the log and on the page about one's data, from a look once an hour."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from walk.no_room import small_disk

from journal.disk_space import Room, middleware

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
WARNED = "Only 7 MB are free where the diary lives"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    with small_disk(tmp_path / "small", 7_800) as folder:
        yield folder


def test_little_room_is_said_in_the_log_and_looked_at_again_after_an_hour(
    small: Path, caplog: pytest.LogCaptureFixture
) -> None:
    room = Room(small)
    assert [room.is_little(NOON + n * MINUTE) for n in (0, 1, 59)] == [True] * 3
    assert [record.getMessage()[: len(WARNED)] for record in caplog.records] == [WARNED]
    assert room.is_little(NOON + 60 * MINUTE)
    assert len(caplog.records) == 2


def test_what_was_seen_holds_for_an_hour_and_no_longer(
    small: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    link = tmp_path / "data"
    link.symlink_to(small)
    room = Room(link)
    assert room.is_little(NOON)
    # The diary moves to a disk with room.
    link.unlink()
    link.symlink_to(tmp_path)
    assert room.is_little(NOON + 59 * MINUTE)
    assert not room.is_little(NOON + 60 * MINUTE)


def test_a_clock_set_back_is_a_reason_to_look(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    room = Room(small)
    room.is_little(NOON)
    room.is_little(NOON - timedelta(days=14_610))
    assert len(caplog.records) == 2


def test_a_disk_that_cannot_be_looked_at_breaks_no_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not Room(tmp_path / "gone").is_little(NOON)
    assert "cannot be seen: No such file or directory" in caplog.text


def test_enough_room_is_not_worth_a_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert not Room(tmp_path).is_little(NOON)
    assert caplog.records == []


def test_each_request_knows_and_the_page_about_ones_data_says_it(
    small: Path, alice_client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    said = "Little room is left on the disk that the diary lives on"
    assert said not in alice_client.get("/data/").content.decode()
    with override_settings(DATA_DIR=small):
        fresh = Client()
        fresh.cookies = alice_client.cookies
        assert said in fresh.get("/data/").content.decode()
        told: list[bool] = []

        def note(request: HttpRequest) -> HttpResponse:
            told.append(request.has_little_room)  # type: ignore[attr-defined]
            return HttpResponse()

        middleware(note)(HttpRequest())
    assert told == [True]

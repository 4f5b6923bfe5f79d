"""Low disk space: warned of in the log and on the data page, checked once an hour."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from walk.full_disk import small_disk

from journal.disk_space import DiskSpace, middleware

NOON = datetime(2026, 6, 17, 12, tzinfo=UTC)
WARNED = "Only 7 MB are free on the disk of the diary"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of eight megabytes."""
    with small_disk(tmp_path / "small", 7_800) as folder:
        yield folder


def test_low_space_is_logged_and_checked_again_after_an_hour(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    disk = DiskSpace(small)
    assert [disk.is_low(NOON + n * MINUTE) for n in (0, 1, 59)] == [True] * 3
    assert [record.getMessage()[: len(WARNED)] for record in caplog.records] == [WARNED]
    assert disk.is_low(NOON + 60 * MINUTE)
    assert len(caplog.records) == 2


def test_a_check_is_cached_for_an_hour(small: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    link = tmp_path / "data"
    link.symlink_to(small)
    disk = DiskSpace(link)
    assert disk.is_low(NOON)
    # The folder moves to a disk with free space.
    link.unlink()
    link.symlink_to(tmp_path)
    assert disk.is_low(NOON + 59 * MINUTE)
    assert not disk.is_low(NOON + 60 * MINUTE)


def test_a_clock_set_back_triggers_a_check(small: Path, caplog: pytest.LogCaptureFixture) -> None:
    disk = DiskSpace(small)
    disk.is_low(NOON)
    disk.is_low(NOON - timedelta(days=14_610))
    assert len(caplog.records) == 2


def test_a_failed_check_is_logged_and_breaks_no_page(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert not DiskSpace(tmp_path / "gone").is_low(NOON)
    assert "cannot be read: No such file or directory" in caplog.text


def test_enough_space_logs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    assert not DiskSpace(tmp_path).is_low(NOON)
    assert caplog.records == []


def test_the_request_carries_it_and_the_data_page_warns(
    small: Path, alice_client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    warning = "Little room is left on the disk that the diary lives on"
    assert warning not in alice_client.get("/data/").content.decode()
    with override_settings(DATA_DIR=small):
        fresh = Client()
        fresh.cookies = alice_client.cookies
        assert warning in fresh.get("/data/").content.decode()
        is_low: list[bool] = []

        def note(request: HttpRequest) -> HttpResponse:
            is_low.append(request.is_disk_low)  # type: ignore[attr-defined]
            return HttpResponse()

        middleware(note)(HttpRequest())
    assert is_low == [True]

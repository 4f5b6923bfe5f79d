"""A file waits for an hour, for its owner only."""

from __future__ import annotations

import runpy
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from walk.rows import rows_of

from tracker import diary
from tracker.models import User

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_preview_is_gone_after_an_hour(alice: User) -> None:
    diary.store_preview(alice, b"x", "export.xml", 1, NOW)
    assert diary.find_preview(alice, NOW + timedelta(minutes=59)) is not None
    assert diary.find_preview(alice, NOW + timedelta(minutes=60)) is None
    diary.delete_expired_previews(NOW + timedelta(minutes=60))
    assert rows_of(alice)["ImportPreview"] == []


def test_new_preview_takes_the_place_of_the_old_one(alice: User) -> None:
    diary.store_preview(alice, b"x", "one.xml", 1, NOW)
    diary.store_preview(alice, b"y", "two.xml", 1, NOW)
    assert [row["file_name"] for row in rows_of(alice)["ImportPreview"]] == ["two.xml"]


def test_server_deletes_old_previews_by_the_clock(alice: User, bob: User, repository: Path) -> None:
    diary.store_preview(alice, b"x", "old.xml", 1, NOW)
    diary.store_preview(bob, b"y", "new.xml", 1, NOW + timedelta(minutes=30))
    server = runpy.run_path(str(repository / "gunicorn.conf.py"))
    with time_machine.travel(NOW + timedelta(minutes=61), tick=False):
        server["clear_expired"]()
    assert (rows_of(alice)["ImportPreview"], len(rows_of(bob)["ImportPreview"])) == ([], 1)

"""Before tables are changed the database is copied, and the last two copies are kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tracker.backups.before_migration import KEPT, copies, copy_before_migration, delete_copies


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "levator.sqlite3"
    with closing(sqlite3.connect(path)) as made:
        made.executescript(
            "CREATE TABLE tracker_episode (note); INSERT INTO tracker_episode VALUES ('mine');"
            "CREATE TABLE django_session (key); INSERT INTO django_session VALUES ('secret');"
        )
    return path


def test_a_copy_holds_the_diary_and_no_session(database: Path) -> None:
    copy = copy_before_migration(database, "0021_slices")
    assert copy.name == "levator.sqlite3.before-0021_slices"
    assert copy.stat().st_mode & 0o077 == 0
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("SELECT note FROM tracker_episode").fetchall() == [("mine",)]
        assert opened.execute("SELECT * FROM django_session").fetchall() == []


def test_the_last_two_are_kept_until_somebody_leaves(database: Path) -> None:
    made = [copy_before_migration(database, f"000{number}") for number in range(4)]
    assert copies(database) == made[: -KEPT - 1 : -1]
    delete_copies(database)
    assert copies(database) == []
    assert database.exists()

"""A file is written while the diary is read: row by row, and from one state of it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from os import environ
from pathlib import Path

import pytest
from django.db import connection

from tracker import diary
from tracker.core.demo import believable
from tracker.core.formats import diary_json
from tracker.diary import stream
from tracker.models import User

WRITE_MEANWHILE = """
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4
from tracker import diary
from tracker.core import records
from tracker.core.formats import diary_json
from tracker.models import User
alice = User.objects.get(username="alice")
before = diary_json.write(diary.load_all(alice))
pieces = diary.export(alice, diary_json.pieces)
beginning = next(pieces)
now = datetime.now(UTC)
with ThreadPoolExecutor(1) as pool:
    pool.submit(diary.log_episode, alice, records.Episode(uuid4(), now, "UTC", now.date())).result()
print(beginning + b"".join(pieces) == before, alice.episodes.count() - before.count(b'"onset": "2'))
"""


def test_entries_are_read_while_the_file_is_written(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "ROWS", 20)
    monkeypatch.setattr("tracker.core.formats.json.pieces.PIECE_CHARS", 2_000)
    value = believable(date(2026, 11, 20), 60, 1)
    diary.save(alice, value, datetime(2026, 11, 21, tzinfo=UTC))
    counts: list[int] = []
    pieces = diary.export(alice, diary_json.pieces, counts.append)
    beginning = next(pieces)
    whole = diary.load_all(alice)
    assert sum(counts) < len(whole.days)
    assert beginning + b"".join(pieces) == diary_json.write(whole)
    assert sum(counts) == sum(len(getattr(whole, kind)) for kind in diary.KINDS)


@pytest.mark.django_db(transaction=True)
def test_what_is_saved_meanwhile_waits_for_nobody_and_is_not_in_the_file(alice: User, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the database of a test in memory cannot be read while it is written; this is for its copy")
    diary.save(alice, believable(date(2026, 11, 20), 120, 1), datetime(2026, 11, 21, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "levator.sqlite3")])
    sqlite3.connect(tmp_path / "levator.sqlite3").execute("PRAGMA journal_mode=WAL").close()
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", WRITE_MEANWHILE]
    environment = {**environ, "LEVATOR_DATA": str(tmp_path), "DATABASE_URL": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "1"]

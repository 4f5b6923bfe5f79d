"""A backup made while 20 people write holds all that was confirmed before it began, and restores with one command."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.server.writing import IDS, Writer, all_at_once, confirmed

if TYPE_CHECKING:
    from tests.server.conftest import Server

pytestmark = [pytest.mark.server, pytest.mark.sqlite]

WRITERS = 20
VALUES_A_CHECK_IN = "SELECT count(*) FROM tracker_reading WHERE source = 'check-in'"


@contextmanager
def people_writing(server: Server) -> Iterator[list[Writer]]:
    """They write all the while, and none of them is refused."""
    writers = [Writer(server, number) for number in range(WRITERS)]
    with all_at_once([writer.write_until for writer in writers]) as wait_until:
        wait_until(lambda: all(writer.confirmed["check-in"] for writer in writers))
        yield writers
    assert [problem for writer in writers for problem in writer.wrong] == []


def restored(server: Server, backup: Path, to: Path, **secret: str) -> Path:
    """Restore into an installation where nothing was ever started; answers with its database."""
    place = {"LEVATOR_DATA": str(to), "DATABASE_URL": f"sqlite:///{to / 'levator.sqlite3'}"}
    ran = server.manage("restore", str(backup), **place, **secret)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert [file.name for file in to.iterdir() if "sqlite" in file.name] == ["levator.sqlite3"]
    return to / "levator.sqlite3"


def check(database: Path, before: dict[str, set[UUID]]) -> None:
    """Sound, with every entry that had been confirmed, and no check-in without its values."""
    with closing(sqlite3.connect(database)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = {kind: {UUID(row[0]) for row in opened.execute(question)} for kind, question in IDS.items()}
        values = opened.execute(VALUES_A_CHECK_IN).fetchone()[0]
        assert opened.execute("SELECT count(*) FROM tracker_session").fetchone() == (0,)
    assert before["episode"] <= rows["episode"]
    assert before["check-in"] <= rows["check-in"]
    # A tap's row has its own id.
    assert len(before["tap"]) <= len(rows["tap"])
    assert values == 2 * len(rows["check-in"])


@pytest.fixture
def back_up_and_restore(server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[int], None]:
    """So many times while people write; every second backup is sealed."""

    def turns(times: int) -> None:
        took_s = []
        with people_writing(server) as writers:
            for turn in range(times):
                secret = {"LEVATOR_PASSPHRASE": "quiet morning walk"} if turn % 2 else {}
                before = confirmed(writers)
                backup = tmp_path / f"{turn}.backup"
                ran = server.manage("backup", str(backup), **secret)
                assert (ran.returncode, ran.stderr) == (0, "")
                began = time.monotonic()
                database = restored(server, backup, tmp_path / f"clean-{turn}", **secret)
                took_s.append(time.monotonic() - began)
                check(database, before)
        with capsys.disabled():
            sys.stdout.write(
                f"\n{times} backups while {WRITERS} people write, restored in up to {max(took_s):.1f} s\n"
            )

    return turns


def test_2_backups_while_20_people_write(back_up_and_restore: Callable[[int], None]) -> None:
    back_up_and_restore(2)


@pytest.mark.long
def test_20_backups_while_20_people_write(back_up_and_restore: Callable[[int], None]) -> None:
    back_up_and_restore(20)

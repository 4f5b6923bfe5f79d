"""Many people write at once through the real server, and it is killed: nothing is refused, lost or doubled."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.server.writing import IDS, Writer, after, all_at_once, check_database, p95_ms

if TYPE_CHECKING:
    from tests.server.conftest import Server

pytestmark = pytest.mark.server

SECONDS, LONG_SECONDS = 3, 60
SECONDS_AROUND_A_CRASH = 1
KILLS, LONG_KILLS = 2, 200
WITH_IDS = ("episode", "check-in")


def say(capsys: pytest.CaptureFixture[str], figures: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{figures}\n")


def saved_in_a_copy(server: Server, folder: Path) -> set[UUID]:
    """What the files hold just after a crash. A copy is read, for reading the files themselves would mend them."""
    for file in server.data.glob("levator.sqlite3*"):
        shutil.copy(file, folder)
    with closing(sqlite3.connect(folder / "levator.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        ids = {UUID(row[0]) for kind in WITH_IDS for row in copy.execute(IDS[kind])}
    for file in folder.glob("levator.sqlite3*"):
        file.unlink()
    return ids


def test_50_writers_at_once(server: Server, is_long: bool, capsys: pytest.CaptureFixture[str]) -> None:
    seconds = LONG_SECONDS if is_long else SECONDS
    writers = [Writer(server, number) for number in range(50)]
    with all_at_once([writer.write_until for writer in writers]) as wait_until:
        wait_until(after(seconds))
        wait_until(lambda: all(writer.confirmed["episode"] for writer in writers))
    server.stop()
    check_database(server, writers)
    entries = sum(writer.entries for writer in writers)
    say(capsys, f"50 writers, {seconds} s: {entries} entries, p95 {p95_ms(writers):.0f} ms")


def test_dead_workers_lose_nothing_that_was_confirmed(server: Server) -> None:
    before = set(server.workers())
    writers = [Writer(server, number, may_lose_the_line=True) for number in range(8)]
    with all_at_once([writer.write_until for writer in writers]) as wait_until:
        wait_until(after(SECONDS_AROUND_A_CRASH))
        server.kill_workers()
        wait_until(after(SECONDS_AROUND_A_CRASH))
        wait_until(lambda: all(writer.confirmed["episode"] for writer in writers))
    assert len(before) == 2
    assert before.isdisjoint(server.workers())
    server.stop()
    check_database(server, writers)


@pytest.mark.sqlite
def test_power_cuts_lose_and_double_nothing(
    server: Server, is_long: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    writers = [Writer(server, number, may_lose_the_line=True) for number in range(6)]
    kills, chance, unheard = LONG_KILLS if is_long else KILLS, Random(1), set[UUID]()
    (tmp_path / "copy").mkdir()
    with all_at_once([writer.write_until for writer in writers]) as wait_until:
        for _kill in range(kills):
            before = [writer.entries for writer in writers]
            wait_until(lambda before=before: all(now.entries > was for now, was in zip(writers, before, strict=True)))
            wait_until(after(chance.uniform(0, 0.3)))
            server.kill()
            saved = saved_in_a_copy(server, tmp_path / "copy")
            unheard |= saved & {writer.sending for writer in writers if writer.sending}
            server.start()
    server.stop()
    check_database(server, writers)
    entries = sum(writer.entries for writer in writers)
    again = set().union(*(writer.sent_again for writer in writers))
    say(
        capsys,
        f"{kills} kills of all processes: {entries} entries confirmed, 0 lost, 0 doubled, "
        f"{len(again)} sent again, {len(again & unheard)} of them were saved already",
    )

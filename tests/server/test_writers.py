"""32 people write at once through the real server: nobody is refused, nothing confirmed is lost or doubled."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from tests.server.writing import IDS, Writer, confirmed, write

if TYPE_CHECKING:
    from tests.server.conftest import Server

pytestmark = pytest.mark.server

SECONDS = float(os.environ.get("WRITER_SECONDS", "15"))
SECONDS_AROUND_A_CRASH = 6.0


def check_database(server: Server, writers: list[Writer]) -> None:
    """Exactly what was confirmed is there, once, and the file is sound. A tap's row has an id of its own."""
    expected = confirmed(writers)
    server.assert_file_is_sound()
    for kind, question in IDS.items():
        rows = [UUID(str(row[0])) for row in server.ask(question)]
        assert len(rows) == len(expected[kind]), kind
        assert kind == "tap" or set(rows) == expected[kind], kind
    check_ins = server.ask("SELECT count(*) FROM tracker_reading WHERE source = 'check-in'")
    assert check_ins == [(2 * len(expected["check-in"]),)]


def test_32_writers_at_once(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    writers = [Writer(server, number) for number in range(len(server.sessions))]
    write(writers, SECONDS)
    server.stop()
    assert [problem for writer in writers for problem in writer.wrong] == []
    assert all(writer.confirmed["episode"] for writer in writers)
    check_database(server, writers)
    entries = sum(len(ids) for ids in confirmed(writers).values())
    with capsys.disabled():
        sys.stdout.write(
            f"\n{len(writers)} writers, {SECONDS:g} s: {entries} entries, {entries / SECONDS:.0f} a second\n"
        )


def test_a_crash_loses_nothing_that_was_confirmed(server: Server) -> None:
    before = set(server.workers())
    writers = [Writer(server, number, may_lose_the_line=True) for number in range(8)]
    write(writers, SECONDS_AROUND_A_CRASH, crash=True)
    assert len(before) == 2
    assert before.isdisjoint(server.workers())
    server.stop()
    assert [problem for writer in writers for problem in writer.wrong] == []
    assert all(writer.confirmed["episode"] for writer in writers)
    check_database(server, writers)

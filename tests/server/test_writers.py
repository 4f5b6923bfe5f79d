"""32 people write at once through the real server: nobody is refused, nothing confirmed is lost or doubled."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID, uuid4

import pytest

if TYPE_CHECKING:
    from .conftest import Server

pytestmark = pytest.mark.server

SECONDS = float(os.environ.get("WRITER_SECONDS", "15"))
SECONDS_AROUND_A_CRASH = 6.0
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
IDS = {
    "tap": "SELECT client_id FROM tracker_reading WHERE source = 'tap'",
    "episode": "SELECT client_id FROM tracker_episode",
    "check-in": "SELECT client_id FROM tracker_day",
}


def forms(writer: int) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What somebody logs, for ever: a coffee, an episode, a day's check-in, each with an id of its own."""
    today = datetime.now(UTC).date()
    for number in count():
        day = today - timedelta(days=number)
        yield "tap", "/reading/tap/", {"item": "espresso"}
        yield "episode", "/episode/just-now/", {"place": "nose_side:left"}
        yield (
            "check-in",
            f"/check-in/{day}/",
            {"version": "1", "value_sleep_h": "7.5", "value_stress": str(writer % 10)},
        )


@dataclass
class Writer:
    """One person at a browser. `confirmed` are the ids of the entries that the server said it has saved."""

    server: Server
    number: int
    may_lose_the_line: bool = False
    confirmed: dict[str, set[UUID]] = field(default_factory=lambda: {kind: set() for kind in IDS})
    wrong: list[str] = field(default_factory=list)

    def write_until(self, end: threading.Event) -> Writer:
        self._open()
        for kind, path, form in forms(self.number):
            if end.is_set():
                break
            self._send(kind, path, form | {"client_id": str(uuid4())})
        self.line.close()
        return self

    def _open(self) -> None:
        self.line: HTTPConnection = self.server.connection()
        self.cookies = f"levator={self.server.sessions[self.number]}"
        self.line.request("GET", "/", headers={"Cookie": self.cookies})
        answer = self.line.getresponse()
        page, cookie = answer.read().decode(), (answer.getheader("Set-Cookie") or "").partition(";")[0]
        found = TOKEN.search(page)
        assert found, page
        self.cookies, self.token = f"{self.cookies}; {cookie}", found[1]

    def _send(self, kind: str, path: str, form: dict[str, str]) -> None:
        """Post a form; when the line is lost, post it again, as a person would."""
        while True:
            try:
                self._post(kind, path, form)
            except (OSError, HTTPException) as lost:
                self.line.close()
                if not self.may_lose_the_line:
                    self.wrong.append(f"{kind}: {lost!r}")
                    return
            else:
                return

    def _post(self, kind: str, path: str, form: dict[str, str]) -> None:
        body = urlencode(form | {"csrfmiddlewaretoken": self.token})
        kinds = {"Cookie": self.cookies, "Content-Type": "application/x-www-form-urlencoded"}
        self.line.request("POST", path, body, kinds)
        answer = self.line.getresponse()
        answer.read()
        if (answer.status, answer.getheader("Location")) == (302, "/"):
            self.confirmed[kind].add(UUID(form["client_id"]))
        else:
            self.wrong.append(f"{kind}: {answer.status} {answer.getheader('Location')}")


def write(writers: list[Writer], seconds: float, crash: bool = False) -> list[Writer]:
    """Let all of them write at once; in the middle the workers may be killed."""
    end = threading.Event()
    with ThreadPoolExecutor(len(writers)) as crowd:
        running = [crowd.submit(writer.write_until, end) for writer in writers]
        time.sleep(seconds / 2)
        if crash:
            writers[0].server.kill_workers()
        time.sleep(seconds / 2)
        end.set()
        return [one.result() for one in running]


def confirmed(writers: list[Writer]) -> dict[str, set[UUID]]:
    return {kind: set().union(*(writer.confirmed[kind] for writer in writers)) for kind in IDS}


def check_database(server: Server, writers: list[Writer]) -> None:
    """Exactly what was confirmed is there, once, and the file is sound. A tap's row has an id of its own."""
    expected = confirmed(writers)
    with closing(sqlite3.connect(server.database)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for kind, question in IDS.items():
            rows = [UUID(row[0]) for row in database.execute(question)]
            assert len(rows) == len(expected[kind]), kind
            assert kind == "tap" or set(rows) == expected[kind], kind
        check_ins = database.execute("SELECT count(*) FROM tracker_reading WHERE source = 'check-in'").fetchone()
        assert check_ins == (2 * len(expected["check-in"]),)


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

"""People who log entries through the real server, and remember what it said it has saved."""

from __future__ import annotations

import re
import threading
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

if TYPE_CHECKING:
    from tests.server.conftest import Server

FORM = "application/x-www-form-urlencoded"
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


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    content: bytes


@dataclass
class Visitor:
    """One person at a browser, who reads and sends forms. `key` is the session of somebody who is logged in."""

    server: Server
    key: str

    def get(self, address: str) -> Answer:
        return self._ask("GET", address, f"levator={self.key}")

    def post(self, address: str, **fields: str) -> Answer:
        token = "0" * 32
        body = urlencode(fields | {"csrfmiddlewaretoken": token})
        return self._ask("POST", address, f"levator={self.key}; levator-csrf={token}", body)

    def first_link(self, page: str, begins_with: str) -> str:
        """The first address on a page that begins so and goes on with an id."""
        found = re.search(rf'href="({re.escape(begins_with)}[0-9a-f-]{{36}}/)', self.get(page).content.decode())
        assert found, page
        return found[1]

    def _ask(self, method: str, address: str, cookies: str, body: str | None = None) -> Answer:
        with closing(self.server.connection()) as line:
            line.request(method, address, body, {"Cookie": cookies, "Content-Type": FORM})
            answer = line.getresponse()
            return Answer(answer.status, answer.read())


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
        """Look at the first page, for the token of its forms; again when the line is lost meanwhile."""
        self.line: HTTPConnection = self.server.connection()
        self.cookies = f"levator={self.server.sessions[self.number]}"
        try:
            self.line.request("GET", "/", headers={"Cookie": self.cookies})
            answer = self.line.getresponse()
            page, cookie = answer.read().decode(), (answer.getheader("Set-Cookie") or "").partition(";")[0]
        except (OSError, HTTPException):
            if not self.may_lose_the_line:
                raise
            self.line.close()
            return self._open()
        found = TOKEN.search(page)
        assert found, page
        self.cookies, self.token = f"{self.cookies}; {cookie}", found[1]
        return None

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
        kinds = {"Cookie": self.cookies, "Content-Type": FORM}
        self.line.request("POST", path, body, kinds)
        answer = self.line.getresponse()
        answer.read()
        if (answer.status, answer.getheader("Location")) == (302, "/"):
            self.confirmed[kind].add(UUID(form["client_id"]))
        else:
            self.wrong.append(f"{kind}: {answer.status} {answer.getheader('Location')}")


def write(writers: list[Writer], seconds: float, crash: bool = False) -> list[Writer]:
    """Let all of them write at once; in the middle the workers may be killed. Nobody leaves without an episode."""
    end = threading.Event()
    with ThreadPoolExecutor(len(writers)) as crowd:
        running = [crowd.submit(writer.write_until, end) for writer in writers]
        end.wait(seconds / 2)
        if crash:
            writers[0].server.kill_workers()
        end.wait(seconds / 2)
        while not all(writer.confirmed["episode"] or one.done() for writer, one in zip(writers, running, strict=True)):
            end.wait(0.1)
        end.set()
        return [one.result() for one in running]


def confirmed(writers: list[Writer]) -> dict[str, set[UUID]]:
    return {kind: set().union(*(writer.confirmed[kind] for writer in writers)) for kind in IDS}

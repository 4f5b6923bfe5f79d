"""People who log entries through the real server, and remember what it said it has saved."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count
from statistics import quantiles
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

from tracker.core.reference.exposures import INTAKES

if TYPE_CHECKING:
    from tests.server.conftest import Server

PATIENCE_S = 120
FORM = "application/x-www-form-urlencoded"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
IDS = {
    "tap": "SELECT client_id FROM tracker_reading WHERE source = 'tap'",
    "episode": "SELECT client_id FROM tracker_episode",
    "check-in": "SELECT client_id FROM tracker_day",
}


DRINKS = tuple(INTAKES)


def forms(writer: int) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What somebody logs, for ever: a coffee, an episode, a day's check-in, each with its own id."""
    today = datetime.now(UTC).date()
    for number in count():
        day = today - timedelta(days=number)
        # The same drink twice within a second is one tap.
        yield "tap", "/reading/tap/", {"item": DRINKS[number % len(DRINKS)]}
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

    def post(self, address: str, **fields: str | list[str]) -> Answer:
        token = "0" * 32
        body = urlencode(fields | {"csrfmiddlewaretoken": token}, doseq=True)
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
    """One person at a browser. `confirmed` are the ids of the entries that the server said it has saved.

    `sending` is the id of what is on its way, `sent_again` are those that were sent once more after the line was
    lost, and `took_s` is how long each confirmation took.
    """

    server: Server
    number: int
    may_lose_the_line: bool = False
    confirmed: dict[str, set[UUID]] = field(default_factory=lambda: {kind: set() for kind in IDS})
    wrong: list[str] = field(default_factory=list)
    sending: UUID | None = None
    sent_again: set[UUID] = field(default_factory=set)
    took_s: list[float] = field(default_factory=list)

    @property
    def entries(self) -> int:
        """How many were confirmed."""
        return sum(len(ids) for ids in self.confirmed.values())

    def write_until(self, end: threading.Event) -> None:
        self._open()
        for kind, path, form in forms(self.number):
            if end.is_set():
                break
            self.sending = uuid4()
            self._send(kind, path, form | {"client_id": str(self.sending)})
        self.line.close()

    def _open(self) -> None:
        """Look at the first page, for the token of its forms; again if the connection is lost in between."""
        self.line: HTTPConnection = self.server.connection()
        self.cookies = f"levator={self.server.sessions[self.number]}"
        try:
            self.line.request("GET", "/", headers={"Cookie": self.cookies})
            answer = self.line.getresponse()
            page = answer.read().decode()
            cookies = [one.partition(";")[0] for one in answer.headers.get_all("Set-Cookie") or ()]
        except (OSError, HTTPException):
            if not self.may_lose_the_line:
                raise
            self._wait_for_the_server()
            return self._open()
        found = TOKEN.search(page)
        assert found, page
        self.cookies, self.token = "; ".join([self.cookies, *cookies]), found[1]
        return None

    def _send(self, kind: str, path: str, form: dict[str, str]) -> None:
        """Post a form; when the line is lost, post it again, as a person would."""
        while True:
            try:
                self._post(kind, path, form)
            except (OSError, HTTPException) as lost:
                self._wait_for_the_server()
                if not self.may_lose_the_line:
                    self.wrong.append(f"{kind}: {lost!r}")
                    return
                self.sent_again.add(UUID(form["client_id"]))
            else:
                return

    def _wait_for_the_server(self) -> None:
        self.line.close()
        assert self.server.is_up.wait(PATIENCE_S), "the server did not come back"

    def _post(self, kind: str, path: str, form: dict[str, str]) -> None:
        body = urlencode(form | {"csrfmiddlewaretoken": self.token})
        kinds = {"Cookie": self.cookies, "Content-Type": FORM}
        began = time.monotonic()
        self.line.request("POST", path, body, kinds)
        answer = self.line.getresponse()
        answer.read()
        if answer.status == 302 and urlsplit(answer.getheader("Location")).path == "/":
            self.took_s.append(time.monotonic() - began)
            self.confirmed[kind].add(UUID(form["client_id"]))
        else:
            self.wrong.append(f"{kind}: {answer.status} {answer.getheader('Location')}")


WaitUntil = Callable[[Callable[[], bool]], None]


@contextmanager
def all_at_once(people: Sequence[Callable[[threading.Event], object]]) -> Iterator[WaitUntil]:
    """Let all of them do what they do until the block ends. What it gives waits until something is so.

    Whoever stops before the end broke something, and the test with it.
    """
    end = threading.Event()
    with ThreadPoolExecutor(len(people)) as crowd:
        running = [crowd.submit(person, end) for person in people]

        def wait_until(it_is_so: Callable[[], bool]) -> None:
            while not it_is_so():
                end.wait(0.1)
                assert not any(one.done() for one in running), [one.exception() for one in running if one.done()]

        try:
            yield wait_until
        finally:
            end.set()
        for one in running:
            one.result()


def after(seconds: float) -> Callable[[], bool]:
    """Whether so much time has passed."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def confirmed(writers: list[Writer]) -> dict[str, set[UUID]]:
    return {kind: set().union(*(writer.confirmed[kind] for writer in writers)) for kind in IDS}


def p95_ms(writers: list[Writer]) -> float:
    """Nineteen of twenty confirmations took no longer."""
    return 1000 * quantiles([took for writer in writers for took in writer.took_s], n=20)[-1]


def check_database(server: Server, writers: list[Writer]) -> None:
    """Exactly what was confirmed is there, once, and the file is sound. A tap's row has its own id."""
    assert [problem for writer in writers for problem in writer.wrong] == []
    expected = confirmed(writers)
    server.assert_file_is_sound()
    for kind, question in IDS.items():
        rows = [UUID(str(row[0])) for row in server.ask(question)]
        assert len(rows) == len(expected[kind]), kind
        assert kind == "tap" or set(rows) == expected[kind], kind
    check_ins = server.ask("SELECT count(*) FROM tracker_reading WHERE source = 'check-in'")
    assert check_ins == [(2 * len(expected["check-in"]),)]
    assert "locked" not in server.log.read_text()

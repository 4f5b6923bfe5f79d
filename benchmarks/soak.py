"""One person's normal use with an attacker beside it, for ten minutes: python -m benchmarks.soak [MINUTES]

Starts a server of its own on a new folder. The attacker changes its way every few seconds: half-sent requests, a large
body without an account, invented log-ins and demos, a large file to import, ten tabs on Triggers. Prints errors and
times of the person, and the memory of the server before and after. Wanted: 0 errors, p95 under 500 ms, memory flat.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

PROJECT_ROOT = Path(__file__).resolve().parent.parent
TURN_S, READY_S = 15, 120
MEBIBYTE = 1024
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"


class Visitor:
    """A small browser: cookies and forms."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = FORM) -> tuple[int, str]:
        """The status and the text of an answer."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body or None, {"Cookie": cookies, "Content-Type": kind})
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
        for header in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = header.split(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer.status, text

    def send(self, form: str, path: str, **fields: str) -> tuple[int, str]:
        """Open the page of a form and send it."""
        found = TOKEN.search(self.ask("GET", form)[1])
        return self.ask("POST", path, urlencode({"csrfmiddlewaretoken": found[1] if found else "", **fields}).encode())

    def sign_up(self) -> None:
        """Make an account."""
        self.send("/account/sign-up/", "/account/sign-up/", username=uuid4().hex, password1="a quiet morning walk")


def use_normally(port: int, until: float, times: list[float], errors: list[str]) -> None:
    """Log an episode, look at Today, the journal and the week, once a second."""
    person = Visitor(port)
    person.sign_up()
    for path in itertools.cycle(("tap", "/", "/journal/", "/week/", "/patterns/")):
        if time.monotonic() > until:
            return
        began = time.monotonic()
        try:
            if path == "tap":
                place = {"client_id": str(uuid4()), "place": "nose_side:left"}
                status = person.send("/settings/", "/episode/just-now/", **place)[0]
            else:
                status = person.ask("GET", path)[0]
        except (OSError, HTTPException) as error:
            status, path = 0, f"{path} {type(error).__name__}"
        times.append(time.monotonic() - began)
        if status not in (200, 302):
            errors.append(f"{path}: {status}")
        time.sleep(1)


def half_send(port: int, until: float) -> None:
    """Forty half-sent requests at a time."""
    texts = (
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-a: b\r\n",
        "POST /account/log-in/ HTTP/1.1\r\nContent-Length: 9000\r\n\r\na",
    )
    held = [socket.create_connection(("127.0.0.1", port)) for _turn in range(40)]
    for number, line in enumerate(held):
        line.sendall(texts[number % 2].encode())
    time.sleep(max(0.0, until - time.monotonic()))
    for line in held:
        line.close()


def send_much(port: int, until: float) -> None:
    """Four hundred megabytes without an account, again and again."""
    head = "POST /account/log-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 400000000\r\n\r\n"
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(head.encode())
            while time.monotonic() < until:
                line.sendall(b"x" * 100_000)


def invent(port: int, until: float) -> None:
    """Log-ins with invented names, and demos."""
    while time.monotonic() < until:
        visitor = Visitor(port)
        visitor.send("/account/log-in/", "/account/log-in/", login=uuid4().hex, password="wrong")  # noqa: S106  invented
        visitor.send("/", "/demo/")


def diary_of(days: int, exposures: int) -> bytes:
    """A valid diary file with this many values."""
    last = datetime.now(UTC).date() - timedelta(days=1)
    own = [
        {"id": str(uuid4()), "key": f"own_{n}", "name": f"Own {n}", "unit": "x", "summary": "sum"}
        for n in range(exposures)
    ]
    dates = [(last - timedelta(days=n)).isoformat() for n in range(days)]
    values = [
        {"id": str(uuid4()), "exposure": one["key"], "local_date": day, "value": 3} for day in dates for one in own
    ]
    person = {"time_zone": "UTC", "units": "metric", "day_starts_at": 0, "theme": "auto"}
    period = {"first_day": dates[-1], "last_day": dates[0]}
    content = {"format": "levator-diary", "version": 1, "person": person, **period, "exposures": own}
    return json.dumps(content | {"days": [], "episodes": [], "readings": values}).encode()


def import_much(port: int, until: float) -> None:
    """An account that imports seventy thousand values, and leaves."""
    visitor = Visitor(port)
    visitor.sign_up()
    found = TOKEN.search(visitor.ask("GET", "/data/")[1])
    head = f'--x\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{found[1] if found else ""}\r\n'
    head += '--x\r\nContent-Disposition: form-data; name="file"; filename="d.json"\r\n\r\n'
    body = head.encode() + diary_of(700, 100) + b"\r\n--x--\r\n"
    visitor.ask("POST", "/data/", body, "multipart/form-data; boundary=x")
    time.sleep(max(0.0, until - time.monotonic()))


def open_many(port: int, until: float) -> None:
    """Ten tabs on Triggers and on the export at once."""
    visitor = Visitor(port)
    visitor.send("/", "/demo/")

    def open_one(path: str) -> None:
        while time.monotonic() < until:
            with suppress(OSError, HTTPException):
                visitor.ask("GET", path)

    tabs = [threading.Thread(target=open_one, args=(path,)) for path in ("/triggers/", "/data/diary.json") * 5]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()


ATTACKS: tuple[Callable[[int, float], None], ...] = (half_send, send_much, invent, import_much, open_many)


def attack(port: int, until: float) -> None:
    """One way after the other."""
    for way in itertools.cycle(ATTACKS):
        if time.monotonic() > until:
            return
        with suppress(OSError, HTTPException):
            way(port, min(until, time.monotonic() + TURN_S))


def memory_mib(pid: int) -> int:
    """Proportional memory of a process and its children."""
    total, left = 0, [pid]
    while left:
        with suppress(OSError):
            one = left.pop()
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            left += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
    return total // MEBIBYTE


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Start a server, use it and attack it, and print what the person met."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    with socket.create_server(("127.0.0.1", 0)) as trial:
        port = trial.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"LEVATOR_DATA": folder, "PORT": str(port)}
        server = subprocess.Popen([sys.executable, "scripts/start.py"], cwd=PROJECT_ROOT, env=environment)
        try:
            ready = time.monotonic() + READY_S
            while time.monotonic() < ready:
                with suppress(OSError, HTTPException):
                    if Visitor(port).ask("GET", "/ready")[0] == 200:
                        break
                time.sleep(0.2)
            report(port, server.pid, time.monotonic() + 60 * minutes)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def report(port: int, pid: int, until: float) -> None:
    """Use and attack the server until then."""
    times: list[float] = []
    errors: list[str] = []
    attacker = threading.Thread(target=attack, args=(port, until))
    person = threading.Thread(target=use_normally, args=(port, until, times, errors))
    person.start()
    time.sleep(TURN_S)
    before = memory_mib(pid)
    attacker.start()
    person.join()
    attacker.join()
    time.sleep(TURN_S)
    times.sort()
    say(f"{len(times)} answers, {len(errors)} errors {errors[:5]}")
    say(f"median {1000 * times[len(times) // 2]:.0f} ms, p95 {1000 * times[int(0.95 * len(times))]:.0f} ms")
    say(f"memory {before} MiB before, {memory_mib(pid)} MiB after")


if __name__ == "__main__":
    main()

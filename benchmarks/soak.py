"""One person's normal use with an attacker beside it, for ten minutes: python -m benchmarks.soak [MINUTES]

Starts a server of its own on a new folder. The attacker changes its way every few seconds: half-sent requests, a large
body without an account, invented log-ins and demos, a large file to import, ten tabs on Triggers and exports. Prints
errors and times of the person, by page and by attack, and the memory of the server before and after. Wanted: 0 errors,
p95 under 500 ms, memory flat.
"""

from __future__ import annotations

import itertools
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from uuid import uuid4

from benchmarks.visitor import Visitor, diary_of, say, served

TURN_S = 15
MEBIBYTE = 1024

Times = list[tuple[str, str, float]]
"""What was asked for, the attack beside it, and the seconds it took."""

under_attack = ["none"]
"""The attack that runs now, the last of this list."""


def use_normally(port: int, until: float, times: Times, errors: list[str]) -> None:
    """Log an episode, look at Today, the journal and the week, once a second."""
    person = Visitor(port)
    person.sign_up()
    for path in itertools.cycle(("tap", "/", "/journal/", "/week/", "/patterns/")):
        if time.monotonic() > until:
            return
        began, attack_now = time.monotonic(), under_attack[-1]
        try:
            if path == "tap":
                place = {"client_id": str(uuid4()), "place": "nose_side:left"}
                status = str(person.send("/settings/", "/episode/just-now/", **place)[0])
            else:
                status = str(person.ask("GET", path)[0])
        except (OSError, HTTPException) as error:
            status = type(error).__name__
        times.append((path, attack_now, time.monotonic() - began))
        if status not in ("200", "302"):
            errors.append(f"{path}: {status} during {attack_now}")
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


def import_much(port: int, until: float) -> None:
    """An account that imports seventy thousand values, and leaves."""
    visitor = Visitor(port)
    visitor.sign_up()
    visitor.read_in(diary_of(700, 100))
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
            under_attack.append(way.__name__)
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


def main() -> None:
    """Start a server, use it and attack it, and print what the person met."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    with served() as it:
        report(it.port, it.pid, time.monotonic() + 60 * minutes)


def report(port: int, pid: int, until: float) -> None:
    """Use and attack the server until then."""
    times: Times = []
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
    say(f"{len(times)} answers, {len(errors)} errors {errors[:5]}")
    say(summary("all", [seconds for _path, _attack, seconds in times]))
    for place in (0, 1):
        for name in sorted({one[place] for one in times}):
            say(summary(f"  {name}", [one[2] for one in times if one[place] == name]))
    say(f"memory {before} MiB before, {memory_mib(pid)} MiB after")


def summary(name: str, seconds: list[float]) -> str:
    """Median and p95 in a line."""
    ordered = sorted(seconds)
    median, p95 = ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]
    return f"{name}: {len(ordered)} times, median {1000 * median:.0f} ms, p95 {1000 * p95:.0f} ms"


if __name__ == "__main__":
    main()

"""One person's normal use with an attacker beside it, for ten minutes: python -m benchmarks.soak [MINUTES]

Starts a server of its own on a new folder. The attacker changes its way every few seconds: half-sent requests, a large
body without an account, log-ins with invented names, demos in a loop, a large file to import, ten tabs on Triggers and
five on the export. Prints errors and times of the person, by page and by attack, and the memory of the server after
each round of attacks. Wanted: 0 errors, p95 under 500 ms, memory after the last round at most a tenth above the first.
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
from statistics import median
from uuid import uuid4

from benchmarks.visitor import Served, Visitor, diary_of, say, served, verdict

TURN_S = 15
MAX_P95_S, MAX_GROWTH = 0.5, 1.1
TABS = ("/triggers/",) * 10 + ("/data/diary.json",) * 5
MEBIBYTE = 1024

Times = list[tuple[str, str, float]]
"""What was asked for, the attack beside it, and the seconds it took."""

under_attack = ["none"]
"""The attack that runs now, the last of this list."""

many_tabs = Visitor(0)
"""A demo account with many tabs."""


def use_normally(person: Visitor, until: float, times: Times, errors: list[str]) -> None:
    """Log an episode, look at Today, the journal and the week, once a second."""
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
    """Log-ins with invented names."""
    while time.monotonic() < until:
        Visitor(port).send("/account/log-in/", "/account/log-in/", login=uuid4().hex, password="wrong")  # noqa: S106


def make_demos(port: int, until: float) -> None:
    """One demo account after the other."""
    while time.monotonic() < until:
        Visitor(port).send("/", "/demo/")


def import_much(port: int, until: float) -> None:
    """An account that imports seventy thousand values, and leaves."""
    visitor = Visitor(port)
    visitor.sign_up()
    visitor.read_in(diary_of(700, 100))
    time.sleep(max(0.0, until - time.monotonic()))


def open_many(port: int, until: float) -> None:
    """Ten tabs on Triggers and five on the export, after a change, so that nothing is computed yet."""
    many_tabs.send("/settings/", "/episode/just-now/", client_id=str(uuid4()), place="chin:left")

    def open_one(path: str) -> None:
        while time.monotonic() < until:
            with suppress(OSError, HTTPException):
                many_tabs.ask("GET", path)

    tabs = [threading.Thread(target=open_one, args=(path,)) for path in TABS]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()


ATTACKS: tuple[Callable[[int, float], None], ...] = (
    half_send,
    send_much,
    invent,
    import_much,
    open_many,
    make_demos,
)


def attack(it: Served, until: float, memory: list[int]) -> None:
    """One way after the other. Notes the memory of the server after each round."""
    while time.monotonic() < until:
        for way in ATTACKS:
            with suppress(OSError, HTTPException):
                under_attack.append(way.__name__)
                way(it.port, min(until, time.monotonic() + TURN_S))
        memory.append(memory_mib(it.pid))


def memory_mib(pid: int) -> int:
    """Proportional memory of a server and its processes, without the jobs that it started."""
    total, left = 0, [pid]
    while left:
        with suppress(OSError):
            one = left.pop()
            if b"run_jobs" in Path(f"/proc/{one}/cmdline").read_bytes():
                continue
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
            left += [int(child) for child in Path(f"/proc/{one}/task/{one}/children").read_text().split()]
    return total // MEBIBYTE


def main() -> None:
    """Start a server, use it and attack it, and print what the person met."""
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 10
    with served() as it:
        report(it, time.monotonic() + 60 * minutes)


def report(it: Served, until: float) -> None:
    """Use and attack the server until then."""
    times: Times = []
    errors: list[str] = []
    memory: list[int] = []
    person = Visitor(it.port)
    person.sign_up()
    many_tabs.port = it.port
    many_tabs.send("/", "/demo/")
    attacker = threading.Thread(target=attack, args=(it, until, memory))
    user = threading.Thread(target=use_normally, args=(person, until, times, errors))
    user.start()
    attacker.start()
    user.join()
    attacker.join()
    it.shell("from tracker.models import Job; Job.objects.active().update(state=Job.State.CANCELLED)")
    time.sleep(TURN_S)  # The job ends before its folder goes.
    for place in (0, 1):
        for name in sorted({one[place] for one in times}):
            say(summary(f"  {name}", [one[2] for one in times if one[place] == name]))
    seconds = [one[2] for one in times]
    say(f"{len(times)} answers, {len(errors)} errors {errors[:5]}: {verdict(not errors)}")
    say(f"{summary('all', seconds)}: {verdict(p95(seconds) < MAX_P95_S)}")
    is_flat = memory[-1] <= MAX_GROWTH * memory[0]
    say(f"memory after each round {memory} MiB: {verdict(is_flat) if len(memory) > 1 else 'too short a run to say'}")


def p95(seconds: list[float]) -> float:
    """The time that nineteen of twenty answers keep within."""
    return sorted(seconds)[int(0.95 * len(seconds))]


def summary(name: str, seconds: list[float]) -> str:
    """Median and p95 in a line."""
    return f"{name}: {len(seconds)} times, median {1000 * median(seconds):.0f} ms, p95 {1000 * p95(seconds):.0f} ms"


if __name__ == "__main__":
    main()

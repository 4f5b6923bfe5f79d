"""Response times with many other users in the database: `python -m benchmarks.many_users --people 1000`.

Starts a separate PostgreSQL (Debian's package), fills one database with one person's diary and one with everybody's,
serves both at the same time, each as `scripts/serve` would, and asks for every page of one account in turns: right
after an episode was changed, and again. Prints a Markdown table. Goal: no page takes more than 1.5 times as long.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psycopg

from benchmarks.pages.served import PROJECT_ROOT, served
from benchmarks.pages.visits import Visitor

GOAL = 1.5
QUICK_TO_FILL = ("-o", "fsync=off", "-o", "full_page_writes=off", "-o", "max_wal_size=8GB")
"""Faster filling: it need not survive a power cut, and the measured pages only read."""


Times = tuple[tuple[float, float], tuple[float, float]]
"""Milliseconds on both sites right after a change, and on both when asked again."""


@dataclass(frozen=True)
class Site:
    """A served database: its URL and its content."""

    port: int
    cookie: str
    paths: dict[str, str]
    rows: dict[str, int]
    mb: float
    filled_s: float


def options() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.many_users", description=__doc__)
    parser.add_argument("--people", type=int, default=1_000)
    parser.add_argument("--days", type=int, default=365)
    parser.add_argument("--turns", type=int, default=25, help="how often each page is asked for, on each site")
    return parser.parse_args()


def main() -> None:
    """Fill, serve and measure in a temporary PostgreSQL cluster, and print."""
    asked = options()
    if "PGHOST" not in os.environ:
        again = ["pg_virtualenv", "-t", *QUICK_TO_FILL, sys.executable, "-m", "benchmarks.many_users", *sys.argv[1:]]
        os.execvp("pg_virtualenv", again)  # noqa: S606, S607
    with ExitStack() as open_sites, tempfile.TemporaryDirectory() as folder:
        alone, among = (
            open_sites.enter_context(site(Path(folder) / f"of-{people}", people, asked.days))
            for people in (1, asked.people)
        )
        times = dict(measure(alone, among, asked.turns))
    print("\n".join(table(alone, among, asked.people, times)))  # noqa: T201


@contextmanager
def site(data: Path, people: int, days: int) -> Iterator[Site]:
    """A filled database and its server."""
    name = f"people_{people}"
    with psycopg.connect(autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
    place = "postgres://{PGUSER}:{PGPASSWORD}@{PGHOST}:{PGPORT}".format(**os.environ)
    os.environ |= {
        "DATABASE_URL": f"{place}/{name}",
        "LEVATOR_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "journal.settings",
    }
    started = perf_counter()
    command = [sys.executable, "-m", "benchmarks.many_users.fill", str(people), str(days)]
    ran = subprocess.run(command, cwd=PROJECT_ROOT, check=True, stdout=subprocess.PIPE)  # noqa: S603
    result: dict[str, Any] = json.loads(ran.stdout)
    filled_s = perf_counter() - started
    with served(data) as server:
        yield Site(server.port, result["cookie"], result["paths"], result["rows"], result["mb"], filled_s)


def measure(alone: Site, among: Site, turns: int) -> Iterator[tuple[str, Times]]:
    """Median milliseconds of each page on both sites, right after a change and again.

    They are asked in turns, page by page, so that whatever else the machine is doing hits both alike.
    """
    for name in alone.paths:
        if not (_is_page(alone, name) and _is_page(among, name)):
            continue
        print(name, file=sys.stderr)  # noqa: T201
        times = [(*_ms(alone, name, turn), *_ms(among, name, turn)) for turn in range(turns)]
        changed_alone, alone_again, changed_among, among_again = (
            median(column) for column in zip(*times, strict=True)
        )
        yield name, ((changed_alone, changed_among), (alone_again, among_again))


def _ms(at: Site, name: str, turn: int) -> tuple[float, float]:
    """Right after a change, and again: over a new connection, because a kept one would be closed while the other site
    has its turn. The change is another strength of the newest episode, so the diary does not grow.
    """
    visitor = Visitor(at.port, at.cookie)
    try:
        visitor.open_form(at.paths["tracker:episode-edit"])
        visitor.post(at.paths["tracker:episode-strength"], {"strength": 1 + turn % 9})
        return visitor.time(at.paths[name]), visitor.time(at.paths[name])
    finally:
        visitor.connection.close()


def _is_page(at: Site, name: str) -> bool:
    """Whether a page accepts GET. The request also warms the page up."""
    visitor = Visitor(at.port, at.cookie)
    try:
        visitor.get(at.paths[name])
    except RuntimeError:
        return False
    finally:
        visitor.connection.close()
    return True


def table(alone: Site, among: Site, people: int, times: dict[str, Times]) -> Iterator[str]:
    """The figures as a Markdown table, with pages that miss the goal in bold."""
    rows = {name: f"{count:,}" for name, count in among.rows.items() if count}
    each = ", ".join(f"{name} {count}" for name, count in rows.items())
    yield f"{sum(among.rows.values()):,} rows ({each}), {among.mb:,.0f} MB, filled in {among.filled_s:.0f} s;"
    yield f"the database of one person has {sum(alone.rows.values()):,} rows and {alone.mb:,.0f} MB.\n"
    both = f"1 person, ms | {people:,} people | ratio / {GOAL}"
    yield f"| page | after a change: {both} | again: {both} |"
    yield "|---|---|---|---|---|---|---|"
    for name, pairs in times.items():
        cells = (f"{one:.1f} | {many:.1f} | {_ratio(one, many)}" for one, many in pairs)
        yield f"| {name.removeprefix('tracker:')} | {' | '.join(cells)} |"
    for number, what in enumerate(("after a change", "again")):
        ratios = [many / one for one, many in (pairs[number] for pairs in times.values())]
        yield f"\nMedian of the ratios, {what}: {median(ratios):.2f}."


def _ratio(one: float, many: float) -> str:
    return f"{many / one:.2f}" if many <= GOAL * one else f"**{many / one:.2f}**"


if __name__ == "__main__":
    main()

"""Response times of every page by length of the diary: `python -m benchmarks.pages --years 2 10`.

Creates a diary of that length in a new database, starts the real server with its two workers, and asks for every
page and download at 1, 4 and 16 clients. Prints Markdown tables with the budgets beside the figures.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

CLIENTS = (1, 4, 16)
OK = 200
MEMORY_AFTER = {
    "after charts": ("tracker:week", "tracker:year", "tracker:triggers", "tracker:doctor"),
    "after PDF": ("tracker:doctor-pdf",),
}
SAVE = "save"
"""Among the pages asked for: log episodes too."""


def options() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--years", type=int, nargs="+", default=[2, 10])
    parser.add_argument("--seconds", type=float, default=2, help="how long each page is asked for at each load")
    parser.add_argument("--pages", nargs="*", help="names of addresses, such as tracker:week, or save; all without it")
    return parser.parse_args()


@dataclass(frozen=True)
class Row:
    """One page: its name, its number of queries, its size, and its times at each load."""

    name: str
    queries: int
    weight: Any
    times: Sequence[Any]


@dataclass(frozen=True)
class Run:
    """All pages on one diary, and the server."""

    years: int
    rows: Sequence[Row]
    cold_start_s: float
    memory_mib: dict[str, float]


def main() -> None:
    """Measure each length of diary, then print."""
    asked = options()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LEVATOR_DATA": folder, "DJANGO_SETTINGS_MODULE": "journal.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        # Requests find the addresses that only accept POST; their warnings are no news.
        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        runs = [run(Path(folder), years, asked) for years in asked.years]
    from benchmarks.pages.tables import tables

    print("\n".join(tables(runs)))  # noqa: T201


def run(data: Path, years: int, asked: argparse.Namespace) -> Run:
    """Measure all pages on one length of diary."""
    from django.utils import timezone

    from benchmarks.pages.addresses import STRANGERS, pages
    from benchmarks.pages.people import keeper_of
    from benchmarks.pages.served import served
    from benchmarks.pages.visits import timed

    today = timezone.now().date()
    user = keeper_of(years, today)
    client, cookie = _logged_in(user)
    every = pages(user, today)
    paths = {name: path for name, path in every.items() if not asked.pages or name in asked.pages}
    with served(data) as server:
        memory = {"fresh": server.memory_mib()}
        for what, names in MEMORY_AFTER.items():
            for name in names:
                timed(server.port, cookie, every[name], 4, asked.seconds)
            memory[what] = server.memory_mib()
        # Not before: the pages need the static files that the server has collected.
        paths = {name: path for name, path in paths.items() if client.get(path).status_code == OK or name in STRANGERS}
        queries = {name: _queries(client, path) for name, path in paths.items()}
        rows = []
        for name, path in paths.items():
            print(f"{years} years: {name}", file=sys.stderr)  # noqa: T201
            rows.append(_row(server.port, "" if name in STRANGERS else cookie, name, path, queries[name], asked))
        if not asked.pages or SAVE in asked.pages:
            rows.append(_saving(server.port, client, cookie, every["tracker:episode-now"], asked))
        memory["after every page and file"] = server.memory_mib()
        return Run(years, rows, server.cold_start_s, memory)


def _row(port: int, cookie: str, name: str, path: str, queries: int, asked: argparse.Namespace) -> Row:
    from benchmarks.pages.visits import timed, weighed

    weight = weighed(port, cookie, path)
    times = [timed(port, cookie, path, clients, asked.seconds) for clients in CLIENTS]
    return Row(name, queries, weight, times)


def _saving(port: int, client: Any, cookie: str, path: str, asked: argparse.Namespace) -> Row:
    """Measured last, because every saved episode changes the diary."""
    from benchmarks.pages.visits import timed, weighed

    times = [timed(port, cookie, path, clients, asked.seconds, saving=True) for clients in CLIENTS]
    fields = ({"client_id": str(uuid4()), "place": "chin:left"} for _ in range(2))
    queries = _counted([lambda: client.post(path, next(fields))] * 2)
    return Row("save an episode", queries, weighed(port, cookie, path), times)


def _logged_in(user: Any) -> tuple[Any, str]:
    """A test client to count queries, and its session cookie for the real server."""
    from django.conf import settings
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return client, f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _queries(client: Any, path: str) -> int:
    return _counted([lambda: client.get(path)] * 2)


def _counted(visits: Sequence[Callable[[], object]]) -> int:
    """Queries of the last visit: at the first, what was shown is written down. Begin and commit are none."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for visit in visits:
        with CaptureQueriesContext(connection) as asked:
            visit()
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in asked)


if __name__ == "__main__":
    main()

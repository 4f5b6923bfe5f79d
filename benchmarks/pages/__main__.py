"""Response times of every page by length of the diary: `python -m benchmarks.pages --years 2 10`.

Creates a diary of that length in a new database and starts the real server with its two workers. The leading figures
are of every page and download right after an episode was saved, as a person meets it; then each is asked for again and
again at 1, 4 and 16 clients. Prints Markdown tables with the budgets beside the figures.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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

SAVED_BY = "tracker:episode-just-now"
"""The button whose episode is a change: one that has ended, so that no strip grows on the pages."""


def options() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--years", type=int, nargs="+", default=[2, 10])
    parser.add_argument("--seconds", type=float, default=2, help="how long each page is asked for at each load")
    parser.add_argument("--turns", type=int, default=9, help="how often each page is asked for right after a save")
    parser.add_argument("--pages", nargs="*", help="names of addresses, such as tracker:week, or save; all without it")
    return parser.parse_args()


@dataclass(frozen=True)
class Row:
    """One page: its name; its queries and its times right after a save and when asked for again; its size.

    A row about saving lacks what it does not have.
    """

    name: str
    saved_queries: int | None
    saved: Any
    queries: int | None = None
    weight: Any = None
    times: Sequence[Any] = ()


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
        paths = {
            name: path
            for name, path in paths.items()
            if client.get(path, follow=True).status_code == OK or name in STRANGERS
        }
        bench = Bench(server, user, client, cookie, every[SAVED_BY], asked)
        rows = list(bench.saving()) if not asked.pages or SAVE in asked.pages else []
        for name, path in paths.items():
            print(f"{years} years: {name}", file=sys.stderr)  # noqa: T201
            rows.append(bench.page(name, path, is_open=name in STRANGERS))
        memory["after every page and file"] = server.memory_mib()
        return Run(years, rows, server.cold_start_s, memory)


@dataclass(frozen=True)
class Bench:
    """A served diary, its owner logged in to the server and to a test client that counts queries."""

    server: Any
    user: Any
    client: Any
    cookie: str
    save: str
    asked: argparse.Namespace

    def page(self, name: str, path: str, *, is_open: bool) -> Row:
        """Measure one page, first right after a save. One that is open to strangers is asked for without a login."""
        from benchmarks.pages.visits import timed, weighed

        if is_open:
            saved, saved_queries, cookie = None, None, ""
        else:
            cookie = self.cookie
            saved_queries = _counted(
                [lambda: self.client.get(path, follow=True), self._post, lambda: self.client.get(path, follow=True)]
            )
            saved = self._after_a_save(path)
        queries = _counted([lambda: self.client.get(path, follow=True)] * 2)
        weight = weighed(self.server.port, cookie, path)
        times = [timed(self.server.port, cookie, path, clients, self.asked.seconds) for clients in CLIENTS]
        return Row(name, saved_queries, saved, queries, weight, times)

    def saving(self) -> Iterator[Row]:
        """Measure a save with the page it leads to, and a save alone."""
        from benchmarks.pages.addresses import SAVE_ALONE, SAVE_AND_NEXT
        from benchmarks.pages.visits import timed, weighed

        yield Row(SAVE_AND_NEXT, None, self._after_a_save(""))
        with self._as_before():
            port, seconds = self.server.port, self.asked.seconds
            times = [timed(port, self.cookie, self.save, clients, seconds, saving=True) for clients in CLIENTS]
            yield Row(SAVE_ALONE, None, None, _counted([self._post] * 2), weighed(port, self.cookie, self.save), times)

    def _after_a_save(self, path: str) -> Any:
        from benchmarks.pages.after_a_save import after_a_save

        with self._as_before():
            return after_a_save(self.server, self.cookie, self.save, path, self.asked.turns, CLIENTS[-1])

    @contextmanager
    def _as_before(self) -> Iterator[None]:
        """Remove what was saved, so that the next page meets the same diary."""
        newest = self.user.episodes.latest("pk").pk
        yield
        self.user.lock_and_bump_revision()
        self.user.episodes.filter(pk__gt=newest).delete()

    def _post(self) -> None:
        self.client.post(self.save, {"client_id": str(uuid4()), "place": "chin:left"})


def _logged_in(user: Any) -> tuple[Any, str]:
    """A test client to count queries, and its session cookie for the real server."""
    from django.conf import settings
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return client, f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _counted(visits: Sequence[Callable[[], object]]) -> int:
    """Queries of the last visit: at the first, what was shown is stored. Begin and commit are none."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for visit in visits:
        with CaptureQueriesContext(connection) as asked:
            visit()
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in asked)


if __name__ == "__main__":
    main()

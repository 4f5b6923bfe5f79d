"""Measure every page in a browser, with two years of diary: `python -m benchmarks.browser`.

Reports Lighthouse scores (mobile preset, median of five visits), contacted hosts, and the taps and seconds that an
entry takes on a phone screen of 390 x 844. Needs Chromium and Node.js.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from shutil import which
from typing import Any

from benchmarks.browser.lighthouse import CATEGORIES, CHROMIUM, MEASURES, PageAudit, audit, install
from benchmarks.browser.taps import PHONE, EntryTime, jobs

YEARS = 2
OK = 200
NO_PAGES = ("tracker:doctor-pdf", "tracker:export")
BUDGETS = {"LCP s": 1.2, "TBT ms": 50, "CLS": 0.01}


def main() -> None:
    """Measure, then print Markdown tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="visits of Lighthouse to each page")
    parser.add_argument("--pages", nargs="*", help="names of addresses, such as tracker:week; all without it")
    parser.add_argument("--only-taps", action="store_true", help="without Lighthouse")
    options = parser.parse_args()
    if not options.only_taps:
        install()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LEVATOR_DATA": folder, "DJANGO_SETTINGS_MODULE": "journal.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        for line in _measured(Path(folder), options):
            print(line, flush=True)  # noqa: T201


def _measured(data: Path, options: argparse.Namespace) -> Iterator[str]:
    from django.core.management import call_command
    from django.utils import timezone

    from benchmarks.pages.addresses import pages
    from benchmarks.pages.people import keeper_of
    from benchmarks.pages.served import served

    call_command("migrate", verbosity=0)
    today = timezone.now().date()
    user = keeper_of(YEARS, today - timedelta(days=1))
    client, cookie = _logged_in(user)
    with served(data) as server:
        home = f"http://127.0.0.1:{server.port}"
        yield from _taps(home, _logged_in(_tapper(today))[1], today)
        if not options.only_taps:
            chosen = {name: path for name, path in pages(user, today).items() if name in (options.pages or [name])}
            yield from _table(_audits(home, client, "=".join(cookie), chosen, options.times))


def _audits(
    home: str, client: Any, cookie: str, chosen: Mapping[str, str], times: int
) -> Iterator[tuple[str, PageAudit]]:
    """Visit each address that returns a page."""
    from benchmarks.pages.addresses import STRANGERS

    for name, path in chosen.items():
        is_open = name in STRANGERS
        if is_open or _is_page(client, name, path):
            yield name, audit(home + path, "" if is_open else cookie, times)


def _is_page(client: Any, name: str, path: str) -> bool:
    if name in NO_PAGES:
        return False
    answer = client.get(path)
    return answer.status_code == OK and answer.get("Content-Type", "").startswith("text/html")


def _logged_in(user: Any) -> tuple[Any, tuple[str, str]]:
    from django.conf import settings
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return client, (name, client.cookies[name].value)


def _tapper(today: date) -> Any:
    """A person with a usual place, an as-needed medicine, and nothing logged in the last week."""
    from uuid import uuid4

    from benchmarks.pages.people import keeper_of

    user = keeper_of(1, today - timedelta(days=8), name="tapper")
    user.episodes.update(places=["nose_side:left"])
    user.medicines.create(client_id=uuid4(), name="Magnesium", as_needed=True)
    return user


def _taps(home: str, cookie: tuple[str, str], today: date) -> Iterator[str]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = which("chromium-headless-shell") or CHROMIUM
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": home}])
        page = context.new_page()
        yield "| what | taps / goal | page loads / goal | seconds |\n| --- | --- | --- | --- |"
        for done in jobs(page, home, today):
            yield _row(done)
        browser.close()


def _row(done: EntryTime) -> str:
    loads = f"{done.loads} / {'–' if done.budget_loads is None else done.budget_loads}"
    return f"| {done.what} | {done.taps} / {done.budget_taps} | {loads} | {done.seconds:.1f} |"


def _table(found: Iterator[tuple[str, PageAudit]]) -> Iterator[str]:
    columns = ["page", *CATEGORIES, *(f"{name} / {BUDGETS[name]}" for name in MEASURES), "hosts", "audits below 0.9"]
    yield f"\n| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for name, page in found:
        cells = [name.removeprefix("tracker:"), *(f"{page.scores[category]:.0f}" for category in CATEGORIES)]
        cells += [f"{page.measures[measure]:.2f}" for measure in MEASURES]
        yield f"| {' | '.join([*cells, ', '.join(page.hosts), ', '.join(page.failed)])} |"


if __name__ == "__main__":
    main()

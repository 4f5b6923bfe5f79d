"""Measure a phone with a bad connection: python -m benchmarks.offline [TURNS]

Serves two years of a made-up diary with the real server to Chromium at 390 × 844, and prints the seconds until a page
that was put aside is open, until a tap without a connection is stored, until waiting entries are in the diary, and
what the worker adds to a page with a connection; beside them the start and the memory of the server.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any

from benchmarks.browser.taps import PHONE

YEARS, TURNS, WAITING = 2, 20, 100
PLACE = '.region[data-place="nose_side:left"]'

IS_PUT_ASIDE = """async () => Boolean(navigator.serviceWorker.controller && await caches.match("/offline/start/"))"""
OPENED_MS = """() => performance.getEntriesByType("navigation")[0].loadEventEnd"""
FIRST_BYTE_MS = """() => performance.getEntriesByType("navigation")[0].responseStart"""
TAPPED_MS = """(place) => new Promise((done) => {
  const began = performance.now();
  document.addEventListener("queued", () => done(performance.now() - began), { once: true });
  document.querySelector(place).dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
})"""
SENT_MS = """async (number) => {
  const day = (n) => new Date(Date.now() - 86_400_000 * n).toISOString().slice(0, 10);
  const kinds = [
    () => ["/episode/just-now/", [["place", "chin:left"]]],
    () => ["/episode/now/", [["place", "chin:left"], ["another", "1"]]],
    (n) => ["/episode/new/", [["version", "1"], ["date", day(n)], ["time", "10:00"], ["lasting", "60"]]],
    () => ["/reading/tap/", [["item", "cola"]]],
    (n) => [`/check-in/${day(800 + n)}/`, [["version", "1"], ["value_sleep_h", "7"], ["note", "a quiet day"]]],
  ];
  for (let n = 0; n < number; n += 1) {
    const at = Date.now() - 60_000 * (number - n);
    const [address, own] = kinds[n % kinds.length](n);
    const fields = [["client_id", newId()], ["tapped_at", new Date(at).toISOString()], ...own];
    localStorage[KEPT + fields[0][1]] = JSON.stringify({ owner: OWNER, address, fields, at });
  }
  const began = performance.now();
  await sendAll();
  return ownQueue().length ? NaN : performance.now() - began;
}"""


def main() -> None:
    """Measure, then print a Markdown table."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LEVATOR_DATA": folder, "DJANGO_SETTINGS_MODULE": "journal.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        sys.stdout.write("| what | seconds | goal |\n| --- | --- | --- |\n")
        for what, seconds, goal in _measured(Path(folder), turns):
            sys.stdout.write(f"| {what} | {seconds:.3f} | {goal} |\n")
            sys.stdout.flush()


def _measured(data: Path, turns: int) -> Iterator[tuple[str, float, str]]:
    from django.core.management import call_command
    from django.utils import timezone
    from playwright.sync_api import sync_playwright

    from benchmarks.browser.lighthouse import CHROMIUM
    from benchmarks.pages.people import keeper_of
    from benchmarks.pages.served import served

    call_command("migrate", verbosity=0)
    cookie = _cookie(keeper_of(YEARS, timezone.now().date() - timedelta(days=1)))
    with served(data) as server, sync_playwright() as playwright:
        yield "start of the server", server.cold_start_s, "–"
        chromium = which("chromium-headless-shell") or CHROMIUM
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        home = f"http://127.0.0.1:{server.port}"
        phone, plain = (_page(browser, home, cookie, workers) for workers in ("allow", "block"))
        phone.goto("/")
        while not phone.evaluate(IS_PUT_ASIDE):
            phone.wait_for_timeout(100)
        yield from _online(phone, plain, turns)
        yield from _offline(phone, turns)
        phone.goto("/journal/")
        yield (
            f"{WAITING} waiting entries of five kinds are in the diary",
            phone.evaluate(SENT_MS, WAITING) / 1_000,
            "5",
        )
        browser.close()
        sys.stdout.write(f"\nMemory of the largest worker: {server.memory_mib():.0f} MiB\n")


def _online(phone: Any, plain: Any, turns: int) -> Iterator[tuple[str, float, str]]:
    """First byte of the journal with the worker and without, in turns."""
    found: dict[Any, list[float]] = {phone: [], plain: []}
    for _turn in range(turns):
        for page, times in found.items():
            page.goto("/journal/")
            times.append(page.evaluate(FIRST_BYTE_MS) / 1_000)
    with_worker, without = (median(times) for times in found.values())
    yield "first byte of the journal with the worker", with_worker, "–"
    yield "first byte without it", without, "the same"


def _offline(phone: Any, turns: int) -> Iterator[tuple[str, float, str]]:
    phone.context.set_offline(True)
    opened: list[float] = []
    tapped: list[float] = []
    for _turn in range(turns):
        phone.goto("/episode/just-now/", wait_until="load")
        phone.wait_for_timeout(50)
        opened.append(phone.evaluate(OPENED_MS) / 1_000)
        tapped.append(phone.evaluate(TAPPED_MS, PLACE) / 1_000)
    yield "a page that was put aside is open, without a connection", median(opened), "0.1"
    yield "a tap without a connection is stored", median(tapped), "0.2"
    phone.evaluate("for (const { name } of wholeQueue()) localStorage.removeItem(name)")
    phone.context.set_offline(False)


def _page(browser: Any, home: str, cookie: tuple[str, str], workers: str) -> Any:
    context = browser.new_context(
        base_url=home, viewport=PHONE, has_touch=True, is_mobile=True, service_workers=workers
    )
    context.add_cookies([{"name": cookie[0], "value": cookie[1], "url": home}])
    return context.new_page()


def _cookie(user: Any) -> tuple[str, str]:
    from django.conf import settings
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(user)
    return settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main()

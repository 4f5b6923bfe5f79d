"""A chart in a page that allows no inline style: it must be neither black nor complained about."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tracker.core.analysis import DailyTotals, weekly
from tracker.core.charts.courses import TreatmentCourse, courses_svg

CSS = Path(__file__).resolve().parents[2] / "static/css/charts.css"
POLICY = "default-src 'none'; style-src 'self'"
ACCENT = {"light": "rgb(31, 111, 120)", "dark": "rgb(108, 195, 201)"}

pytestmark = pytest.mark.browser


def chart() -> str:
    counts = (2, None, 0, 4, 1, 1, 3)
    totals = [
        DailyTotals(date(2026, 11, 16) + timedelta(n), count is not None, count, None, None, {})
        for n, count in enumerate(counts)
    ]
    return courses_svg(weekly(totals), [TreatmentCourse("Zinc", None, None)])


class StrictPage(BaseHTTPRequestHandler):
    """One page and its style sheet, under the strict policy."""

    def do_GET(self) -> None:
        if self.path == "/charts.css":
            self._answer("text/css", CSS.read_text(encoding="utf-8"))
        else:
            head = '<meta charset="utf-8"><title>Weeks</title><link rel="stylesheet" href="/charts.css">'
            self._answer(
                "text/html", f'<!doctype html><html lang="en"><head>{head}</head><body>{chart()}</body></html>'
            )

    def _answer(self, kind: str, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_args: object) -> None:
        """Say nothing between the dots of the tests."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), StrictPage)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bar_has_the_accent_colour_without_policy_violations(browser, address, scheme):
    context = browser.new_context(color_scheme=scheme, viewport={"width": 390, "height": 844})
    page = context.new_page()
    said: list[str] = []
    # The browser asks for an icon by itself, and the policy refuses that one as it should.
    page.on("console", lambda message: None if "favicon" in message.text else said.append(message.text))
    page.goto(address)
    fills = page.eval_on_selector_all(
        "rect[fill='var(--chart-accent)']", "bars => bars.map(bar => getComputedStyle(bar).fill)"
    )
    context.close()
    assert said == []
    assert fills
    assert set(fills) == {ACCENT[scheme]}


def test_the_chosen_theme_wins_over_the_screens(browser, address):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(address)
    fill = "getComputedStyle(document.querySelector(\"rect[fill='var(--chart-accent)']\")).fill"
    page.evaluate("document.documentElement.dataset.bsTheme = 'light'")
    light = page.evaluate(fill)
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    dark = page.evaluate(fill)
    page.emulate_media(media="print")
    printed = page.evaluate(fill)
    context.close()
    assert (light, dark, printed) == (ACCENT["light"], ACCENT["dark"], ACCENT["light"])

"""A phone that puts pages aside and loses its connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

import pytest
from django.urls import reverse
from playwright.sync_api import expect
from walk.forwarding import Forwarder, State

if TYPE_CHECKING:
    from playwright.sync_api import Page

ZONE = "Europe/Warsaw"


def wait_until(page: Page, what: str, holds: Callable[[Page], Any]) -> None:
    """Our policy forbids Playwright's own way, which evaluates a text in the page."""
    for _attempt in range(100):
        if holds(page):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never: {what}")


def cache_names(page: Page) -> list[str]:
    names: list[str] = page.evaluate("caches.keys()")
    return names


def is_put_aside(page: Page) -> bool:
    stamp = page.evaluate("document.body.dataset.stamp")
    name = next((name for name in cache_names(page) if name.endswith(stamp)), "")
    has_worker = page.evaluate("navigator.serviceWorker.controller !== null")
    cached = "(cacheName) => caches.match('/offline/start/', { cacheName }).then((found) => Boolean(found))"
    return bool(name and has_worker and page.evaluate(cached, name))


def kept(page: Page) -> int:
    number: int = page.evaluate("wholeQueue().length")
    return number


def cut(page: Page, wire: Forwarder, how: State | Literal["offline"]) -> None:
    if how == "offline":
        page.context.set_offline(True)
    else:
        wire.be(how)


def connect(page: Page, wire: Forwarder) -> None:
    page.context.set_offline(False)
    if wire.state != "up":
        wire.be("up")


def tap(page: Page, place: str) -> None:
    number = kept(page)
    page.locator(place).click()
    wait_until(page, "kept", lambda page: kept(page) == number + 1)


def log_out(page: Page) -> None:
    page.goto(reverse("tracker:settings"))
    page.get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_role("link", name="Log in").first).to_be_visible()

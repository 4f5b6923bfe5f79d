"""What several browser tests need."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from walk.forwarding import Forwarder
from walk.put_aside import ZONE, is_put_aside, wait_until
from walk.watch import BrowserWatch

from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer


@pytest.fixture
def zone_at() -> Callable[[int], str]:
    """A time zone in which the clock shows this hour now: after midnight pages ask which day is meant."""

    def zone(hour: int) -> str:
        ahead = (hour - datetime.now(UTC).hour + 11) % 24 - 11
        return f"Etc/GMT{-ahead:+d}"

    return zone


@pytest.fixture
def wire(live_server: LiveServer) -> Iterator[Forwarder]:
    """The server as the phone reaches it."""
    address = urlsplit(live_server.url)
    forwarder = Forwarder((str(address.hostname), int(address.port or 0)))
    yield forwarder
    forwarder.close()


@pytest.fixture
def phone(browser: Browser, wire: Forwarder, alice: User, sign_in: Callable[[Page, User], None]) -> Iterator[Page]:
    """A phone on which Alice is logged in and has opened Today, so that everything is put aside."""
    User.objects.filter(pk=alice.pk).update(time_zone=ZONE)
    watch = BrowserWatch(home=urlsplit(wire.url).netloc)
    context = browser.new_context(
        base_url=wire.url, viewport={"width": 390, "height": 844}, locale="en-GB", timezone_id=ZONE
    )
    context.set_default_timeout(10_000)
    watch.follow(context)
    page = context.new_page()
    sign_in(page, alice)
    page.goto("/")
    wait_until(page, "put aside", is_put_aside)
    yield page
    context.close()
    watch.assert_clean()

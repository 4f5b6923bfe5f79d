"""Installed and without a connection: pages that were put aside open, entries wait, and nothing is left behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations
from walk.forwarding import Forwarder
from walk.watch import BrowserWatch

from tracker import diary
from tracker.core.records import Episode
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOSE, CHIN = '.region[data-place="nose_side:left"]', '.region[data-place="chin:left"]'
CANNOT = "You can log all the same"
ZONE = "Europe/Warsaw"


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


def cut(page: Page, wire: Forwarder, how: str) -> None:
    if how == "offline":
        page.context.set_offline(True)
    else:
        wire.be("gone")


def connect(page: Page, wire: Forwarder) -> None:
    page.context.set_offline(False)
    if wire.state != "up":
        wire.be("up")


def tap(page: Page, place: str) -> None:
    number = kept(page)
    page.locator(place).click()
    wait_until(page, "kept", lambda page: kept(page) == number + 1)


def end_session(alice: User) -> None:
    Session.objects.all().delete()


@pytest.mark.parametrize("how", ["offline", "server gone"])
def test_two_taps_without_a_connection_are_two_episodes(phone: Page, wire: Forwarder, alice: User, how: str) -> None:
    cut(phone, wire, how)
    phone.goto("/week/")
    expect(phone.get_by_text(CANNOT)).to_be_visible()
    phone.goto("/")
    expect(phone.get_by_text(CANNOT)).to_be_visible()
    assert violations(phone) == []
    phone.get_by_text("When to get help at once").click()
    expect(phone.get_by_role("link", name="Call 112")).to_be_visible()
    phone.get_by_role("link", name="Twitching now").click()
    tap(phone, NOSE)
    tap(phone, CHIN)
    expect(phone.get_by_text("Entries kept: 2")).to_be_visible()
    tapped = sorted(dict(fields)["tapped_at"] for fields in phone.evaluate("wholeQueue().map((one) => one.fields)"))
    connect(phone, wire)
    phone.goto("/")
    expect(phone.get_by_text("Now in the diary")).to_be_visible()
    assert kept(phone) == 0
    saved = alice.episodes.order_by("onset")
    assert [one.onset for one in saved] == [datetime.fromisoformat(at) for at in tapped]
    assert [(one.places, one.zone) for one in saved] == [(["nose_side:left"], ZONE), (["chin:left"], ZONE)]


def test_every_form_works_without_a_connection(phone: Page, wire: Forwarder, alice: User) -> None:
    """The whole form with an emergency, the check-in of two days, and the one-tap additions."""
    today = phone.evaluate("new Intl.DateTimeFormat('sv', {dateStyle: 'short'}).format(new Date())")
    phone.context.set_offline(True)
    phone.goto("/")
    phone.locator(".tile").first.click()
    wait_until(phone, "kept", lambda page: kept(page) == 1)
    phone.goto(reverse("tracker:episode-create"))
    assert phone.locator("[name=date]").input_value() == today
    phone.get_by_text("Did anything come with it?").scroll_into_view_if_needed()
    chip = phone.locator("[type=checkbox][aria-label$='One side of the face drops']")
    chip.check()
    phone.get_by_role("group", name="One side of the face drops").get_by_label("suddenly").check()
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.get_by_role("link", name="Call 112")).to_be_in_viewport(ratio=1)
    yesterday = (datetime.fromisoformat(today) - timedelta(days=1)).date()
    phone.goto(reverse("tracker:check-in-day", args=[yesterday]))
    assert violations(phone) == []
    phone.locator("[name=value_sleep_h]").fill("7")
    phone.get_by_role("button", name="Save", exact=True).click()
    wait_until(phone, "kept", lambda page: kept(page) == 3)
    connect(phone, wire)
    # The diary's own page about the emergency comes first.
    expect(phone.get_by_text("It is saved.")).to_be_visible()
    wait_until(phone, "sent", lambda page: kept(page) == 0)
    assert alice.days.get().local_date == yesterday
    assert alice.readings.get(source="tap").local_date.isoformat() == today
    assert [sign["name"] if isinstance(sign, dict) else sign for sign in alice.episodes.get().signs] != []


def test_a_silent_server_is_waited_for_once(phone: Page, wire: Forwarder) -> None:
    wire.be("silent")
    began = time.monotonic()
    phone.goto(reverse("tracker:episode-now"))
    first = time.monotonic() - began
    expect(phone.locator(".face-map.is-live")).to_be_visible()
    began = time.monotonic()
    phone.goto(reverse("tracker:episode-just-now"))
    assert (first > 3.9, time.monotonic() - began < first - 2) == (True, True)


def test_after_the_log_in_ended_entries_wait_for_their_person(
    phone: Page, wire: Forwarder, alice: User, bob: User, sign_in: Callable[[Page, User], None]
) -> None:
    phone.context.set_offline(True)
    phone.goto(reverse("tracker:episode-now"))
    tap(phone, NOSE)
    end_session(alice)
    connect(phone, wire)
    phone.goto("/journal/")
    expect(phone.get_by_text("They are sent when the person who wrote them logs in.")).to_be_visible()
    assert kept(phone) == 1
    sign_in(phone, bob)
    phone.goto("/")
    wait_until(phone, "put aside for Bob", is_put_aside)
    wait_until(phone, "hers is gone", lambda page: len(cache_names(page)) == 1)
    assert (kept(phone), bob.episodes.count()) == (1, 0)
    log_out(phone)
    # Bob's log-out leaves what is Alice's, and nothing else.
    assert (kept(phone), cache_names(phone)) == (1, [])
    sign_in(phone, alice)
    phone.goto("/")
    expect(phone.get_by_text("Now in the diary")).to_be_visible()
    assert (kept(phone), alice.episodes.count()) == (0, 1)


def log_out(page: Page) -> None:
    page.goto(reverse("tracker:settings"))
    page.get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_role("link", name="Log in").first).to_be_visible()


def test_four_weeks_are_readable_only_if_switched_on_and_gone_after_the_log_out(
    phone: Page, wire: Forwarder, alice: User
) -> None:
    diary.save_entry(alice, Episode(uuid4(), timezone.now(), ZONE, timezone.now().date(), note="in the train"))
    cut(phone, wire, "offline")
    phone.goto("/journal/")
    expect(phone.get_by_text(CANNOT)).to_be_visible()
    connect(phone, wire)
    phone.goto(reverse("tracker:settings"))
    assert violations(phone) == []
    phone.get_by_label("Keep the last four weeks readable here").check()
    wait_until(phone, "readable", lambda page: page.evaluate("Number(localStorage[READABLE]) > 0"))
    cut(phone, wire, "server gone")
    phone.goto("/journal/")
    expect(phone.get_by_text("in the train").first).to_be_visible()
    expect(phone.get_by_text("this is how the page was on")).to_be_visible()
    phone.goto("/week/")
    expect(phone.get_by_text("this is how the page was on")).to_be_visible()
    connect(phone, wire)
    log_out(phone)
    assert (cache_names(phone), phone.evaluate("localStorage.length")) == ([], 0)


def test_logging_out_leaves_nothing(phone: Page) -> None:
    log_out(phone)
    workers = phone.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)")
    assert (cache_names(phone), workers, phone.evaluate("localStorage.length")) == ([], 0, 0)
    phone.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto("/")


def test_a_new_release_is_put_aside_and_a_broken_one_takes_itself_back(
    phone: Page, alice: User, settings: Any
) -> None:
    old = cache_names(phone)
    User.objects.filter(pk=alice.pk).update(theme="dark")
    phone.goto("/")
    wait_until(phone, "put aside again", is_put_aside)
    wait_until(phone, "the old one is gone", lambda page: len(cache_names(page)) == 1)
    assert cache_names(phone) != old
    settings.OFFLINE = False
    phone.goto("/")
    gone = "navigator.serviceWorker.getRegistrations().then((all) => all.length === 0)"
    phone.evaluate("navigator.serviceWorker.getRegistration().then((worker) => worker?.update())")
    wait_until(phone, "no worker", lambda page: page.evaluate(gone))
    assert cache_names(phone) == []


def test_chromium_calls_it_installable(phone: Page) -> None:
    chromium = phone.context.new_cdp_session(phone)
    manifest = chromium.send("Page.getAppManifest")
    assert (manifest["url"].endswith("/manifest.webmanifest"), manifest["errors"]) == (True, [])
    found = chromium.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # The test's browser keeps nothing, like a private window.
    assert {one["errorId"] for one in found} <= {"in-incognito"}


def test_two_tabs_send_each_entry_once(phone: Page, alice: User) -> None:
    entry = """{owner: OWNER, at: number, address: '/episode/just-now/', fields: [
        ['client_id', crypto.randomUUID()], ['place', 'chin:left'], ['tapped_at', new Date(number).toISOString()]]}"""
    count = "let number = 1e12; number < 1e12 + 20; number += 1"
    phone.evaluate(f"for ({count}) localStorage[KEPT + number] = JSON.stringify({entry})")
    other = phone.context.new_page()
    sent: list[str] = []
    phone.context.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    other.goto("/journal/")
    phone.evaluate("sendAll()")
    for tab in (phone, other):
        wait_until(tab, "sent", lambda page: kept(page) == 0)
    assert (alice.episodes.count(), len(sent)) == (20, 20)


def test_a_tap_on_today_without_a_connection_waits(phone: Page, wire: Forwarder, alice: User) -> None:
    phone.goto("/")
    phone.context.set_offline(True)
    for number in (1, 2):
        phone.locator(".tile").nth(number - 1).click()
        wait_until(phone, "kept", lambda page, number=number: kept(page) == number)
    expect(phone.get_by_text("Entries kept: 2")).to_be_in_viewport()
    connect(phone, wire)
    wait_until(phone, "sent", lambda page: kept(page) == 0)
    assert alice.readings.filter(source="tap").count() == 2


def test_what_waits_counts_for_an_emergency_of_the_same_day(phone: Page, wire: Forwarder) -> None:
    """Fever in one entry and rigid muscles in the next are an emergency together with a twitch."""
    cut(phone, wire, "offline")
    for number, sign in enumerate(("Fever", "Muscles gone rigid"), start=1):
        phone.goto(reverse("tracker:episode-create"))
        phone.locator("details", has=phone.locator(f"[type=checkbox][aria-label$='{sign}']")).last.evaluate(
            "(fold) => { for (let one = fold; one; one = one.parentElement) if ('open' in one) one.open = true; }"
        )
        phone.locator(f"[type=checkbox][aria-label$='{sign}']").check()
        phone.get_by_role("button", name="Save", exact=True).click()
        wait_until(phone, "kept", lambda page, number=number: kept(page) == number)
    expect(phone.get_by_text("Twitching together with the signs you noted")).to_be_visible()


def test_after_midnight_it_asks_which_day_is_meant(phone: Page, wire: Forwarder) -> None:
    phone.clock.set_fixed_time(datetime(2026, 11, 30, 0, 30, tzinfo=UTC))
    cut(phone, wire, "offline")
    phone.goto(reverse("tracker:check-in"))
    expect(phone.get_by_role("button", name="Save", exact=True)).not_to_be_visible()
    phone.get_by_text("Sunday 29 November").click()
    expect(phone.get_by_role("button", name="Save", exact=True)).to_be_visible()
    assert phone.locator("form[data-offline-form]").get_attribute("action") == "/check-in/2026-11-29/"

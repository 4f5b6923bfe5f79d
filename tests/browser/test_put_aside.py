"""What the pages do that were put aside, and how what waits is sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import expect
from walk.accessibility import violations
from walk.forwarding import Forwarder
from walk.put_aside import ZONE, connect, cut, kept, tap, wait_until

from tracker import diary
from tracker.core.records import Episode, Expected, Experiment, Kept, local_day
from tracker.models import User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    # The day is written as it is with a connection.
    expect(phone.get_by_role("heading", level=1)).to_have_text(date_format(yesterday, "l, j F"))
    assert violations(phone) == []
    phone.locator("[name=value_sleep_h]").fill("7")
    phone.get_by_role("button", name="Save", exact=True).click()
    wait_until(phone, "kept", lambda page: kept(page) == 3)
    phone.locator("[name=shell_day]").first.check(force=True)
    phone.get_by_role("button", name="Save", exact=True).click()
    wait_until(phone, "kept", lambda page: kept(page) == 4)
    connect(phone, wire)
    # The diary's own page about the emergency comes first.
    expect(phone.get_by_text("It is saved.")).to_be_visible()
    wait_until(phone, "sent", lambda page: kept(page) == 0)
    assert sorted(alice.days.values_list("local_date", flat=True)) == [yesterday, yesterday + timedelta(days=1)]
    assert alice.readings.get(source="tap").local_date.isoformat() == today
    assert [sign["name"] if isinstance(sign, dict) else sign for sign in alice.episodes.get().signs] != []


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
    phone.get_by_label("Sunday, 29 November").check(force=True)
    expect(phone.get_by_role("button", name="Save", exact=True)).to_be_visible()
    assert phone.locator("form[data-offline-form]").get_attribute("action") == "/check-in/2026-11-29/"


def test_taps_about_an_episode_that_waits_here(phone: Page, wire: Forwarder, alice: User) -> None:
    """A quiet day so far, then an episode that stops, and how strong it was: all before the diary knows of it."""
    # Entries are sent in the order of their times, so two need two.
    phone.clock.set_fixed_time(datetime(2026, 11, 30, 10, 59, tzinfo=UTC))
    cut(phone, wire, "offline")
    phone.goto("/")
    phone.get_by_role("button", name="No twitch today").click()
    phone.clock.set_fixed_time(datetime(2026, 11, 30, 11, tzinfo=UTC))
    phone.goto(reverse("tracker:episode-now"))
    tap(phone, '.region[data-place="chin:left"]')
    phone.clock.set_fixed_time(datetime(2026, 11, 30, 11, 5, tzinfo=UTC))
    phone.goto("/")
    expect(phone.get_by_role("button", name="No twitch today")).not_to_be_visible()
    waiting = phone.locator("[data-waiting]")
    expect(waiting.get_by_text("a twitch at 12:00")).to_be_visible()
    assert violations(phone) == []
    waiting.get_by_role("button", name="2", exact=True).click()
    waiting.get_by_role("button", name="6", exact=True).click()
    expect(waiting.get_by_role("button", name="6", exact=True)).to_have_attribute("aria-current", "true")
    waiting.get_by_role("button", name="It stopped").click()
    expect(waiting.get_by_role("button", name="It stopped")).not_to_be_visible()
    assert kept(phone) == 4
    connect(phone, wire)
    wait_until(phone, "sent", lambda page: kept(page) == 0)
    row = alice.episodes.get()
    assert (row.still_going, row.duration_s, row.strength) == (False, 300, 6)
    assert alice.days.get().no_twitch


def test_taps_on_an_open_page_when_the_connection_is_gone(phone: Page, wire: Forwarder, alice: User) -> None:
    """Today shows an episode that goes on, its strength, and a self-experiment; another one was deleted since."""
    began, today = timezone.now() - timedelta(minutes=20), local_day(timezone.now(), ZONE)
    for number in (1, 2):
        diary.log_episode(alice, Episode(UUID(int=number, version=4), began, ZONE, today, still_going=True))
    plan = Experiment(UUID(int=3, version=4), today, "No coffee", "as usual", Expected.FEWER, "ab" * 16, 14, 2)
    diary.save_entry(alice, plan)
    phone.goto("/")
    phone.context.set_offline(True)
    phone.locator("#saved").get_by_role("button", name="4", exact=True).click()
    wait_until(phone, "kept", lambda page: kept(page) == 1)
    phone.locator("#experiment").get_by_role("button", name="Partly").click()
    for number in (1, 2):
        phone.locator(f".running [action*='{UUID(int=number, version=4)}']").get_by_role(
            "button", name="It stopped"
        ).click()
    wait_until(phone, "kept", lambda page: kept(page) == 4)
    expect(phone.locator(".running:visible")).to_have_count(0)
    alice.episodes.filter(client_id=UUID(int=1, version=4)).delete()
    connect(phone, wire)
    wait_until(phone, "sent", lambda page: kept(page) == 0)
    expect(phone.get_by_text("Now in the diary, kept before on this device: ")).to_contain_text("3")
    row = alice.episodes.get()
    assert (row.still_going, 1_200 <= row.duration_s < 1_300, row.strength) == (False, True, 4)
    assert [(one.day, one.kept) for one in alice.experiments.get().record().kept] == [(today, Kept.PARTLY)]

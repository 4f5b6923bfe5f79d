"""Pages that were put aside open without a connection, entries wait, and nothing is left behind."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect
from walk.accessibility import violations
from walk.forwarding import Forwarder
from walk.put_aside import ZONE, cache_names, connect, cut, is_put_aside, kept, log_out, tap, wait_until

from tracker import diary
from tracker.core.records import Episode
from tracker.models import Session, User

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOSE, CHIN = '.region[data-place="nose_side:left"]', '.region[data-place="chin:left"]'
CANNOT = "You can log all the same"


@pytest.mark.parametrize("how", ["offline", "gone", "bad gateway"])
def test_two_taps_without_a_connection_are_two_episodes(phone: Page, wire: Forwarder, alice: User, how: Any) -> None:
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
    Session.objects.all().delete()
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
    cut(phone, wire, "gone")
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

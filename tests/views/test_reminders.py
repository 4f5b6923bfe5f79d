"""The page of reminders: what is asked, and on which devices."""

from __future__ import annotations

import os
from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from walk.push_service import PushBrowser, encoded

from tracker import diary
from tracker.models import AccountEvent, PushSubscription, ReminderSettings, User

PAGE, ON = reverse("tracker:reminders"), reverse("tracker:reminders-on")
MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/secret"


def words(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def test_it_is_off_and_says_what_it_needs_without_scripts(alice_client: Client) -> None:
    page = words(alice_client)
    assert "Switched off." in page
    assert "the browser needs scripts, messages and an address with https" in page
    assert "Apple, Google, Mozilla or Microsoft" in page


def test_a_device_is_switched_on_and_off(alice: User, alice_client: Client) -> None:
    alice_client.post(ON, PushBrowser(MOZILLA).fields)
    subscription = alice.push_subscriptions.get()
    assert (subscription.endpoint, subscription.origin) == (MOZILLA, "http://testserver")
    assert "Switched on." in words(alice_client)
    assert MOZILLA not in words(alice_client)
    off = reverse("tracker:reminders-off", args=[subscription.device.client_id])
    assert [alice_client.post(off).status_code for _twice in range(2)] == [302, 302]
    assert not PushSubscription.objects.exists()
    kinds = alice.account_events.values_list("kind", "count")
    assert {("reminders-on", 1), ("reminders-off", 1)} <= set(kinds)


def test_another_device_is_switched_off_from_here(alice: User, alice_client: Client) -> None:
    phone = Client(headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"})
    phone.force_login(alice)
    phone.post(ON, PushBrowser(MOZILLA).fields)
    page = words(alice_client)
    assert ("Switched off." in page, "Firefox on Linux" in page) == (True, True)
    alice_client.post(reverse("tracker:reminders-off", args=[alice.push_subscriptions.get().device.client_id]))
    assert "Firefox on Linux" not in words(alice_client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://example.org/push"},
        {"endpoint": "http://fcm.googleapis.com/fcm/send/a"},
        {"endpoint": "https://127.0.0.1/"},
        {"key": encoded(b"\4" + bytes(64))},
        {"key": "no key é"},
        {"auth": encoded(os.urandom(15))},
        {"auth": ""},
    ],
)
def test_what_nothing_can_be_sent_to_is_refused(alice_client: Client, wrong: dict[str, str]) -> None:
    answer = alice_client.post(ON, PushBrowser(MOZILLA).fields | wrong, follow=True)
    assert "Nothing was switched on." in answer.content.decode()
    assert not PushSubscription.objects.exists()


def test_time_and_words_are_kept(alice: User, alice_client: Client) -> None:
    alice_client.post(PAGE, {"at": "07:15", "title": "Tea", "check_in": "on"})
    chosen = ReminderSettings.objects.get(user=alice)
    assert (chosen.at, chosen.title, chosen.check_in, chosen.left_open) == (time(7, 15), "Tea", True, False)
    assert 'value="07:15"' in words(alice_client)


def test_in_calm_mode_it_says_that_nothing_is_sent(alice: User, alice_client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(calm_mode=True)
    assert "Calm mode is on, so nothing is sent." in words(alice_client)


@pytest.mark.parametrize("change", [{"PUSH_CONTACT": ""}, {"OFFLINE": False}])
def test_an_installation_that_sends_none_says_so(alice_client: Client, settings: Any, change: dict[str, Any]) -> None:
    for name, value in change.items():
        setattr(settings, name, value)
    assert "has not switched these on" in words(alice_client)
    assert PAGE not in alice_client.get(reverse("tracker:settings")).content.decode()
    alice_client.post(ON, PushBrowser(MOZILLA).fields)
    assert not PushSubscription.objects.exists()
    assert b"importScripts" not in alice_client.get("/worker.js").content


def test_the_worker_loads_what_shows_a_reminder(client: Client) -> None:
    assert b'importScripts("/static/js/push-worker.js");' in client.get("/worker.js").content


def test_all_of_it_goes_with_the_account(alice: User, alice_client: Client) -> None:
    alice_client.post(ON, PushBrowser(MOZILLA).fields)
    diary.end_account(alice)
    assert not PushSubscription.objects.exists()
    diary.delete_account(alice)
    assert (ReminderSettings.objects.count(), AccountEvent.objects.count()) == (0, 0)

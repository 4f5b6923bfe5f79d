"""The list of devices: where a person is logged in, and how they end it from another device."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from walk.filling import PASSWORD

from tracker.models import Device, Session, User

NOON = "2026-06-17T12:00:00Z"
LIST, JOURNAL = reverse("mfa_index"), reverse("tracker:journal")
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) Version/26.0 Safari/604.1"
DESK = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"


def log_in(agent: str, password: str = PASSWORD) -> Client:
    client = Client(headers={"User-Agent": agent})
    client.post(reverse("account_login"), {"login": "alice", "password": password})
    return client


def text(client: Client) -> str:
    return " ".join(client.get(LIST).content.decode().split())


def test_the_list_names_each_device_and_the_day_of_its_last_use(alice: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        log_in(PHONE)
        clock.shift(timedelta(days=2))
        desk = log_in(DESK)
        page = text(desk)
    assert page.count("Log it out") == 1
    assert 'Firefox on Linux </strong> <span class="quiet"> this device' in page
    assert 'Safari on iPhone </strong> <span class="quiet"> last used on 15 June 2026' not in page
    assert 'Safari on iPhone </strong> <span class="quiet"> last used on 17 June 2026' in page


def test_a_visit_on_another_day_is_noted(alice: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        phone = log_in(PHONE)
        clock.shift(timedelta(days=2))
        phone.get(JOURNAL)
        assert "last used today" in text(log_in(DESK))


def test_one_device_is_logged_out_from_another(alice: User) -> None:
    phone, desk, other = log_in(PHONE), log_in(DESK), log_in(DESK)
    row = alice.devices.get(session_key=phone.session.session_key)
    desk.post(reverse("tracker:device-end", args=[row.client_id]))
    assert [client.get(JOURNAL).status_code for client in (phone, desk, other)] == [302, 200, 200]


def test_all_others_are_logged_out_even_those_without_a_row(alice: User) -> None:
    phone, desk, old = log_in(PHONE), log_in(DESK), log_in(DESK)
    Device.objects.filter(session_key=old.session.session_key).delete()
    desk.post(reverse("tracker:devices-end-others"))
    assert [client.get(JOURNAL).status_code for client in (phone, desk, old)] == [302, 200, 302]
    assert alice.devices.get().session_key == desk.session.session_key


def test_nobody_ends_anothers_device(alice: User, bob_client: Client) -> None:
    phone = log_in(PHONE)
    row = alice.devices.get()
    assert bob_client.post(reverse("tracker:device-end", args=[row.client_id])).status_code == 404
    bob_client.post(reverse("tracker:devices-end-others"))
    assert phone.get(JOURNAL).status_code == 200


def test_ones_own_device_asks_before_it_logs_out(alice: User) -> None:
    phone = log_in(PHONE)
    answer = phone.post(reverse("tracker:device-end", args=[alice.devices.get().client_id]))
    assert answer["Location"] == reverse("account_logout")
    assert phone.get(JOURNAL).status_code == 200


def test_a_log_out_and_a_lost_session_leave_no_row(alice: User) -> None:
    log_in(PHONE).post(reverse("account_logout"))
    assert not alice.devices.exists()
    log_in(PHONE)
    Session.objects.all().delete()
    log_in(DESK)
    assert alice.devices.get().browser == "Firefox"


@pytest.mark.parametrize("agent", ["", "<b>Robot</b> " * 50])
def test_what_a_browser_says_about_itself_is_not_stored(agent: str, alice: User) -> None:
    client = log_in(agent)
    row: Any = Device.objects.values().get()
    assert (row["browser"], row["system"]) == ("", "")
    assert "A device" in text(client)


def test_logging_in_again_in_the_same_session_keeps_one_row(alice: User, alice_client: Client) -> None:
    alice_client.force_login(alice)
    assert alice.devices.count() == 1

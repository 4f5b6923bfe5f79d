"""How a log-in ends: by log-out, by a new password, by leaving, by time; and that an old cookie then opens nothing."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.addresses import PUBLIC, every_address
from walk.filling import PASSWORD

from tracker.models import Session, User

NOON = "2026-06-17T12:00:00Z"
LOG_IN, LOG_OUT, CHANGE = (reverse(f"account_{name}") for name in ("login", "logout", "change_password"))
JOURNAL = reverse("tracker:journal")
NEW = {"oldpassword": PASSWORD, "password1": "another quiet walk", "password2": "another quiet walk"}


def log_in(client: Client, password: str = PASSWORD) -> int:
    return client.post(LOG_IN, {"login": "alice", "password": password}).status_code


def with_cookie_of(client: Client) -> Client:
    """Somebody who copied the cookies."""
    thief = Client()
    thief.cookies = client.cookies.copy()
    return thief


def test_a_session_gets_a_new_name_at_log_in(client: Client, alice: User) -> None:
    client.get(LOG_IN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["levator"] = session.session_key
    planted = with_cookie_of(client)
    assert log_in(client) == 302
    assert client.session.session_key != session.session_key
    assert planted.get(JOURNAL).status_code == 302


def test_the_name_of_a_session_cannot_be_guessed(client: Client, alice: User) -> None:
    log_in(client)
    # 32 letters and digits are 165 bits.
    assert len(client.session.session_key) == 32


@pytest.mark.parametrize("way", ["log-out", "new password", "leave"])
def test_an_old_cookie_opens_nothing_on_any_address(way: str, client: Client, alice: User) -> None:
    log_in(client)
    thief = with_cookie_of(client)
    assert thief.get(JOURNAL).status_code == 200
    thief = with_cookie_of(client)
    key = client.session.session_key
    if way == "log-out":
        client.post(LOG_OUT)
    elif way == "new password":
        client.post(CHANGE, NEW)
    else:
        client.post(reverse("tracker:leave"), {"password": PASSWORD})
    for address in every_address():
        if address.name not in PUBLIC:
            given = {"IsoDate": date(2026, 6, 17), "UUIDConverter": "00000000-0000-0000-0000-000000000000"}
            given |= {"IntConverter": "0"}
            values = {name: given.get(kind, "x") for name, kind in address.kinds}
            for method in ("get", "post"):
                answer = getattr(thief, method)(address.with_values(**values))
                assert answer.status_code == 302, (address.name, method)
                assert answer["Location"].startswith(LOG_IN), (address.name, method)
    assert not Session.objects.filter(session_key=key).exists() or way == "new password"


def test_a_new_password_keeps_this_log_in_and_ends_all_others(alice: User, alice_client: Client) -> None:
    other = Client()
    other.force_login(alice)
    assert alice_client.post(CHANGE, NEW)["Location"] == reverse("tracker:settings")
    assert alice_client.get(JOURNAL).status_code == 200
    assert other.get(JOURNAL).status_code == 302
    assert log_in(Client(), "another quiet walk") == 302
    assert log_in(Client()) == 200


def test_logging_out_clears_what_the_browser_kept(client: Client, alice: User) -> None:
    log_in(client)
    assert "Clear-Site-Data" not in client.get(JOURNAL)
    answer = client.post(LOG_OUT)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session


def test_what_another_person_typed_there_outlives_the_log_out(client: Client, alice: User) -> None:
    """The page's script has removed the rest: it knows whose entries wait."""
    log_in(client)
    answer = client.post(LOG_OUT, {"keeps_storage": "1"})
    assert answer["Clear-Site-Data"] == '"cache"'
    assert "_auth_user_id" not in client.session


def test_deleting_the_account_clears_what_the_browser_kept(alice_client: Client) -> None:
    answer = alice_client.post(reverse("tracker:leave"), {"password": PASSWORD})
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize("days", [31, -3])
def test_a_log_in_that_ends_by_itself_leaves_unsent_entries_on_the_device(
    days: int, client: Client, alice: User
) -> None:
    """Not used for too long, or the server's clock was set back: nobody asked for anything to be deleted."""
    with time_machine.travel(NOON, tick=False) as clock:
        log_in(client)
        clock.shift(timedelta(days=days))
        answer = client.get(JOURNAL)
        assert answer.status_code == 302
        assert "storage" not in answer.get("Clear-Site-Data", "")


def test_the_cookies_are_out_of_reach_of_scripts_and_other_sites(client: Client, alice: User) -> None:
    log_in(client)
    client.get(reverse("tracker:episode-create"))
    today = reverse("tracker:check-in-day", args=[timezone.now().date()])
    client.post(today, {"client_id": uuid4(), "version": 1})
    assert set(client.cookies) == {"levator", "levator-csrf", "levator-device", "levator-said"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert client.cookies["levator"]["max-age"] == 30 * 24 * 3600


@pytest.mark.parametrize(
    ("pause", "times", "stays"), [(29, 1, True), (31, 1, False), (25, 7, True), (25, 8, False), (1, 181, False)]
)
def test_a_log_in_lasts_thirty_days_without_use_and_half_a_year_with(
    pause: int, times: int, stays: bool, client: Client, alice: User
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        log_in(client)
        for _visit in range(times):
            clock.shift(timedelta(days=pause))
            status = client.get(JOURNAL).status_code
        assert status == (200 if stays else 302)
        assert not stays or with_cookie_of(client).get(JOURNAL).status_code == 200

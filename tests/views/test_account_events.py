"""The page on which a person reads who was here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.models import AccountEvent, User

PAGE = reverse("tracker:account-events")
PASSWORD = "a long enough password"


def kinds(user: User) -> list[tuple[str, int]]:
    return [(event.kind, event.count) for event in user.account_events.order_by("pk")]


def test_log_ins_and_refused_ones_are_recorded(alice: User, client: Client) -> None:
    for password in ("not the password", "nor this one", PASSWORD):
        client.post(reverse("account_login"), {"login": "Alice", "password": password})
    assert get_user(client) == alice  # type: ignore[arg-type]
    assert kinds(alice) == [("login-refused", 2), ("logged-in", 1)]


def test_a_log_in_that_was_throttled_is_a_refused_one(alice: User, client: Client) -> None:
    for _ in range(7):
        client.post(reverse("account_login"), {"login": "alice", "password": "not the password"})
    assert kinds(alice) == [("login-refused", 7)]


@pytest.mark.django_db
def test_a_refused_log_in_of_nobody_is_recorded_in_the_same_steps(client: Client) -> None:
    client.post(reverse("account_login"), {"login": "nobody", "password": "not the password"})
    event = AccountEvent.objects.get()
    assert (event.user, event.kind, event.count) == (None, "login-refused", 1)
    assert "nobody" not in event.name


def test_a_new_password_is_recorded(alice: User, alice_client: Client) -> None:
    new = "another long enough password"
    alice_client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert kinds(alice) == [("password-changed", 1)]


def test_links_are_recorded(alice: User, one_of_each: Any) -> None:
    now = timezone.now()
    link = one_of_each(alice).link
    assert diary.open_link(link, now) == {"is": "frozen"}
    assert [diary.withdraw_link(alice, link.client_id, now) for _ in range(2)] == [True, False]
    recorded = [kind for kind, _count in kinds(alice) if kind.startswith("link")]
    assert recorded == ["link-made", "link-opened", "link-withdrawn"]


@pytest.mark.parametrize("name", ["export", "export-tables", "doctor-json", "doctor-csv", "doctor-tables"])
def test_files_are_recorded_by_their_name(name: str, alice: User, alice_client: Client) -> None:
    answer = alice_client.get(reverse(f"tracker:{name}"))
    alice_client.head(reverse(f"tracker:{name}"))
    event = alice.account_events.get()
    assert (event.kind, event.count) == ("file-exported", 1)
    assert event.name in answer["Content-Disposition"]


def test_the_page_lists_events_in_the_persons_time(alice: User, alice_client: Client) -> None:
    User.objects.filter(pk=alice.pk).update(time_zone="Asia/Tokyo")
    for minute in (0, 5):
        diary.record_event(alice, AccountEvent.Kind.LOGIN_REFUSED, datetime(2026, 11, 21, 20, minute, tzinfo=UTC))
    page = " ".join(alice_client.get(PAGE).content.decode().split())
    assert "A log-in was refused" in page
    assert "2 times that day, last 22 November 2026, 05:05" in page


def test_the_page_shows_nothing_of_others(alice: User, bob_client: Client) -> None:
    diary.record_event(alice, AccountEvent.Kind.TOKEN_MADE, timezone.now(), f"phone {uuid4()}")
    page = bob_client.get(PAGE).content.decode()
    assert "phone" not in page
    assert "Nothing yet." in page


def test_a_kind_of_a_newer_version_is_shown_as_it_is(alice: User, alice_client: Client) -> None:
    now = timezone.now()
    AccountEvent.objects.create(user=alice, kind="fax-sent", day=now.date(), first_at=now, last_at=now)
    assert "fax-sent" in alice_client.get(PAGE).content.decode()

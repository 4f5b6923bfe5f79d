"""Messages without diary content are stored in a cookie, all others in the session."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker.models import Session, User
from tracker.pages.context import today_for

SAVED = "Saved. That is all for this day."
ADDED = "Noted: Zinc."
TODAY = reverse("tracker:today")

pytestmark = pytest.mark.django_db


def message_cookie(client: Client) -> str:
    """The value of the message cookie."""
    cookie = client.cookies.get(settings.MESSAGE_COOKIE_NAME)
    return cookie.value if cookie else ""


def save(client: Client) -> None:
    page = reverse("tracker:check-in-day", args=[timezone.now().date()])
    client.post(page, {"client_id": uuid4(), "version": 1})


def tap(client: Client, user: User) -> None:
    medicine = user.medicines.create(name="Zinc")
    client.post(reverse("tracker:dose-again", args=[medicine.client_id]), {"client_id": uuid4()})


def test_the_saved_message_is_shown_once_and_writes_no_session(alice: User, alice_client: Client) -> None:
    alice_client.get(TODAY)
    before = Session.objects.values_list("session_data", "expire_date").get()
    save(alice_client)
    assert message_cookie(alice_client)
    assert Session.objects.values_list("session_data", "expire_date").get() == before
    assert [SAVED in alice_client.get(TODAY).text for _ in range(2)] == [True, False]
    assert not message_cookie(alice_client)


def test_a_message_that_names_an_entry_is_not_stored_in_a_cookie(alice: User, alice_client: Client) -> None:
    tap(alice_client, alice)
    assert not message_cookie(alice_client)
    assert [ADDED in alice_client.get(TODAY).text for _ in range(2)] == [True, False]


def test_a_message_about_a_day_is_not_stored_in_a_cookie(alice: User, alice_client: Client) -> None:
    alice_client.post(reverse("tracker:episode-now"), {"client_id": uuid4(), "place": "chin:left"})
    alice_client.post(reverse("tracker:no-twitch", args=[today_for(alice)]))
    assert not message_cookie(alice_client)
    assert "so it was not quiet." in alice_client.get(TODAY).text


def test_both_kinds_are_shown_on_the_next_page(alice: User, alice_client: Client) -> None:
    save(alice_client)
    tap(alice_client, alice)
    page = alice_client.get(TODAY).text
    assert (page.count(SAVED), page.count(ADDED)) == (1, 1)
    assert SAVED not in alice_client.get(TODAY).text


def test_a_forged_cookie_is_ignored(alice: User, alice_client: Client) -> None:
    save(alice_client)
    alice_client.cookies[settings.MESSAGE_COOKIE_NAME] = message_cookie(alice_client)[:-4] + "AAAA"
    assert SAVED not in alice_client.get(TODAY).text


def test_a_page_without_messages_sets_no_cookie(alice: User, alice_client: Client) -> None:
    assert settings.MESSAGE_COOKIE_NAME not in alice_client.get(TODAY).cookies

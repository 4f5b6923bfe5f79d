"""A kind line when Today is opened ten times within an hour, of which nothing enters the diary."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tracker.models import User
from tracker.pages.often_opened import OFTEN

LINE = "quite often in the last hour"


def shows(client: Client) -> bool:
    return LINE in client.get("/").content.decode()


def test_the_tenth_opening_within_an_hour_says_something_kind(
    berliner: User, alice_client: Client, clock: Any
) -> None:
    revision = berliner.diary_revision
    clock("2026-11-20T13:00:00Z")
    assert [shows(alice_client) for _time in range(OFTEN - 1)] == [False] * (OFTEN - 1)
    clock("2026-11-20T13:59:00Z")
    assert shows(alice_client)
    clock("2026-11-20T14:00:00Z")
    assert not shows(alice_client)
    berliner.refresh_from_db()
    assert berliner.diary_revision == revision


def test_openings_after_an_entry_do_not_count(alice: User, alice_client: Client) -> None:
    for _time in range(2 * OFTEN):
        alice_client.post(reverse("tracker:episode-just-now"), {"client_id": uuid4(), "place": "chin:left"})
        assert not shows(alice_client)


def test_calm_mode_says_nothing_and_counts_nothing(alice: User, alice_client: Client) -> None:
    User.objects.update(calm_mode=True)
    assert not any(shows(alice_client) for _time in range(OFTEN + 2))
    assert "levator-openings" not in alice_client.cookies


@pytest.mark.parametrize("kept", ["", "x", "1.2", "9" * 40, "-1.3.4", "1.99999.3", "0.10.0"])
def test_another_cookie_begins_anew(kept: str, alice: User, alice_client: Client) -> None:
    alice_client.cookies["levator-openings"] = kept
    assert not shows(alice_client)
    assert alice_client.cookies["levator-openings"].value.split(".")[1] == "1"


def test_the_cookie_ends_with_the_hour_and_is_out_of_reach_of_scripts(
    alice: User, alice_client: Client, clock: Any
) -> None:
    clock("2026-11-20T13:00:00Z")
    alice_client.get("/")
    clock("2026-11-20T13:20:00Z")
    alice_client.get("/")
    cookie = alice_client.cookies["levator-openings"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (40 * 60, True, "Lax")

"""The start page offers what is still missing today."""

from __future__ import annotations

from django.test import Client

from tracker.diary import log_no_twitch
from tracker.models import User
from tracker.pages.context import today_for


def test_a_quiet_day_is_offered_until_it_is_logged(alice: User, alice_client: Client) -> None:
    assert "No twitch today" in alice_client.get("/").content.decode()
    log_no_twitch(alice, today_for(alice))
    assert "No twitch today" not in alice_client.get("/").content.decode()

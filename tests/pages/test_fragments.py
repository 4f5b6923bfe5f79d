"""What is kept of a page never outlives what it was made from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from tracker import diary
from tracker.core.records import Episode, Place, Side
from tracker.models import User
from tracker.pages.context import today_for

PAGES = ("week", "month", "year", "journal", "signs", "today")
TEXT = diary.json_of(str)
CHIN = Place("chin", Side.LEFT)


def path(name: str, user: User) -> str:
    return reverse(f"tracker:{name}", kwargs={"day": today_for(user)} if name in ("month", "year") else {})


def log(user: User, note: str = "", place: Place = CHIN) -> None:
    now = timezone.now() - timedelta(minutes=1)
    diary.save_entry(user, Episode(uuid4(), now, "UTC", today_for(user), places=(place,), note=note))


def main_of(page: str) -> str:
    """The page without what differs each time it is asked for."""
    return "".join(
        line
        for line in page.splitlines()
        if 'name="csrfmiddlewaretoken"' not in line and 'name="client_id"' not in line
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_was_just_logged(name: str, alice: User, alice_client: Client) -> None:
    log(alice)
    before = main_of(alice_client.get(path(name, alice)).text)
    assert main_of(alice_client.get(path(name, alice)).text) == before
    log(alice, place=Place("nose_side", Side.LEFT))
    assert main_of(alice_client.get(path(name, alice)).text) != before


@pytest.mark.parametrize("name", ["week", "journal", "triggers"])
def test_a_cached_page_does_not_load_the_diary(name: str, alice: User, alice_client: Client) -> None:
    log(alice)
    alice_client.get(path(name, alice))
    with CaptureQueriesContext(connection) as asked:
        alice_client.get(path(name, alice))
    assert [query["sql"] for query in asked if "tracker_reading" in query["sql"] and "note" in query["sql"]] == []
    # Running episodes; the journal also shows today, which is never kept.
    most = 2 if name == "journal" else 1
    assert sum('FROM "tracker_episode"' in query["sql"] and "onset" in query["sql"] for query in asked) <= most


def test_the_same_address_shows_each_person_their_own(
    alice: User, alice_client: Client, bob: User, bob_client: Client
) -> None:
    log(alice, "only mine")
    log(bob, "mine too")
    assert "only mine" in alice_client.get(path("journal", alice)).text
    page = bob_client.get(path("journal", bob)).text
    assert "mine too" in page
    assert "only mine" not in page


@pytest.mark.parametrize("setting", [{"units": "us"}, {"calm_mode": True}])
def test_another_setting_is_another_page(setting: dict[str, object], alice: User, alice_client: Client) -> None:
    form = {"time_zone": "UTC", "units": "metric", "day_starts_at": "0", "theme": "auto", "country": ""}
    assert diary.cached(alice, "x", lambda: "before", TEXT) == "before"
    answer = alice_client.post(reverse("tracker:settings"), form | setting)
    assert answer.status_code == 302
    assert diary.cached(User.objects.get(pk=alice.pk), "x", lambda: "after", TEXT) == "after"


def test_other_thresholds_are_other_signs(alice: User, alice_client: Client) -> None:
    assert diary.cached(alice, "x", lambda: "before", TEXT) == "before"
    alice_client.post(reverse("tracker:thresholds"), {"reset": ""})
    assert diary.cached(User.objects.get(pk=alice.pk), "x", lambda: "after", TEXT) == "after"


def test_another_language_is_another_page(alice: User) -> None:
    with translation.override("en"):
        diary.cached(alice, "x", lambda: "week", TEXT)
    with translation.override("de"):
        assert diary.cached(alice, "x", lambda: "Woche", TEXT) == "Woche"


def test_another_pattern_setting_is_another_page(alice: User, settings: Any) -> None:
    diary.cached(alice, "x", lambda: "with patterns", TEXT)
    settings.PATTERN_FLAGS = False
    assert diary.cached(alice, "x", lambda: "without", TEXT) == "without"


def test_what_a_person_wrote_is_escaped_fresh_and_cached(alice: User, alice_client: Client) -> None:
    log(alice, "<script>alert(1)</script>")
    for _ in range(2):
        page = alice_client.get(path("journal", alice)).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page

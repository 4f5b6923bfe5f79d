"""The page of triggers: an answer that is worked out once, and is nobody else's."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.analysis.triggers import schedule as verdicts_room
from tracker.core.demo import believable
from tracker.core.records import Day, Exposure, Reading, Summary
from tracker.models import User
from tracker.pages.context import today_for


def test_an_empty_diary_is_told_how_long_it_takes(alice_client: Client) -> None:
    page = alice_client.get("/triggers/").content.decode()
    assert "The first answer comes after 60 more logged days." in page
    assert "<svg class" not in page


def test_half_a_year_gets_a_forest_plot_and_a_card_each(alice: User, alice_client: Client) -> None:
    fill(alice)
    page = alice_client.get("/triggers/").content.decode()
    assert page.count('class="card verdict-') == 7 + 1
    assert page.count("In the hours after") == 1
    assert 'id="forest"' in page
    assert "How this was worked out" in page


def test_a_value_that_was_most_likely_mistyped_is_pointed_out(alice: User, alice_client: Client) -> None:
    tea = diary.save_entry(alice, Exposure(uuid4(), "own_tea", "Tea", "cups", Summary.SUM)).row
    today = today_for(alice)
    cups = {today - timedelta(days=n): n % 4 for n in range(1, 20)} | {today - timedelta(days=20): 1_000}
    for day, value in cups.items():
        diary.save_entry(alice, Reading(uuid4(), "own_tea", day, value), exposure=tea)
    page = alice_client.get("/triggers/").content.decode()
    assert "Is this right?" in page
    assert page.count("Tea: 1000 cups") == page.count("All other days: 0 cups to 3 cups.") == 1
    assert reverse("tracker:check-in-day", args=[today - timedelta(days=20)]) in page


def test_it_is_worked_out_once_until_the_diary_changes(
    alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(alice)
    worked_out = []
    real = verdicts_room.latest_analysis
    monkeypatch.setattr(verdicts_room, "latest_analysis", lambda grid: worked_out.append(grid) or real(grid))

    alice_client.get("/triggers/")
    alice_client.get("/triggers/")
    assert len(worked_out) == 1

    diary.save_entry(alice, Day(uuid4(), today_for(alice)))
    alice_client.get("/triggers/")
    assert len(worked_out) == 2


def test_another_person_with_the_same_entries_has_an_answer_of_their_own(
    alice: User, alice_client: Client, bob: User, bob_client: Client
) -> None:
    fill(alice)
    fill(bob)
    alice_client.get("/triggers/")
    assert alice.cached_results.count() == 2
    assert not bob.cached_results.exists()
    bob_client.get("/triggers/")
    assert bob.cached_results.count() == 2


def fill(user: User) -> None:
    yesterday: date = timezone.now().date() - timedelta(days=1)
    diary.save(user, believable(yesterday, 180, 1), timezone.now())

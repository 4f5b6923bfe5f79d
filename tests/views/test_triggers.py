"""The page of triggers: the analysis is cached per person."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.analysis.results import Triggers
from tracker.core.analysis.triggers import schedule
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.demo import believable
from tracker.core.records import Exposure, Reading, Summary
from tracker.models import User
from tracker.pages.context import today_for


def test_an_empty_diary_shows_how_long_it_takes(alice_client: Client) -> None:
    page = alice_client.get("/triggers/").content.decode()
    assert "The first answer comes after 63 more logged days." in page
    assert "<svg class" not in page


def test_half_a_year_gets_a_forest_plot_and_a_card_each(alice: User, alice_client: Client) -> None:
    fill(alice)
    page = alice_client.get("/triggers/").content.decode()
    assert page.count('class="card verdict-') == 8 + 1
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


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of logged days of each trigger analysis that is run."""
    days: list[int] = []
    real = schedule.find_triggers

    def counted(grid: DayGrid, *args: Any, **options: Any) -> Triggers:
        days.append(grid.logged.size)
        return real(grid, *args, **options)

    monkeypatch.setattr(schedule, "find_triggers", counted)
    return days


def test_a_tap_today_runs_no_analysis(alice: User, alice_client: Client, analysed: list[int]) -> None:
    fill(alice)
    first = alice_client.get("/triggers/").content.decode()
    assert analysed
    analysed.clear()

    diary.save_entry(alice, Reading(uuid4(), "stress", today_for(alice), 5.0), exposure=exposure(alice, "stress"))
    again = alice_client.get("/triggers/").content.decode()
    assert analysed == []
    assert looked_at(again) == looked_at(first)


def test_a_changed_day_runs_the_analysis_again(alice: User, alice_client: Client, analysed: list[int]) -> None:
    fill(alice)
    alice_client.get("/triggers/")
    analysed.clear()
    day = today_for(alice) - timedelta(days=100)
    diary.save_entry(alice, Reading(uuid4(), "own_tea", day, 3.0), exposure=tea(alice))
    alice_client.get("/triggers/")
    assert analysed


def test_stored_analyses_are_those_of_a_fresh_diary(
    alice: User, alice_client: Client, bob: User, bob_client: Client
) -> None:
    """One diary grows by two weeks between two visits, the other is looked at once, at its end."""
    yesterday = today_for(alice) - timedelta(days=1)
    whole = believable(yesterday, 120, 1)
    diary.save(alice, whole.between(whole.first_day, yesterday - timedelta(days=14)), timezone.now())
    alice_client.get("/triggers/")
    diary.save(alice, whole, timezone.now())
    diary.save(bob, whole, timezone.now())
    assert alice_client.get("/triggers/").context["part"] == bob_client.get("/triggers/").context["part"]


def test_results_are_cached_per_person(alice: User, alice_client: Client, bob: User, bob_client: Client) -> None:
    fill(alice)
    fill(bob)
    alice_client.get("/triggers/")
    assert alice.cached_results.count() == 3
    assert not bob.cached_results.exists()
    bob_client.get("/triggers/")
    assert bob.cached_results.count() == 3


def fill(user: User) -> None:
    yesterday: date = timezone.now().date() - timedelta(days=1)
    diary.save(user, believable(yesterday, 180, 1), timezone.now())


def tea(user: User) -> Any:
    """An exposure of this person's own."""
    return diary.save_entry(user, Exposure(uuid4(), "own_tea", "Tea", "cups", Summary.SUM)).row


def exposure(user: User, key: str) -> Any:
    return user.exposures.get(key=key)


def looked_at(page: str) -> tuple[str, ...]:
    """The days of the latest analysis and of the next."""
    found = re.search(r"Looked at last on day (\d+); next on day (\d+)", page)
    assert found
    return found.groups()

"""The page of triggers: the analysis is cached per person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tracker import diary, insights
from tracker.core.analysis.results import Triggers
from tracker.core.analysis.triggers import schedule
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.demo import believable
from tracker.core.records import Exposure, Reading, Summary
from tracker.core.reports.triggers.answers import TITLES, Group, exposure_answers
from tracker.models import User
from tracker.pages.context import today_for


def lines_of(page: str) -> list[str]:
    """The lines of the page's own part, without marks."""
    main = page.split('<main id="main"')[1]
    return [line for line in (part.strip() for part in re.sub(r"<[^>]+>", "\n", main).split("\n")) if line]


def test_an_empty_diary_says_when_a_first_answer_comes(alice: User, alice_client: Client) -> None:
    lines = lines_of(alice_client.get("/triggers/").content.decode())
    # Before it only the title and the five tabs.
    assert lines[lines.index("Patterns") + 6] == "First answers come from day 63. You have 0."


def test_ten_days_have_pictures_that_are_not_yet_an_answer(alice: User, alice_client: Client) -> None:
    fill(alice, 14)
    page = alice_client.get("/triggers/").content.decode()
    assert "First answers come from day 63." in page
    assert "not yet an answer" in page
    assert 'class="small-bars"' in page
    assert 'class="progress-line"' in page


def test_the_answer_is_the_first_sentence_and_each_exposure_is_in_one_group(alice: User, alice_client: Client) -> None:
    fill(alice)
    page = alice_client.get("/triggers/").content.decode()
    lines = lines_of(page)
    found = insights.triggers_so_far(alice, today_for(alice), str)
    first = lines.index("Patterns") + 6
    assert lines[first] == found.sentence(str)
    assert lines[first + 1].startswith("From ")
    assert "A link is not yet a cause." in lines[first : first + 4]
    answers = exposure_answers(found.diary, str)
    for answer in answers:
        assert page.count(f'href="{address(alice, answer.key)}"') == 1
        assert answer.name in lines
    titles = [title for title in ("Linked", "No link found", "Cannot tell yet") if title in lines]
    assert titles == [TITLES[group] for group in Group if any(answer.group is group for answer in answers)]
    assert "How this was worked out" in page


def test_each_exposure_has_a_page_with_its_answer_first(alice: User, alice_client: Client) -> None:
    fill(alice)
    found = insights.triggers_so_far(alice, today_for(alice), str)
    for answer in exposure_answers(found.diary, str):
        page = alice_client.get(address(alice, answer.key)).content.decode()
        lines = lines_of(page)
        first = lines.index(answer.name) + 1
        assert unescape(lines[first]) == answer.headline
        assert unescape(lines[first + 1]) == answer.detail
        assert 'class="dose-bars"' in page
        assert 'class="eight-weeks"' in page


def test_what_was_never_tracked_or_noted_has_no_page(alice: User, alice_client: Client) -> None:
    assert alice_client.get(address(alice, "sleep_h")).status_code == 200
    assert alice_client.get(address(alice, "bright_light_h")).status_code == 404
    assert alice_client.get(reverse("tracker:trigger", args=[uuid4()])).status_code == 404


def test_an_address_holds_no_health_word(alice: User) -> None:
    assert re.fullmatch(r"/triggers/[0-9a-f-]{36}/", address(alice, "alcohol_units"))


def test_the_overview_ends_with_the_same_sentence(alice: User, alice_client: Client) -> None:
    fill(alice, 14)
    found = insights.triggers_so_far(alice, today_for(alice), str)
    assert found.sentence(str) in alice_client.get("/patterns/").content.decode()


def test_in_calm_mode_it_changes_on_sundays_only(
    alice: User, alice_client: Client, clock: Callable[[str], None]
) -> None:
    alice.calm_mode = True
    alice.save()
    fill(alice, 14)
    clock("2026-11-25T12:00:00Z")
    # 25 November 2026 is a Wednesday.
    assert alice_client.get("/triggers/").context["anchor"] == date(2026, 11, 22)


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
    assert alice.cached_results.count() == 8
    assert not bob.cached_results.exists()
    bob_client.get("/triggers/")
    # The page, the background, the entries of past weeks, the totals, the latest analysis and the hours after; and the
    # last two once more with their digests.
    assert bob.cached_results.count() == 8


def fill(user: User, days: int = 180) -> None:
    yesterday: date = timezone.now().date() - timedelta(days=1)
    diary.save(user, believable(yesterday, days, 1), timezone.now())


def address(user: User, key: str) -> str:
    return reverse("tracker:trigger", args=[user.exposures.get(key=key).client_id])


def tea(user: User) -> Any:
    """An exposure of this person's own."""
    return diary.save_entry(user, Exposure(uuid4(), "own_tea", "Tea", "cups", Summary.SUM)).row


def exposure(user: User, key: str) -> Any:
    return user.exposures.get(key=key)


def looked_at(page: str) -> tuple[str, ...]:
    """The day of the latest analysis and the days until the next."""
    found = re.search(r"Last: (.*?)\. Next: after (\d+) more", page)
    assert found
    return found.groups()

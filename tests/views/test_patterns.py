"""The overview of the patterns: the answer is in its first lines, and its numbers are those of the diary."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tracker import diary, insights
from tracker.core.demo import believable
from tracker.core.reports.overview_words import overview_words
from tracker.models import User

DEMO = believable(date(2026, 11, 20), 120, 1)
PATTERNS = "/patterns/"


@pytest.fixture
def keeper(alice: User) -> User:
    diary.save(alice, DEMO, datetime(2026, 11, 21, tzinfo=UTC))
    return alice


def words_of(text: str) -> list[str]:
    """The lines of the page's own part, without marks."""
    main = text.split('<main id="main"')[1]
    return [line for line in (part.strip() for part in re.sub(r"<[^>]+>", "\n", main).split("\n")) if line]


def test_the_answer_is_the_first_sentence(keeper: User, alice_client: Client) -> None:
    lines = words_of(alice_client.get(PATTERNS).content.decode())
    words = overview_words(insights.overview(keeper, date(2026, 11, 21))[0])
    page = lines[lines.index("Patterns") :]
    # Before it only the title and the five tabs.
    assert page[6:8] == [words.answer, words.over_weeks]


def test_each_bar_leads_to_its_seven_days(keeper: User, alice_client: Client) -> None:
    text = alice_client.get(PATTERNS).content.decode()
    weeks = insights.overview(keeper, date(2026, 11, 21))[0].weeks
    assert len(weeks) == 12
    for week in weeks:
        address = reverse("tracker:week-ending", args=[week.last_day])
        assert address in text
        assert alice_client.get(address).context["first"] == week.totals.first_day


def test_a_first_day_has_counts_and_no_drawing(alice: User, alice_client: Client) -> None:
    alice_client.post(reverse("tracker:no-twitch", args=[date(2026, 11, 21)]))
    text = alice_client.get(PATTERNS).content.decode()
    assert "So far: no twitch on 1 day noted." in text
    assert 'class="weeks"' not in text


def test_an_empty_diary_offers_the_first_entry(alice: User, alice_client: Client) -> None:
    text = alice_client.get(PATTERNS).content.decode()
    assert "Nothing noted yet." in text
    assert reverse("tracker:episode-just-now") in text


def test_in_calm_mode_it_changes_on_sundays_only(
    keeper: User, alice_client: Client, clock: Callable[[str], None]
) -> None:
    keeper.calm_mode = True
    keeper.save()
    # 21 November 2026 is a Saturday.
    assert alice_client.get(PATTERNS).context["last"] == date(2026, 11, 15)
    text = alice_client.get(PATTERNS).content.decode()
    assert "Minutes a week" not in text
    assert "week to 15 Nov" in text
    assert "<svg" not in text.split("<main")[1]
    assert "More than" not in text
    clock("2026-11-22T12:00:00Z")
    assert alice_client.get(PATTERNS).context["last"] == date(2026, 11, 22)

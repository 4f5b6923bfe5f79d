"""A day has what was logged on it, beside the person's own usual, and leads on."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tracker import diary
from tracker.core.analysis import daily, in_persons_units
from tracker.core.demo import believable
from tracker.core.reports.day_words import day_answer
from tracker.models import User

DEMO = believable(date(2026, 11, 20), 120, 1)
BUSY = max(daily(DEMO), key=lambda totals: (totals.episodes or 0, len(totals.values)))
NOT_LOGGED = next(totals.date for totals in daily(DEMO) if not totals.logged)


@pytest.fixture
def keeper(alice: User) -> User:
    diary.save(alice, DEMO, datetime(2026, 11, 21, tzinfo=UTC))
    return alice


def address(day: date) -> str:
    return reverse("tracker:day", args=[day])


def test_a_day_shows_its_episodes_and_values(keeper: User, alice_client: Client) -> None:
    page = alice_client.get(address(BUSY.date))
    text = page.content.decode()
    shown = page.context["day"]
    assert shown.totals == daily(in_persons_units(DEMO.between(BUSY.date, BUSY.date)))[0]
    assert day_answer(BUSY, [episode.duration_s for episode in shown.episodes]) in text
    for episode in shown.episodes:
        # Once in the drawing and once in the list.
        assert text.count(reverse("tracker:episode-edit", args=[episode.id])) == 2
    assert {exposure.key for exposure, _value, _sign, _words, _source in page.context["values"]} == BUSY.values.keys()


def test_a_value_is_compared_with_the_ninety_days_before(keeper: User, alice_client: Client) -> None:
    page = alice_client.get(address(DEMO.last_day))
    marks = {words for _exposure, _value, _sign, words, _source in page.context["values"]}
    assert marks <= {"much less", "less", "your usual", "more", "much more"}
    first = alice_client.get(address(DEMO.first_day))
    assert {words for _exposure, _value, _sign, words, _source in first.context["values"]} <= {""}


def test_a_sum_of_today_is_not_compared_before_the_day_is_over(keeper: User, alice_client: Client) -> None:
    alice_client.post(reverse("tracker:tap"), {"client_id": uuid4(), "item": "filter_coffee"})
    page = alice_client.get(address(date(2026, 11, 21)))
    assert [(sign, words) for _exposure, _value, sign, words, _source in page.context["values"]] == [("", "so far")]


def test_a_day_not_logged_says_so_and_leads_to_the_check_in(keeper: User, alice_client: Client) -> None:
    text = alice_client.get(address(NOT_LOGGED)).content.decode()
    assert "Not logged." in text
    assert "Check in for this day" in text
    assert reverse("tracker:check-in-day", args=[NOT_LOGGED]) in text


def test_it_leads_to_the_day_before_and_after_but_not_beyond_today(keeper: User, alice_client: Client) -> None:
    today = date(2026, 11, 21)
    text = alice_client.get(address(today)).content.decode()
    assert address(today - timedelta(days=1)) in text
    assert address(today + timedelta(days=1)) not in text
    assert alice_client.get(address(today + timedelta(days=1))).status_code == 404


def test_an_entry_of_the_day_is_shown_at_once(keeper: User, alice_client: Client) -> None:
    today = date(2026, 11, 21)
    assert "Not logged." in alice_client.get(address(today)).content.decode()
    alice_client.post(reverse("tracker:no-twitch", args=[today]))
    assert "No twitch." in alice_client.get(address(today)).content.decode()


def test_nobody_sees_the_day_of_another(keeper: User, bob_client: Client) -> None:
    assert "Not logged." in bob_client.get(address(BUSY.date)).content.decode()

"""The page of medicines and treatments: what is taken, what was, what was injected, and what helped how often."""

from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from tracker import diary
from tracker.core.records import Day, Dose, DoseChange, Episode, Injected, Injection, Medicine, Place, Relief, Side

PAGE = reverse("tracker:treatments")


def page(client):
    return unescape(client.get(PAGE).content.decode())


def episode(*reliefs, days_ago=1):
    at = timezone.now() - timedelta(days=days_ago)
    return Episode(uuid4(), at, "UTC", at.date(), reliefs=reliefs)


def test_current_and_past_medicines_are_listed_apart(alice, alice_client):
    assert "Nothing here yet." in page(alice_client)
    changes = (DoseChange(date(2026, 10, 9), "20 mg", True),)
    diary.save_entry(
        alice, Medicine(uuid4(), "Zinc", date(2026, 10, 1), date(2026, 10, 10), dose="10 mg", changes=changes)
    )
    diary.save_entry(alice, Medicine(uuid4(), "Iron", stopped=date(2026, 10, 1), why_stopped="stomach ache"))
    text = page(alice_client)
    parts = ("You take", "Zinc", "20 mg", "since 1 October 2026", "You took", "Iron", "until 1 October", "stomach")
    order = [text.index(part) for part in parts]
    assert order == sorted(order)
    assert "dose raised on 10 October 2026" in text


def test_a_medicine_that_ends_later_is_still_taken(alice, alice_client):
    diary.save_entry(alice, Medicine(uuid4(), "Zinc", stopped=timezone.now().date() + timedelta(days=2)))
    assert "You took" not in page(alice_client)


def test_only_what_is_taken_when_needed_offers_a_tap_and_shows_its_last_dose(alice, alice_client):
    pill, daily = Medicine(uuid4(), "Pill", as_needed=True), Medicine(uuid4(), "Zinc")
    row = diary.save_entry(alice, pill).row
    diary.save_entry(alice, daily)
    for days in (3, 1, 2):
        at = timezone.now() - timedelta(days=days)
        diary.save_entry(alice, Dose(uuid4(), pill.id, at, "UTC", at.date(), f"{days} tablets"), medicine=row)
    text = page(alice_client)
    assert "Taken now: 1 tablets" in text
    assert reverse("tracker:dose-again", args=[pill.id]) in text
    assert reverse("tracker:dose-again", args=[daily.id]) not in text


def test_injections_are_listed_latest_first_with_places_and_the_next_day(alice, alice_client):
    spots = (Injected(Place("chin", Side.LEFT), 2.5), Injected(Place("glabella", Side.MIDLINE)))
    for year in (2024, 2025):
        due = date(year, 8, 23)
        diary.save_entry(alice, Injection(uuid4(), date(year, 5, 31), f"Product {year}", spots, due))
    text = page(alice_client)
    assert text.index("Product 2025") < text.index("Product 2024")
    assert "Chin, left 2.5; Between the brows" in " ".join(text.split())
    assert "Next due on 23 August 2025" in text
    assert "23 August 2024" not in text


def test_reliefs_are_counted_with_their_minutes(alice, alice_client):
    for helped, minutes in ((True, 4), (True, 10), (False, None), (None, None)):
        diary.save_entry(alice, episode(Relief("massage", helped, minutes)))
    diary.save_entry(alice, episode(Relief("a walk", True, 3), days_ago=800))
    table = alice_client.get(PAGE).context["reliefs"]
    assert [[cell.value for cell in row] for row in table.rows] == [["massage", 4, 2, 1, 1, 7]]
    assert "a walk" not in page(alice_client)


@pytest.mark.parametrize("many", [1, 30])
def test_queries_do_not_grow_with_medicines_and_doses(many, alice, alice_client, django_assert_max_num_queries):
    for n in range(many):
        pill = Medicine(uuid4(), f"Pill {n}", as_needed=True)
        row = diary.save_entry(alice, pill).row
        diary.save_entry(alice, Dose(uuid4(), pill.id, timezone.now(), "UTC", timezone.now().date()), medicine=row)
    alice_client.get(PAGE)
    with django_assert_max_num_queries(12):
        assert alice_client.get(PAGE).status_code == 200


def test_the_last_half_year_has_a_chart_and_a_table(alice, alice_client):
    today = timezone.now().date()
    diary.save_entry(alice, Medicine(uuid4(), "Zinc", today - timedelta(days=20)))
    diary.save_entry(alice, Medicine(uuid4(), "Long ago", stopped=today - timedelta(days=300)))
    diary.save_entry(alice, Injection(uuid4(), today - timedelta(days=6), "A product"))
    assert "chart" not in alice_client.get(PAGE).context
    for days in (1, 30):
        diary.save_entry(alice, episode(days_ago=days))
    answer = alice_client.get(PAGE)
    changed = [names for _week, names in answer.context["weeks"] if names]
    assert [name for names in changed for name in names] == ["Zinc", "A product"]
    assert answer.context["weeks"][0][0].first_day <= today - timedelta(days=30)
    assert "<svg" in answer.context["chart"]
    assert ">Zinc<" in answer.context["chart"]
    assert "Long ago" not in answer.context["chart"]


def test_rates_before_and_after_a_change_or_too_early_are_shown(alice, alice_client):
    today = timezone.now().date()
    assert "Before and after" not in page(alice_client)
    diary.save_entry(alice, Medicine(uuid4(), "Zinc", today - timedelta(days=60)))
    diary.save_entry(alice, episode(days_ago=2))
    assert "cannot tell" in page(alice_client)
    for days in range(1, 120):
        if days % 3 == 0:
            diary.save_entry(alice, episode(days_ago=days))
        else:
            diary.save_check_in(alice, Day(uuid4(), today - timedelta(days=days), no_twitch=True), {}, 1)
    text = page(alice_client)
    assert "cannot tell" not in text
    assert "no clear change" in text

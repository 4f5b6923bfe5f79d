"""The page of medicines and treatments: what is taken, what was, what was injected, and what helped how often."""

import re
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
    assert page(alice_client).count("None yet.") == 2
    changes = (DoseChange(date(2026, 10, 9), "20 mg", True),)
    diary.save_entry(
        alice, Medicine(uuid4(), "Zinc", date(2026, 10, 1), date(2026, 10, 10), dose="10 mg", changes=changes)
    )
    diary.save_entry(alice, Medicine(uuid4(), "Iron", stopped=date(2026, 10, 1), why_stopped="stomach ache"))
    text = page(alice_client)
    parts = (
        "You take", "Zinc", "20 mg", "since 1 October 2026", "10 → 20 mg on 9 Oct 2026", "You took", "Iron",
        "until 1 October", "stomach",
    )  # fmt: skip
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
    assert "Took 1 tablets" in text
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
    assert "was due from Sat 23 August 2025" in text
    assert "12 weeks after the last" in text
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


def logged(user, counts):
    """One entry for each day up to today: this many episodes, none as a check-in."""
    today = timezone.now().date()
    for days, count in enumerate(reversed(counts)):
        for _ in range(count):
            diary.save_entry(user, episode(days_ago=days))
        if not count:
            diary.save_check_in(user, Day(uuid4(), today - timedelta(days=days), no_twitch=True), {}, 1)


def test_treatments_are_drawn_from_the_earliest_on_with_a_table(alice, alice_client):
    today = timezone.now().date()
    diary.save_entry(alice, Medicine(uuid4(), "Zinc", today - timedelta(days=20)))
    diary.save_entry(alice, Medicine(uuid4(), "Long ago", stopped=today - timedelta(days=800)))
    diary.save_entry(alice, Injection(uuid4(), today - timedelta(days=70), "A product"))
    assert "Treatments over time" not in page(alice_client)
    diary.save_entry(alice, episode(days_ago=1))
    text = page(alice_client)
    drawn = text[text.index("Treatments over time") :]
    names = [part for part in ("Zinc", "A product", "Long ago") if f">{part}</text>" in drawn]
    assert names == ["Zinc", "A product"]
    first = today - timedelta(days=70 + (today - timedelta(days=70)).weekday())
    assert f'<th scope="row">{first.day} {first:%B %Y}</th>' in drawn


def test_a_change_is_told_in_words_and_without_an_answer_in_one_sentence(alice, alice_client):
    today = timezone.now().date()
    assert "Before and after" not in page(alice_client)
    diary.save_entry(alice, Medicine(uuid4(), "Zinc", today - timedelta(days=60)))
    diary.save_entry(alice, Medicine(uuid4(), "Iron", today - timedelta(days=10)))
    diary.save_entry(alice, episode(days_ago=2))
    text = " ".join(page(alice_client).split())
    assert text.count("Cannot tell: Iron begun, ") == 1
    assert "(fewer than 28 days noted before it)." in text
    logged(alice, [4, 5, 3, 6] * 15 + [1, 0, 0, 1] * 15)
    text = " ".join(page(alice_client).split())
    assert "Zinc begun" in text
    assert "<strong>fewer</strong>" in text
    assert " as many; could be anything from " in text
    assert re.search(r"4\.\d → 0\.\d a day", text)


def test_the_doctor_gets_the_same_answer(alice, alice_client):
    today = timezone.now().date()
    diary.save_entry(alice, Medicine(uuid4(), "Zinc", today - timedelta(days=60)))
    logged(alice, [4, 5, 3, 6] * 15 + [1, 0, 0, 1] * 15)
    text = " ".join(page(alice_client).split())
    words = next(part for part in text.split("<small>") if "could be anything" in part).split("</small>")[0]
    doctor = " ".join(unescape(alice_client.get(reverse("tracker:doctor")).content.decode()).split())
    assert f"fewer: {words.strip()}" in doctor
    answer = alice_client.get(reverse("tracker:doctor-json")).json()
    assert words.strip() in str(answer)


def test_an_injection_has_its_card_with_the_next_one_due(alice, alice_client):
    assert "weeks since the injection" not in page(alice_client)
    today = timezone.now().date()
    diary.save_entry(alice, Injection(uuid4(), today - timedelta(days=30), "A product"))
    text = " ".join(page(alice_client).split())
    assert "One injection so far; the wave gets clearer with the next." in text
    due = today + timedelta(days=54)
    assert f"from {due:%a} {due.day} {due:%B %Y}" in text
    assert "you are here" in text
    assert "108 days on average in one series" in text


def test_a_planned_injection_has_no_wave(alice, alice_client):
    diary.save_entry(alice, Injection(uuid4(), timezone.now().date() + timedelta(days=3), "A product"))
    assert "weeks since the injection" not in page(alice_client)

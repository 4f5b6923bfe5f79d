"""Several check-ins in a row: the next day without one, filled in like the last."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

MONDAY, SUNDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 22), date(2026, 11, 21)


@pytest.fixture(autouse=True)
def _monday(clock):
    clock("2026-11-23T20:00:00Z")


def address(day):
    return reverse("tracker:check-in-day", args=[day])


def sent(**typed):
    return {"client_id": uuid4(), "version": 1, "value_sleep_h": "6.5", "value_stress": "4"} | typed


def test_saving_leads_to_the_latest_day_without_a_check_in(alice, alice_client):
    alice_client.post(address(SUNDAY), sent())
    assert "Save, then Saturday" in alice_client.get(address(MONDAY)).content.decode()
    assert alice_client.post(address(MONDAY), sent(earlier="1")).url == address(SATURDAY)


def test_the_page_to_return_to_is_kept(alice, alice_client):
    answer = alice_client.post(f"{address(MONDAY)}?next=/journal/", sent(earlier="1"))
    assert answer.url == f"{address(SUNDAY)}?next=%2Fjournal%2F"
    assert alice_client.post(answer.url, sent()).url == "/journal/"


def test_answers_of_the_day_after_are_taken_over_only_when_asked(alice, alice_client):
    alice_client.post(address(MONDAY), sent(note="mine alone"))
    blank = alice_client.get(address(SUNDAY))
    assert blank.context["form"]["value_sleep_h"].value() is None
    filled = alice_client.get(f"{address(SUNDAY)}?like={MONDAY}")
    assert filled.context["form"]["value_sleep_h"].value() == 6.5
    assert "Filled in as on Monday." in filled.content.decode()
    assert "mine alone" not in filled.content.decode()
    assert not alice.days.filter(local_date=SUNDAY).exists()


def test_answers_taken_over_are_saved_and_go_on_to_the_day_before(alice, alice_client):
    alice_client.post(address(MONDAY), sent())
    answer = alice_client.post(f"{address(SUNDAY)}?like={MONDAY}", sent(value_stress="7", earlier="1"))
    assert answer.url == f"{address(SATURDAY)}?like={SUNDAY}"
    values = dict(alice.readings.filter(local_date=SUNDAY).values_list("exposure__key", "value"))
    assert values == {"sleep_h": 6.5, "stress": 7}


@pytest.mark.parametrize("like", ["2026-11-20", "yesterday", ""])
def test_only_a_neighbouring_check_in_can_be_taken_over(like, alice, alice_client):
    alice_client.post(address(MONDAY), sent())
    filled = alice_client.get(f"{address(SUNDAY)}?like={like}")
    assert filled.context["form"]["value_sleep_h"].value() is None


def test_a_check_in_that_is_there_keeps_its_own_answers(alice, alice_client):
    alice_client.post(address(MONDAY), sent())
    alice_client.post(address(SUNDAY), sent(value_sleep_h="8"))
    filled = alice_client.get(f"{address(SUNDAY)}?like={MONDAY}")
    assert filled.context["form"]["value_sleep_h"].value() == 8

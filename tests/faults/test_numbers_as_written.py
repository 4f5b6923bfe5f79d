"""A number typed with a comma is that number or a question in every field, and never another number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from walk.pages import forms

from tracker.models import User

DAY = date(2026, 6, 16)


def stored(alice: User, entries: Any, name: str) -> Any:
    """What the diary holds of the field of that name, after its form was sent."""
    alice.refresh_from_db()
    newest = {
        "minutes": lambda: alice.episodes.order_by("-pk")[0].duration_s / 60,
        "count": lambda: alice.episodes.order_by("-pk")[0].count,
        "relief_0_min": lambda: alice.episodes.order_by("-pk")[0].reliefs[0]["after_min"],
        "value_sleep_h": lambda: alice.readings.get(local_date="2026-06-14", exposure__key="sleep_h").value,
        "value_water_ml": lambda: alice.readings.get(local_date="2026-06-14", exposure__key="water_ml").value,
        "value": lambda: alice.readings.get(client_id=entries.tap.client_id).value,
        "tap_adds": lambda: alice.exposures.order_by("-pk")[0].one_tap,
        "worse_times": lambda: alice.thresholds["worse_times"],
        "persistent_days": lambda: alice.thresholds["persistent_days"],
        "spot_0_units": lambda: dict(alice.injections.order_by("-pk")[0].spots)["chin:left"],
        "score_0_score": lambda: alice.visits.order_by("-pk")[0].scores[0][1],
    }
    return newest[name]()


WRITTEN = [
    ("new episode", "minutes", "2,5", 2.5),
    ("new episode", "minutes", "１２", 12),
    ("new episode", "count", "1 200", 1200),
    ("new episode", "count", "1.200", 1200),
    ("new episode", "relief_0_min", "٤٥", 45),
    ("first check-in", "value_sleep_h", "7,5", 7.5),
    ("first check-in", "value_sleep_h", "٧٫٥", 7.5),
    ("first check-in", "value_sleep_h", "7,125", 7.125),
    ("first check-in", "value_water_ml", "1 500", 1500),
    ("changed amount", "value", "62,5", 62.5),
    ("something of one's own", "tap_adds", "2,75", 2.75),
    ("thresholds", "worse_times", "1,7", 1.7),
    ("thresholds", "persistent_days", " 2१ ", 21),
    ("new injections", "spot_0_units", "2,5", 2.5),
    ("new visit", "score_0_score", "−2,5", -2.5),
]


@pytest.mark.parametrize(("form", "name", "typed", "number"), WRITTEN)
def test_a_number_is_stored_as_it_was_meant(
    form: str, name: str, typed: str, number: float, filled: Any, alice: User, alice_client: Client, one_of_each: Any
) -> None:
    entries = one_of_each(alice)
    post = filled(form, entries)
    # The scale of the visit begins at 0; another one may count down.
    fields = post.fields | {name: typed} | ({"score_0_scale": "Another scale"} if name.startswith("score") else {})
    answer = alice_client.post(post.address, fields)
    assert answer.status_code == 302, answer.context["form"].errors
    assert stored(alice, entries, name) == number


TWO = [
    ("new episode", "minutes", "1,500", ("1.5", "1500")),
    ("first check-in", "value_water_ml", "1,500", ("1.5", "1500")),
    ("first check-in", "value_water_ml", "1.500", ("1.5", "1500")),
    ("changed amount", "value", "1.250", ("1.25", "1250")),
    ("something of one's own", "tap_adds", "2,000", ("2", "2000")),
    ("new injections", "spot_0_units", "1,250", ("1.25", "1250")),
]


@pytest.mark.parametrize(("form", "name", "typed", "numbers"), TWO)
@pytest.mark.parametrize("meant", [0, 1])
def test_an_ambiguous_number_is_asked_about_and_one_tap_saves(
    form: str, name: str, typed: str, numbers: tuple[str, str], meant: int, filled: Any, state: Any,
    typed_in_page: Callable[..., dict[str, list[str]]], alice: User, alice_client: Client, one_of_each: Any,
) -> None:  # fmt: skip
    entries = one_of_each(alice)
    post = filled(form, entries)
    before = state(alice)
    page = alice_client.post(post.address, post.fields | {name: typed})
    text = unescape(page.content.decode())
    assert all(f'name="sure" value="{name}={number}">{number}</button>' in text for number in numbers)
    assert state(alice) == before
    tapped = typed_in_page(page, post.fields) | {"sure": f"{name}={numbers[meant]}"}
    assert tapped[name] == [typed]
    answer = alice_client.post(post.address, tapped)
    assert answer.status_code == 302, answer.context["form"].errors
    assert stored(alice, entries, name) == float(numbers[meant])


def test_an_answer_is_not_asked_for_again_where_something_else_is_wrong(
    filled: Any, typed_in_page: Any, alice: User, alice_client: Client, one_of_each: Any
) -> None:
    post = filled("first check-in", one_of_each(alice))
    fields = {"value_water_ml": "1,500", "value_sleep_h": "70", "sure": "value_water_ml=1500"}
    page = alice_client.post(post.address, post.fields | fields)
    assert list(page.context["form"].errors) == ["value_sleep_h"]
    again = typed_in_page(page, post.fields)
    assert alice_client.post(post.address, again | {"value_sleep_h": "7"}).status_code == 302
    assert alice.readings.get(local_date="2026-06-14", exposure__key="water_ml").value == 1500


def test_the_first_button_of_a_form_answers_no_question(
    filled: Any, alice: User, alice_client: Client, one_of_each: Any
) -> None:
    """It is the one that a browser presses when somebody hits Enter."""
    post = filled("first check-in", one_of_each(alice))
    page = alice_client.post(post.address, post.fields | {"value_water_ml": "1,500"}).content.decode()
    form = page[page.index("data-offline-form") :]
    buttons = [part.partition(">")[0] for part in form.split("<button ")[1:]]
    first = next(button for button in buttons if 'type="button"' not in button)
    assert "name=" not in first


def test_when_it_stopped_takes_digits_of_any_script(
    filled: Any, alice: User, alice_client: Client, one_of_each: Any
) -> None:
    entries = one_of_each(alice)
    post = filled("it stopped", entries)
    alice_client.post(post.address, post.fields | {"minutes_ago": "１０"})
    assert alice.episodes.get(pk=entries.episode.pk).duration_s == 24 * 3600 - 600


def test_no_field_has_the_type_number(alice: User, alice_client: Client, one_of_each: Any) -> None:
    """Number fields of browsers can send 15 for a typed 1,5."""
    one_of_each(alice)
    found = forms(alice_client, alice, DAY).values()
    numbers = {one.name: one.attributes for form in found for one in form.fields.values() if one.kind == "number"}
    assert len(numbers) > 20
    assert {name: found for name, found in numbers.items() if found.get("type", "text") != "text"} == {}

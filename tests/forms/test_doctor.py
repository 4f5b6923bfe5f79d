"""Numbers put the sections in order, questions are lines, and nothing else is believed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.forms import DoctorPageForm, PdfForm
from tracker.reference.sections import ALWAYS, EVERYTHING

KEYS = [key for key in EVERYTHING if key != ALWAYS]


def form(**typed: Any) -> DoctorPageForm:
    return DoctorPageForm({"questions": "", **typed}, sections=EVERYTHING, questions=())


def numbered(*keys: str) -> dict[str, int]:
    return {f"place_{key}": number for number, key in enumerate(keys, start=1)}


def test_it_starts_from_what_was_chosen() -> None:
    shown = DoctorPageForm(sections=("reliefs", "course", "how_made"), questions=("Why?", "When?"))
    assert [field.name for field in shown.places()[:3]] == ["place_reliefs", "place_course", "place_places"]
    assert [field.value() for field in shown.places()[:3]] == [1, 2, None]
    assert len(shown.places()) == len(KEYS)
    assert shown["questions"].value() == "Why?\nWhen?"


@given(st.permutations(KEYS), st.integers(0, len(KEYS)))
def test_the_numbers_are_the_order(keys: list[str], many: int) -> None:
    sent = form(**numbered(*keys[:many]))
    assert sent.is_valid()
    assert sent.chosen()["sections"] == keys[:many]


def test_the_same_number_twice_keeps_the_usual_order() -> None:
    sent = form(place_reliefs=2, place_course=2, place_places=1)
    assert sent.is_valid()
    assert sent.chosen()["sections"] == ["places", "course", "reliefs"]


def test_each_line_is_a_question() -> None:
    sent = form(questions="  Is it   safe?\r\n\r\nWhat next?\n")
    assert sent.is_valid()
    assert sent.chosen()["questions"] == ["Is it safe?", "What next?"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"place_course": "0"}, "place_course"),
        ({"place_course": "100"}, "place_course"),
        ({"place_course": "first"}, "place_course"),
        ({"place_course": "1e999"}, "place_course"),
        ({"questions": "x" * 10_000}, "questions"),
        ({"questions": "why?\n" * 51}, "questions"),
        ({"questions": "a\x00b"}, "questions"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(typed: dict[str, str], field: str) -> None:
    sent = form(**typed)
    assert not sent.is_valid()
    assert list(sent.errors) == [field]
    assert sent[field].value() == typed[field]


def test_a_section_that_does_not_exist_is_not_listened_to() -> None:
    sent = form(place_how_made=1, place_nonsense=2)
    assert sent.is_valid()
    assert sent.chosen()["sections"] == []


@pytest.mark.parametrize(
    ("asked", "annex"), [({}, False), ({"annex": "on"}, True), ({"annex": ""}, False), ({"annex": "x" * 9_999}, True)]
)
def test_the_annex_is_asked_for_in_the_address(asked: dict[str, str], annex: bool) -> None:
    typed = PdfForm.for_query({"first_day": "2026-05-01", **asked}, date(2026, 5, 31))
    assert typed.is_valid()
    assert typed.cleaned_data == {"first_day": date(2026, 5, 1), "last_day": date(2026, 5, 31), "annex": annex}

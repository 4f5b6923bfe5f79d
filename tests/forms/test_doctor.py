"""Ticks choose the sections, buttons move them, questions are lines, and nothing else is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reference.sections import ALL_SECTIONS, ALWAYS
from tracker.forms import DoctorPageForm, PdfForm

KEYS = [key for key in ALL_SECTIONS if key != ALWAYS]


def form(order: Sequence[str] = KEYS, show: Sequence[str] = KEYS, **typed: Any) -> DoctorPageForm:
    sent = {"order": ",".join(order), "show": list(show), "questions": "", **typed}
    return DoctorPageForm(sent, sections=ALL_SECTIONS, questions=())


def test_starts_from_what_was_chosen() -> None:
    rows = DoctorPageForm(sections=("reliefs", "course", "how_made"), questions=("Why?", "When?")).rows()
    assert [(row.key, row.is_shown) for row in rows[:3]] == [
        ("reliefs", True), ("course", True), (next(key for key in KEYS if key not in ("reliefs", "course")), False),
    ]  # fmt: skip
    assert sorted(row.key for row in rows) == sorted(KEYS)
    assert [row.can_go_up for row in rows] == [False] + [True] * (len(rows) - 1)
    assert [row.can_go_down for row in rows] == [True] * (len(rows) - 1) + [False]


@given(st.permutations(KEYS), st.integers(0, len(KEYS)))
def test_ticked_sections_keep_the_order_of_the_form(keys: list[str], many: int) -> None:
    sent = form(keys, keys[:many])
    assert sent.is_valid()
    assert sent.shown() == keys[:many]


@given(st.permutations(KEYS), st.sampled_from(KEYS), st.sampled_from([("up", -1), ("down", 1)]))
def test_a_button_moves_one_section_by_one_place(keys: list[str], key: str, way: tuple[str, int]) -> None:
    sent = form(keys)
    assert sent.is_valid()
    moved = sent.shown(f"{way[0]} {key}")
    assert moved.index(key) == min(max(keys.index(key) + way[1], 0), len(keys) - 1)
    assert [one for one in moved if one != key] == [one for one in keys if one != key]


def test_each_line_is_a_question() -> None:
    sent = form(questions="  Is it safe?\r\n\r\nWhat next?\n")
    assert sent.is_valid()
    assert list(sent.cleaned_data["questions"]) == ["Is it safe?", "What next?"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"questions": "x" * 10_000}, "questions"),
        ({"questions": "why?\n" * 51}, "questions"),
        ({"questions": "a\x00b"}, "questions"),
        ({"show": ["nonsense"]}, "show"),
    ],
)
def test_a_refused_value_has_its_message_beside_the_field(typed: dict[str, Any], field: str) -> None:
    sent = form(**typed)
    assert not sent.is_valid()
    assert list(sent.errors) == [field]
    assert sent[field].value() == typed[field]


@pytest.mark.parametrize("move", ["", "up nonsense", "sideways course", "up how_made"])
def test_unknown_sections_and_moves_change_nothing(move: str) -> None:
    sent = form(["nonsense", *KEYS, "how_made"])
    assert sent.is_valid()
    assert sent.shown(move) == KEYS


@pytest.mark.parametrize(
    ("asked", "annex"), [({}, False), ({"annex": "on"}, True), ({"annex": ""}, False), ({"annex": "x" * 9_999}, True)]
)
def test_the_annex_is_asked_for_in_the_address(asked: dict[str, str], annex: bool) -> None:
    typed = PdfForm.for_query({"first_day": "2026-05-01", **asked}, date(2026, 5, 31))
    assert typed.is_valid()
    assert typed.cleaned_data == {"first_day": date(2026, 5, 1), "last_day": date(2026, 5, 31), "annex": annex}

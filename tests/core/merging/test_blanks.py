"""Two check-ins of one date are merged where only one of them answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from uuid import uuid4

import pytest

from tracker.core.merging import fill_blanks, fit_together
from tracker.core.records import Day, Onset, Sign

DAY = Day(uuid4(), date(2026, 11, 30))
DROOP, FEVER = Sign("face_droop", Onset.SUDDEN), Sign("fever", Onset.GRADUAL)
ANSWERS = {
    "no_twitch": True,
    "signs": (DROOP,),
    "impact": 0,
    "worry": 3,
    "worse_than_month_ago": False,
    "note": "in the train",
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_that_only_one_has_is_taken(name: str) -> None:
    answered = replace(DAY, **{name: ANSWERS[name]})
    blank = replace(DAY, id=uuid4())
    assert fill_blanks(DAY, replace(answered, id=uuid4())) == answered
    assert fill_blanks(answered, blank) == answered


def test_any_two_halves_make_the_whole() -> None:
    whole = replace(DAY, **ANSWERS)
    for split in product((True, False), repeat=len(ANSWERS)):
        half = [name for name, first in zip(ANSWERS, split, strict=True) if first]
        first = replace(DAY, **{name: ANSWERS[name] for name in half})
        second = replace(DAY, id=uuid4(), **{name: ANSWERS[name] for name in ANSWERS.keys() - half})
        assert fill_blanks(first, second) == whole


@pytest.mark.parametrize(
    "other",
    [
        {"impact": 1},
        {"worry": 0},
        {"worse_than_month_ago": True},
        {"note": "at home"},
        {"signs": (Sign("face_droop", Onset.GRADUAL),)},
        {"no_other_signs": True, "signs": ()},
    ],
)
def test_two_different_answers_are_a_question(other: dict[str, object]) -> None:
    assert fill_blanks(replace(DAY, **ANSWERS), replace(DAY, **{**ANSWERS, **other})) is None


def test_signs_of_both_are_kept() -> None:
    merged = fill_blanks(replace(DAY, signs=(DROOP,)), replace(DAY, signs=(FEVER, DROOP)))
    assert merged
    assert merged.signs == (DROOP, FEVER)


def test_values_fit_together_unless_one_is_answered_twice() -> None:
    assert fit_together({"sleep_h": 7.0}, {"sleep_h": None, "water_ml": 500.0})
    assert fit_together({"sleep_h": 7.0}, {"sleep_h": 7.0})
    assert not fit_together({"sleep_h": 0.0}, {"sleep_h": 7.0})

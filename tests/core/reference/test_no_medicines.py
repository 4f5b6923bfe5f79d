"""Which words are refused in a self-experiment."""

from __future__ import annotations

import pytest

from tracker.core.reference.no_medicines import names_a_medicine


@pytest.mark.parametrize(
    "text",
    ["No Carbamazepine", "half the dose", "2 tablets at night", "300mg less", "without salbutamol", "my blue syrup"],
)
def test_a_medicine_is_recognised(text: str) -> None:
    assert names_a_medicine(text, ("Blue Syrup",))


@pytest.mark.parametrize(
    "text", ["no coffee after noon", "no caffeine", "in bed by ten", "a walk of half an hour", "less overdosed sweets"]
)
def test_a_habit_is_none(text: str) -> None:
    assert not names_a_medicine(text, ("Blue Syrup", "ab"))

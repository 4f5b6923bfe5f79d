"""Combinations of signs: number, onset, conditions and alternatives."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.red_flags.combinations import PREGNANT, TWITCH, Alternative, AtLeast, Combination, day_signs

A, B, C = "fever", "vomiting", "ringing"
ONE_WAY = Combination((Alternative((AtLeast((A,), sudden=True), AtLeast((B, C)))),))
TWO_WAYS = Combination((Alternative((AtLeast((A,)),)), Alternative((AtLeast((B, C), least=2),))))


def found(combination: Combination, pen: Any, *signs: str, given: tuple[str, ...] = ()) -> set[str]:
    return set(combination.matching_signs(day_signs([pen.check_in(0, *signs)], given)))


def test_every_part_of_an_alternative_is_required(pen: Any) -> None:
    assert found(ONE_WAY, pen, f"{A} sudden") == set()
    assert found(ONE_WAY, pen, f"{B} sudden") == set()
    assert found(ONE_WAY, pen, f"{A} sudden", f"{C} gradual") == {A, C}
    assert found(ONE_WAY, pen, f"{A} sudden", f"{B} gradual", f"{C} gradual") == {A, B, C}


@pytest.mark.parametrize(("onset", "counts"), [("sudden", True), ("unsure", True), ("gradual", False)])
def test_unsure_counts_as_sudden(pen: Any, onset: str, counts: bool) -> None:
    assert found(ONE_WAY, pen, f"{A} {onset}", f"{B} gradual") == ({A, B} if counts else set())


def test_one_alternative_is_enough_and_all_matches_are_returned(pen: Any) -> None:
    assert found(TWO_WAYS, pen, f"{A} gradual") == {A}
    assert found(TWO_WAYS, pen, f"{B} gradual") == set()
    assert found(TWO_WAYS, pen, f"{B} gradual", f"{C} gradual") == {B, C}
    assert found(TWO_WAYS, pen, f"{A} gradual", f"{B} gradual", f"{C} gradual") == {A, B, C}


def test_a_sign_noted_twice_has_both_onsets(pen: Any) -> None:
    entries = [
        pen.check_in(0, f"{A} gradual"),
        pen.episode(0, signs=(f"{A} sudden",)),
        pen.check_in(0, f"{B} gradual"),
    ]
    assert ONE_WAY.matching_signs(day_signs(entries)) == {A, B}


def test_twitch_condition_from_an_episode_or_a_sign(pen: Any) -> None:
    wanted = Combination((Alternative((AtLeast((A,)),), (TWITCH,)),))
    assert found(wanted, pen, f"{A} sudden") == set()
    assert found(wanted, pen, f"{A} sudden", given=(TWITCH,)) == {A}
    assert found(wanted, pen, f"{A} sudden", "nearly_nonstop gradual") == {A}
    assert wanted.matching_signs(day_signs([pen.episode(0, signs=(f"{A} sudden",))])) == {A}


def test_all_conditions_of_an_alternative_are_required(pen: Any) -> None:
    wanted = Combination((Alternative((AtLeast((A,)),), (TWITCH, PREGNANT)), Alternative((AtLeast((B,)),))))
    assert found(wanted, pen, f"{A} sudden", given=(PREGNANT,)) == set()
    assert found(wanted, pen, f"{A} sudden", given=(PREGNANT, TWITCH)) == {A}
    assert found(wanted, pen, f"{A} sudden", f"{B} sudden") == {B}

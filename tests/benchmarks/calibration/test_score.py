"""Power of every method at the same false discovery rate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.calibration.answers import Answer, Named
from benchmarks.calibration.peers import strongest
from benchmarks.calibration.score import Score, matched_power, score
from benchmarks.calibration.worlds import PlantedEffect, SimulatedDiary
from tracker.core.records import DayTable

NOTHING = DayTable((), (), {})


def scored(**p: float) -> Score:
    """A diary in which only `coffee` acts, and the p of each exposure in it."""
    made = SimulatedDiary(NOTHING, (PlantedEffect("coffee", 0, "linear", 1.5),))
    named = {name: Named(0, "linear") for name, value in p.items() if value < 0.05}
    return score(made, Answer(named, strongest=p), frozenset(), 1.0)


def test_the_border_rises_until_too_many_names_are_false() -> None:
    """19 diaries with the true one at 0.001; a twentieth has its false one at 0.01 and its true one at 0.02."""
    clear = [scored(coffee=0.001, sleep=0.9) for _ in range(19)]
    assert matched_power([*clear, scored(coffee=0.02, sleep=0.01)]).percent == pytest.approx(100)
    # With four diaries alone one false name is a quarter of them: the border stays below it.
    assert matched_power([*clear[:3], scored(coffee=0.02, sleep=0.01)], 0.05).percent == pytest.approx(75)


def test_a_bolder_method_is_not_stronger() -> None:
    """The same order of exposures with every p a thousand times smaller tells the same apart."""
    timid = [scored(coffee=0.03, sleep=0.5), scored(coffee=0.4, sleep=0.2), scored(coffee=0.01, sleep=0.3)]
    bold = [replace(one, evidence=tuple((p / 1000, true) for p, true in one.evidence)) for one in timid]
    assert matched_power(timid).percent == matched_power(bold).percent == pytest.approx(200 / 3)


def test_an_effect_that_was_left_out_is_not_found() -> None:
    assert matched_power([scored(coffee=0.001), scored(sleep=0.9)]).percent == pytest.approx(50)


def test_a_method_without_p_has_none() -> None:
    assert str(matched_power([scored()])) == "–"


def test_the_strongest_lag_speaks_for_an_exposure() -> None:
    assert strongest({("a", 0): 0.3, ("a", 1): 0.02, ("b", 0): 0.5}) == {"a": 0.02, "b": 0.5}

"""Chance with a seed."""

from __future__ import annotations

from statistics import fmean, pvariance

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tracker.core.demo.dice import Dice


def test_ids_are_random_uuids_that_come_again_with_the_seed() -> None:
    ids = [Dice(1).id(), Dice(1).id(), Dice(2).id()]
    assert ids[0] == ids[1] != ids[2]
    assert all(name.version == 4 for name in ids)


@pytest.mark.parametrize("rate", [0.1, 1.7, 6.0])
def test_counts_are_those_of_a_poisson_process(rate: float) -> None:
    """Against scipy's Poisson distribution: share of days without any, mean and variance."""
    dice = Dice(11)
    counts = [dice.count(rate) for _ in range(20_000)]
    assert counts.count(0) / 20_000 == pytest.approx(stats.poisson.pmf(0, rate), abs=0.01)
    assert fmean(counts) == pytest.approx(rate, rel=0.05)
    assert pvariance(counts) == pytest.approx(rate, rel=0.05)


@given(st.integers(), st.floats(-5, 5), st.floats(0, 10))
def test_near_stays_within_its_bounds(seed: int, usual: float, spread: float) -> None:
    assert -1 <= Dice(seed).near(usual, spread, -1, 1) <= 1


def test_what_weighs_nothing_never_comes() -> None:
    dice = Dice(3)
    assert {dice.weighted((("a", 1.0), ("b", 0.0))) for _ in range(100)} == {"a"}


def test_more_than_there_is_cannot_be_drawn() -> None:
    assert sorted(Dice(1).some_of([1, 2, 3], 9)) == [1, 2, 3]

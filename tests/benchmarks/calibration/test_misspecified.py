"""Worlds that break an assumption of the model, and still hold the truth that they promise."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.calibration import misspecified
from benchmarks.calibration.worlds import MISSPECIFIED, World, simulate


def counts(world: World, planted: bool, seed: int) -> np.ndarray:
    episodes = simulate(world, 200, planted, seed).table.episodes
    return np.array([count for count in episodes if count is not None])


@pytest.mark.parametrize("world", MISSPECIFIED, ids=lambda world: world.name)
def test_same_seed_gives_same_diary(world: World) -> None:
    assert simulate(world, 120, True, 5) == simulate(world, 120, True, 5)
    assert simulate(world, 120, True, 5) != simulate(world, 120, True, 6)


@pytest.mark.parametrize("world", MISSPECIFIED, ids=lambda world: world.name)
def test_planted_effects_name_columns_of_the_table(world: World) -> None:
    made = simulate(world, 120, True, 7)
    assert made.planted
    assert {effect.exposure for effect in made.planted} <= set(made.table.exposures)
    assert simulate(world, 120, False, 7).planted == ()


def test_most_planted_effects_have_the_expected_direction() -> None:
    rng = np.random.default_rng(1)
    share = np.mean([misspecified.raises("stress", rng) for _ in range(2000)])
    assert share == pytest.approx(misspecified.AS_EXPECTED, abs=0.05)
    share = np.mean([misspecified.raises("sleep_h", rng) for _ in range(2000)])
    assert share == pytest.approx(1 - misspecified.AS_EXPECTED, abs=0.05)


def test_self_exciting_days_are_followed_by_more() -> None:
    """Without an effect, neighbouring days of many diaries correlate although their rate is constant."""
    world = next(world for world in MISSPECIFIED if world.name == "self-exciting")
    both = [np.corrcoef(found[1:], found[:-1])[0, 1] for found in (counts(world, False, seed) for seed in range(30))]
    assert np.mean(both) > 0.1


def test_rare_days_have_a_heavy_tail() -> None:
    world = next(world for world in MISSPECIFIED if world.name == "rare, heavy-tailed")
    found = np.concatenate([counts(world, False, seed) for seed in range(20)])
    assert 0.15 < (found > 0).mean() < 0.5
    assert found.max() > 10 * found.mean()


def test_back_filled_days_repeat_the_day_before() -> None:
    rng = np.random.default_rng(2)
    values = rng.normal(size=(200, 6))
    written = misspecified.back_filled(values, rng)
    repeated = (written[1:] == written[:-1]).all(axis=1).sum()
    assert repeated >= 10
    assert min(len(np.unique(column)) for column in written.T) <= 4

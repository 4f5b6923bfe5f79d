"""The power that is shown before an experiment starts."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from tracker.core.analysis.experiments.analysis import LEVEL, p_values
from tracker.core.analysis.experiments.power import (
    DESIGNS,
    HISTORY_DAYS,
    Design,
    experiment_of,
    power,
    recent_counts,
)
from tracker.core.records import Expected

USUAL = DESIGNS[0]
TODAY = date(2026, 6, 1)


def poisson_days(rate: float, seed: int = 1, days: int = HISTORY_DAYS) -> list[int | None]:
    return [int(count) for count in np.random.default_rng(seed).poisson(rate, days)]


def test_reads_the_last_sixty_days_before_today() -> None:
    found = recent_counts(
        {TODAY: 9, TODAY - timedelta(1): 1, TODAY - timedelta(60): 2, TODAY - timedelta(61): 3}, TODAY
    )
    assert (len(found), found[0], found[-1]) == (60, 2, 1)
    assert found.count(None) == 58


def test_the_same_seed_gives_the_same_power() -> None:
    days = poisson_days(2)
    assert power(days, USUAL, Expected.FEWER, 7) == power(days, USUAL, Expected.FEWER, 7)


def test_more_episodes_and_more_days_show_more() -> None:
    rates = [power(poisson_days(rate), USUAL, Expected.FEWER, 7) for rate in (0.3, 1, 4)]
    assert rates == sorted(rates)
    assert power(poisson_days(1), Design(20, 2), Expected.FEWER, 7) > power(
        poisson_days(1), Design(7, 2), Expected.FEWER, 7
    )


def test_days_not_logged_cost_power() -> None:
    days = poisson_days(2)
    gaps = [None if n % 2 else count for n, count in enumerate(days)]
    assert power(gaps, USUAL, Expected.FEWER, 7) < power(days, USUAL, Expected.FEWER, 7)


@pytest.mark.parametrize("expected", list(Expected))
def test_without_an_effect_little_is_shown(expected: Expected) -> None:
    assert power(poisson_days(2), USUAL, expected, 3, ratio=1.0) < 0.09


def test_twice_as_many_is_shown_more_often_than_not() -> None:
    assert power(poisson_days(2), USUAL, Expected.MORE, 3) > 0.8


def test_needs_four_weeks_of_logged_days() -> None:
    with pytest.raises(ValueError, match="28"):
        power([1] * 27 + [None] * 33, USUAL, Expected.FEWER, 1)


def test_the_power_shown_is_the_share_that_really_show_it() -> None:
    # 60 made-up people here, 200 by `python -m benchmarks.experiments`.
    told, real = [], []
    for person in range(60):
        random = np.random.default_rng(person)
        rate = Random(person).choice([0.5, 1, 2, 4])
        told.append(power(_drifting(random, rate, (1, HISTORY_DAYS))[0].tolist(), USUAL, Expected.FEWER, person))
        days = _drifting(random, rate, (20, USUAL.days))
        pairs = experiment_of(random, days, random.random((20, USUAL.pairs)) < 0.5, USUAL, 0.5)
        real.append(np.mean(p_values(pairs)[0] <= LEVEL))
    assert np.mean(told) == pytest.approx(np.mean(real), abs=0.1)


def _drifting(random: np.random.Generator, rate: float, shape: tuple[int, int]) -> np.ndarray:
    """Counts of days with slowly changing rates."""
    levels = np.empty(shape)
    levels[:, 0] = random.normal(0, 0.6, shape[0])
    for day in range(1, shape[1]):
        levels[:, day] = 0.8 * levels[:, day - 1] + random.normal(0, 0.36, shape[0])
    return random.poisson(rate * np.exp(levels - 0.18)).astype(float)

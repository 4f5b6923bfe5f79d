"""Whether the rate rises."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.stats import norm

from tracker.core.analysis.changes.worsening import YEAR_LEVEL, level_at, worsening
from tracker.core.analysis.triggers.grid import DayGrid, Floats

RNG = np.random.default_rng(12)


def diary(rate: Floats) -> DayGrid:
    return DayGrid(date(2024, 1, 1), RNG.poisson(rate).astype(float), (), np.empty((rate.size, 0)))


def test_a_fourfold_rise_in_a_year_is_claimed() -> None:
    found = worsening(diary(np.geomspace(1, 4, 364)))
    assert found is not None
    assert found.worse
    assert found.per_28_days.low <= 4 ** (28 / 364) <= found.per_28_days.high


def test_a_falling_rate_is_no_worsening() -> None:
    found = worsening(diary(np.geomspace(4, 1, 364)))
    assert found is not None
    assert not found.worse
    assert found.p > 0.9


def test_a_steady_rate_is_seldom_called_rising() -> None:
    claims = [worsening(diary(np.full(140, 2.5))) for _ in range(40)]
    assert sum(one is not None and one.worse for one in claims) <= 2


@pytest.mark.parametrize(("days", "looked_at"), [(84, 84), (111, 84), (112, 112), (364, 364)])
def test_looks_come_every_four_weeks(days: int, looked_at: int) -> None:
    found = worsening(diary(np.full(days, 3.0)))
    assert found is not None
    assert found.look_day == date(2024, 1, 1) + timedelta(days=looked_at - 1)
    assert found.worse == (found.p < level_at(looked_at))


def test_weeks_that_follow_each_other_do_not_pass_for_a_rise() -> None:
    """Half of a good or bad week carries over to the next; nothing rises."""
    found = [worsening(diary(2.5 * np.exp(np.repeat(0.5 * weekly_levels(52), 7)))) for _ in range(40)]
    scores = [norm.isf(one.p) for one in found if one is not None]
    assert np.std(scores) < 1.2


def weekly_levels(weeks: int) -> Floats:
    levels = [RNG.normal()]
    for _ in range(weeks - 1):
        levels.append(0.5 * levels[-1] + np.sqrt(0.75) * RNG.normal())
    return np.array(levels)


def test_early_looks_have_the_smallest_level() -> None:
    assert level_at(84) < YEAR_LEVEL / 4
    assert level_at(365) == level_at(800) == YEAR_LEVEL


@pytest.mark.parametrize("rate", [np.full(83, 3.0), np.full(120, 0.0)])
def test_too_little_data_gives_no_result(rate: Floats) -> None:
    assert worsening(diary(rate)) is None


def test_a_diary_with_hardly_a_day_logged_gives_no_result() -> None:
    grid = diary(np.full(120, 3.0))
    grid.counts[20:] = np.nan
    assert worsening(grid) is None

"""The calendar, the lags and the shapes that are tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from tracker.core.analysis.triggers.design import EffectShape, calendar, candidates, lags
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import standardise

RNG = np.random.default_rng(2)


def grid_of(column: Floats) -> DayGrid:
    return DayGrid(date(2024, 1, 1), np.ones(column.size), ("x",), column[:, None])


def test_a_lag_is_the_value_of_the_day_before() -> None:
    grid = grid_of(RNG.normal(size=50))
    (exposure,), _ = standardise(grid)
    z = (grid.values[:, 0] - exposure.mean) / exposure.sd
    found = lags(exposure.z, np.array([2, 10, 49]))
    np.testing.assert_allclose(found, [[z[2], z[1], z[0]], [z[10], z[9], z[8]], [z[49], z[48], z[47]]])


def test_the_calendar_has_level_trend_and_each_weekday() -> None:
    columns, precisions = calendar(grid_of(np.arange(50.0)), np.arange(50))
    assert columns.shape == (50, 9)
    assert (columns[:, 2:].sum(axis=1) == 1).all()
    assert columns[0, 2] == 1
    assert precisions[:2].tolist() == [0, 0]


def test_the_season_comes_in_from_120_days() -> None:
    assert calendar(grid_of(np.arange(119.0)), np.arange(119))[0].shape[1] == 9
    assert calendar(grid_of(np.arange(120.0)), np.arange(120))[0].shape[1] == 11


def test_there_are_ten_candidates() -> None:
    grid = grid_of(RNG.normal(size=80))
    (exposure,), _ = standardise(grid)
    ways, columns = candidates(grid, exposure, np.arange(80))
    assert columns.shape == (80, len(ways)) == (80, 10)
    assert sum(way.over_days == 3 for way in ways) == 1
    assert sum(way.shape is EffectShape.HIGH for way in ways) == 3


def test_a_binary_exposure_has_no_quarters() -> None:
    grid = grid_of(np.tile([0.0, 1.0, 1.0], 30))
    (exposure,), _ = standardise(grid)
    assert {way.shape for way in candidates(grid, exposure, np.arange(90))[0]} == {EffectShape.LINEAR}


def test_a_quarter_that_ties_make_too_large_is_no_candidate() -> None:
    grid = grid_of(np.r_[np.zeros(70), RNG.uniform(1, 2, size=30)][RNG.permutation(100)])
    (exposure,), _ = standardise(grid)
    assert EffectShape.LOW not in {way.shape for way in candidates(grid, exposure, np.arange(100))[0]}


def test_a_quarter_is_a_standardised_0_and_1() -> None:
    grid = grid_of(RNG.normal(size=100))
    (exposure,), _ = standardise(grid)
    ways, columns = candidates(grid, exposure, np.arange(100))
    number = next(n for n, way in enumerate(ways) if way.shape is EffectShape.HIGH and way.lag_days == 0)
    high = columns[:, number] > 0
    assert (high == (grid.values[:, 0] >= ways[number].limit)).all()
    assert np.ptp(columns[high, number]) == 0


def test_two_injections_bring_the_wave_after_them_in_and_one_does_not() -> None:
    grid = grid_of(np.arange(110.0))
    days = [grid.day(row) for row in (-60, 30, 150)]
    rows = np.arange(110)
    assert calendar(replace(grid, injections=tuple(days[1:])), rows)[0].shape[1] == 9
    columns, precisions = calendar(replace(grid, injections=tuple(days[:2])), rows)
    assert columns.shape[1] == precisions.size == 13
    # Each is 1 at its knot: 14, 28 and 56 days after row 30, and 84 after the injection before the diary.
    assert columns[[44, 58, 86], [9, 10, 11]].tolist() == [1, 1, 1]
    assert columns[24, 12] == 1

"""Exposures on one scale: gaps are filled as an AR(1) expects, and what cannot be looked at says why."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tracker.core.analysis.triggers import standardise as standard
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import LAGS, crossings, impute, standardise

RNG = np.random.default_rng(7)
WAVE = np.sin(np.arange(60))


def grid_of(**columns: Floats) -> DayGrid:
    names = tuple(sorted(columns))
    values = np.column_stack([columns[name] for name in names])
    return DayGrid(date(2024, 1, 1), np.ones(len(values)), names, values)


def reason_for(column: Floats) -> str:
    kept, left_out = standardise(grid_of(x=column))
    assert kept == ()
    return left_out[0].reason


def test_a_filled_gap_is_the_conditional_mean_of_a_stationary_ar1() -> None:
    """Checked against the conditional mean of a multivariate normal, computed from its covariance matrix."""
    series = np.array([1.0, 0.6, 0.8, -0.5, -0.7, 0.4, 0.9, np.nan, np.nan, -1.0, np.nan])
    known = ~np.isnan(series)
    both = known[1:] & known[:-1]
    phi = (series[1:][both] * series[:-1][both]).mean() / np.nanmean(series**2)
    assert 0 < phi < 0.95
    apart = np.abs(np.subtract.outer(np.arange(11), np.arange(11)))
    alike = phi**apart
    expected = alike[np.ix_(~known, known)] @ np.linalg.solve(alike[np.ix_(known, known)], series[known])
    np.testing.assert_allclose(impute(series)[~known], expected, rtol=1e-12)


def test_recorded_values_stay_as_they_are() -> None:
    series = np.array([np.nan, 1.0, np.nan, -2.0, 0.5])
    np.testing.assert_array_equal(impute(series)[[1, 3, 4]], [1.0, -2.0, 0.5])


def test_an_exposure_gets_mean_0_sd_1_and_rows_for_the_days_before() -> None:
    (one,), _ = standardise(grid_of(x=100 + 5 * WAVE))
    assert one.z.size == WAVE.size + LAGS - 1
    assert one.z[LAGS - 1 :].mean() == pytest.approx(0, abs=1e-12)
    assert one.z[LAGS - 1 :].std() == pytest.approx(1)
    assert (one.mean, one.sd) == (pytest.approx((100 + 5 * WAVE).mean()), pytest.approx(5 * WAVE.std()))


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        (np.full(60, np.nan), standard.NOTHING_RECORDED),
        (np.full(60, 3.0), standard.CONSTANT),
        (np.r_[np.zeros(58), 1, 2], standard.CONSTANT),
        (np.r_[WAVE[:10], np.full(50, np.nan)], standard.TOO_FEW),
        (np.repeat([0.0, 1.0, 0.0], 20), standard.STEP),
    ],
)
def test_unusable_exposures_have_a_reason(column: Floats, reason: str) -> None:
    assert reason_for(column) == reason


def test_a_copy_in_another_unit_is_left_out() -> None:
    kept, (left,) = standardise(grid_of(a_h=WAVE, b_min=60 * WAVE, c=RNG.normal(size=60)))
    assert [one.name for one in kept] == ["a_h", "c"]
    assert (left.exposure, left.reason, left.other) == ("b_min", standard.COPY, "a_h")


def test_crossings_count_the_changes_of_side() -> None:
    assert crossings(np.array([0.0, 1.0, np.nan, 1.0, 0.0, 1.0])) == 3


def test_binary_exposures_are_recognised() -> None:
    (one,), _ = standardise(grid_of(x=np.tile([0.0, 1.0], 30)))
    assert one.yes_no

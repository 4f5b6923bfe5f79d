"""What can be ruled out and what it is too early for."""

from __future__ import annotations

from math import exp, log

import pytest
from scipy import stats

from tracker.core.analysis.results import Estimate, interval_of
from tracker.core.analysis.triggers.power import more_days, ruled_out, too_early


def lags(exposure: str, *errors: float, middle: float = 0.0) -> list[Estimate]:
    """Estimates with these standard errors of the log ratio."""
    return [Estimate(exposure, lag, 10.0, interval_of(middle, 1.959964 * error)) for lag, error in enumerate(errors)]


def test_the_widest_lag_determines_what_is_ruled_out() -> None:
    (found,) = ruled_out(lags("stress", 0.05, 0.1, 0.15))
    assert found.exposure == "stress"
    assert found.above == pytest.approx(exp(1.96 * 0.15), rel=1e-4)
    assert found.below == pytest.approx(exp(-1.96 * 0.15), rel=1e-4)


def test_named_exposures_are_neither() -> None:
    estimates = lags("a", 0.1, 0.1, 0.1) + lags("b", 0.9, 0.9, 0.9)
    assert [one.exposure for one in ruled_out(estimates, ["a"])] == []
    assert too_early(estimates, 100, 0.05, ["a", "b"]) == ()


def test_every_other_exposure_is_one_or_the_other() -> None:
    estimates = lags("a", 0.1, 0.1, 0.1) + lags("b", 0.9, 0.1, 0.1) + lags("c", 0.1, 0.1, 0.1, middle=0.6)
    assert [one.exposure for one in ruled_out(estimates)] == ["a"]
    assert [one.exposure for one in too_early(estimates, 100, 0.05)] == ["b", "c"]


def test_the_missing_days_give_a_power_of_four_in_five() -> None:
    """Against the power of a z-test from scipy.stats, at the standard error that so many more days would leave."""
    level, days, error = 0.01, 90, 0.4
    more = more_days(lags("x", error, error, error), days, level)
    later = error * (days / (days + more)) ** 0.5
    power = stats.norm.sf(stats.norm.isf(level / 2) - log(1.5) / later)
    assert power == pytest.approx(0.8, abs=0.005)


def test_at_least_one_more_day_is_asked_for() -> None:
    assert more_days(lags("x", 0.01, 0.01, 0.01), 90, 0.05) == 1

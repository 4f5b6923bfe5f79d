"""What can be ruled out and what it is too early for."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from scipy import stats

from tracker.core.analysis.results import Estimate, Outlook, interval_of
from tracker.core.analysis.triggers.power import MEASURED_FACTOR, days_needed, outlook_of, ruled_out, too_early

ERRORS = {"a": 0.1, "b": 0.3, "c": 0.2}
VALUES = {name: np.array([0.0, 0.0, 1.0, 0.0]) for name in ERRORS}


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
    assert too_early(estimates, ERRORS, VALUES, 100, ["a", "b"]) == ()


def test_every_other_exposure_is_one_or_the_other() -> None:
    estimates = lags("a", 0.1, 0.1, 0.1) + lags("b", 0.9, 0.1, 0.1) + lags("c", 0.1, 0.1, 0.1, middle=0.6)
    assert [one.exposure for one in ruled_out(estimates)] == ["a"]
    found = too_early(estimates, ERRORS, VALUES, 100)
    assert [one.exposure for one in found] == ["b", "c"]
    assert (found[0].low, found[0].high) == (estimates[3].per_sd.low, estimates[3].per_sd.high)
    assert (found[0].commonest, found[0].commonest_share) == (0.0, 0.75)
    assert found[0].more_logged_days > found[1].more_logged_days


def test_the_days_needed_give_a_power_of_four_in_five() -> None:
    """Against the power of a z-test from scipy.stats, at the standard error without the measured factor."""
    tests, days, error = 9, 90, 0.4
    needed = days_needed(error, days, tests) / MEASURED_FACTOR
    later = error * (days / needed) ** 0.5
    power = stats.norm.sf(stats.norm.isf(0.02 / tests / 2) - log(1.5) / later)
    assert power == pytest.approx(0.8, abs=0.005)


@pytest.mark.parametrize(
    ("needed", "outlook"),
    [(80, Outlook.SOON), (150, Outlook.SOON), (151, Outlook.WITHIN_A_YEAR), (365, Outlook.WITHIN_A_YEAR),
     (366, Outlook.LITTLE)],
)  # fmt: skip
def test_the_outlook_is_one_of_three(needed: int, outlook: Outlook) -> None:
    assert outlook_of(needed, days_logged=90) is outlook


def test_at_least_one_more_day_is_needed() -> None:
    wide = lags("a", 0.9, 0.9, 0.9)
    assert too_early(wide, {"a": 0.001}, VALUES, 90)[0].more_logged_days == 1

"""The averaged statistic: an exact p-value whatever the weights, and power where the lean is right."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import norm

from tracker.core.analysis.triggers.averaged import EFFECT_VARIANCE, LEAN, NO_LEAN, averaged_p, lean_of, signs, weights
from tracker.core.analysis.triggers.design import Candidate, EffectShape

CANDIDATES = (
    *(Candidate(lag, EffectShape.LINEAR, 1.0) for lag in range(3)),
    Candidate(0, EffectShape.LINEAR, 1.0, over_days=3),
    *(Candidate(lag, EffectShape.HIGH, 1.0) for lag in range(3)),
    *(Candidate(lag, EffectShape.LOW, 1.0) for lag in range(3)),
)
ROOT = np.random.default_rng(3).normal(size=(10, 4))
COVARIANCE = ROOT @ ROOT.T + 2 * np.eye(10)
CORRELATION = COVARIANCE / np.sqrt(np.outer(np.diag(COVARIANCE), np.diag(COVARIANCE)))


def statistic(z: np.ndarray, lean: float) -> np.ndarray:
    """T, written out from its definition."""
    tau = EFFECT_VARIANCE**0.5
    total = 1 + tau**2

    def bayes_factor(z: np.ndarray) -> np.ndarray:
        return np.asarray(2 / total**0.5 * np.exp(z**2 * tau**2 / total / 2) * norm.cdf(z * tau / total**0.5))

    directed = z * signs("stress", CANDIDATES)
    return (lean * bayes_factor(directed) + (1 - lean) * bayes_factor(-directed)) @ weights(CANDIDATES)


@pytest.mark.parametrize("lean", [LEAN, NO_LEAN])
@pytest.mark.parametrize("p", [0.3, 0.05, 0.01, 0.001])
def test_p_is_the_share_of_null_draws_beyond(lean: float, p: float) -> None:
    """Against brute force: 400,000 draws from the null distribution."""
    drawn = np.random.default_rng(8).normal(size=(400_000, 10)) @ np.linalg.cholesky(CORRELATION).T
    values = statistic(drawn, lean)
    z = drawn[np.abs(values - np.quantile(values, 1 - p)).argmin()]
    found = averaged_p(z, CORRELATION, weights(CANDIDATES), signs("stress", CANDIDATES), lean)
    assert found == pytest.approx(p, rel=0.25)


def test_one_candidate_without_lean_is_the_two_sided_test() -> None:
    one = np.ones(1)
    for z in (-3.0, 0.5, 2.0):
        assert averaged_p(np.array([z]), np.eye(1), one, one, NO_LEAN) == pytest.approx(2 * norm.sf(abs(z)), rel=0.15)


def test_the_expected_direction_has_the_smaller_p() -> None:
    z = np.full(10, 2.5) * signs("sleep_h", CANDIDATES)
    args = (CORRELATION, weights(CANDIDATES), signs("sleep_h", CANDIDATES))
    expected, against = (averaged_p(side, *args, LEAN) for side in (z, -z))
    assert expected < averaged_p(z, *args, NO_LEAN) < against


def test_low_days_and_sleep_turn_the_sign() -> None:
    assert signs("stress", CANDIDATES).tolist() == [1.0] * 7 + [-1.0] * 3
    assert signs("sleep_h", CANDIDATES).tolist() == [-1.0] * 7 + [1.0] * 3
    assert signs("own_tea", CANDIDATES).tolist() == signs("stress", CANDIDATES).tolist()


def test_only_some_exposures_lean() -> None:
    assert [lean_of("stress", True), lean_of("stress", False), lean_of("own_tea", True)] == [LEAN, NO_LEAN, NO_LEAN]


def test_weights_favour_early_lags_and_linear_shapes() -> None:
    found = weights(CANDIDATES)
    assert found.sum() == pytest.approx(1)
    assert found[0] > found[1] > found[2] > found[6]
    assert weights(CANDIDATES[:4]).sum() == pytest.approx(1)


def test_extreme_scores_stay_finite() -> None:
    args = (CORRELATION, weights(CANDIDATES), signs("stress", CANDIDATES), LEAN)
    assert 0 <= averaged_p(np.full(10, 37.0), *args) < 1e-6
    assert averaged_p(np.zeros(10), *args) == pytest.approx(1, abs=0.05)

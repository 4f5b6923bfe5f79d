"""Tails and reaches against scipy.stats, which is too slow to import where they are used."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from tracker.core.analysis.triggers.distributions import (
    effective_number,
    max_abs_p,
    normal_quantile,
    normal_score,
    normal_two_sided,
    t_quantile,
    t_two_sided,
)


@pytest.mark.parametrize("z", [0.0, 0.3, -1.96, 4.0, 12.0])
def test_normal_tail(z: float) -> None:
    assert normal_two_sided(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-10)


@pytest.mark.parametrize(("t", "df"), [(0.0, 8.0), (2.1, 8.0), (-3.3, 55.5), (9.0, 300.0)])
def test_t_tail(t: float, df: float) -> None:
    assert t_two_sided(t, df) == pytest.approx(2 * stats.t.sf(abs(t), df), rel=1e-10)


@pytest.mark.parametrize("confidence", [0.5, 0.95, 0.999])
def test_quantiles(confidence: float) -> None:
    assert t_quantile(confidence, 12.0) == pytest.approx(stats.t.ppf(0.5 + confidence / 2, 12.0), rel=1e-10)
    assert normal_quantile(confidence) == pytest.approx(stats.norm.ppf(0.5 + confidence / 2), rel=1e-10)


@pytest.mark.parametrize(("t", "df"), [(1.0, 9.0), (-4.0, 30.0), (25.0, 80.0)])
def test_the_normal_score_of_a_t(t: float, df: float) -> None:
    assert stats.norm.logsf(normal_score(t, df)) == pytest.approx(stats.t.logsf(abs(t), df), rel=1e-8)


def test_an_extreme_t_stays_finite() -> None:
    assert 30 < normal_score(1e200, 400.0) < 50


@pytest.mark.parametrize("z", [2.0, 2.5])
def test_the_maximum_of_correlated_normals(z: float) -> None:
    """Against the multivariate normal distribution function of scipy.stats (Genz), over the cube |x| < z."""
    correlation = np.array([[1.0, 0.6, 0.2], [0.6, 1.0, 0.5], [0.2, 0.5, 1.0]])
    inside = stats.multivariate_normal(cov=correlation).cdf(np.full(3, z), lower_limit=np.full(3, -z))
    assert max_abs_p(z, correlation) == pytest.approx(1 - inside, rel=0.12)


def test_identical_tests_count_once() -> None:
    assert max_abs_p(2.2, np.ones((4, 4))) == pytest.approx(normal_two_sided(2.2), rel=0.1)
    assert effective_number(np.ones((4, 4))) == pytest.approx(1.0)


def test_independent_tests_count_each() -> None:
    assert effective_number(np.eye(7)) == pytest.approx(7.0)
    assert max_abs_p(4.5, np.eye(7)) == pytest.approx(7 * normal_two_sided(4.5))


def test_simulation_is_deterministic() -> None:
    correlation = np.array([[1.0, 0.4], [0.4, 1.0]])
    assert max_abs_p(1.7, correlation) == max_abs_p(1.7, correlation)

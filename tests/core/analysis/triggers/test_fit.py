"""The joint fit. With no priors and no fading parts it is a Poisson regression, checked against statsmodels."""

from __future__ import annotations

import numpy as np
import pytest

from tracker.core.analysis.triggers.covariance import VarianceComponents, kernels
from tracker.core.analysis.triggers.fit import GlsFit, GlsProblem, fit, linearise, refit, solve

RNG = np.random.default_rng(3)
DAYS = np.arange(150.0)
COLUMNS = np.column_stack([np.ones(150), RNG.normal(size=150), RNG.integers(0, 2, size=150)])
COUNTS = RNG.poisson(np.exp(COLUMNS @ [0.7, 0.3, -0.4])).astype(float)
NOTHING_FADES = VarianceComponents(np.zeros(4))


def poisson_regression() -> GlsFit:
    problem = GlsProblem(COUNTS, COLUMNS, np.zeros(3), kernels(DAYS))
    flat = np.array([np.log(COUNTS.mean()), 0.0, 0.0])
    return refit(problem, linearise(problem, flat, np.zeros(150), NOTHING_FADES), flat, rounds=12)


def test_the_poisson_regression_is_that_of_statsmodels() -> None:
    from statsmodels.genmod.families import Poisson
    from statsmodels.genmod.generalized_linear_model import GLM

    theirs = GLM(COUNTS, COLUMNS, family=Poisson()).fit(tol=1e-12)
    ours = solve(GlsProblem(COUNTS, COLUMNS, np.zeros(3), kernels(DAYS)), poisson_regression())
    np.testing.assert_allclose(ours.coefficients, theirs.params, rtol=1e-6)
    np.testing.assert_allclose(np.sqrt(np.diag(ours.inverse)), theirs.bse, rtol=1e-6)


def test_a_narrow_prior_shrinks_a_coefficient_to_zero() -> None:
    held = GlsProblem(COUNTS, COLUMNS, np.array([0.0, 1e6, 0.0]), kernels(DAYS))
    assert abs(fit(held, 4).coefficients[1]) < 0.01
    assert fit(GlsProblem(COUNTS, COLUMNS, np.zeros(3), kernels(DAYS)), 4).coefficients[1] == pytest.approx(
        0.3, abs=0.15
    )


def test_the_latent_level_follows_a_wild_month() -> None:
    rate = np.where((DAYS > 60) & (DAYS < 90), 12.0, 1.0)
    counts = np.random.default_rng(5).poisson(rate).astype(float)
    found = fit(GlsProblem(counts, np.ones((150, 1)), np.zeros(1), kernels(DAYS)), 6)
    assert found.level[65:85].mean() - found.level[np.r_[10:50, 100:140]].mean() == pytest.approx(np.log(12), rel=0.2)
    assert 1 / found.noise[75] > 3 * np.median(1 / found.noise[100:140])


def test_whitened_columns_are_uncorrelated() -> None:
    at = poisson_regression()
    np.testing.assert_allclose(at.root @ at.whiten(COLUMNS), COLUMNS, rtol=1e-9)


@pytest.mark.parametrize(
    "counts", [np.r_[np.zeros(149), 86_400.0], np.full(150, 86_400.0), np.r_[np.zeros(140), np.ones(10)]]
)
def test_extreme_counts_leave_finite_numbers(counts: np.ndarray) -> None:
    found = fit(GlsProblem(counts, COLUMNS, np.array([0.0, 10.0, 10.0]), kernels(DAYS)), 4)
    assert np.isfinite(found.coefficients).all()
    assert np.isfinite(found.components.variances).all()


def test_the_covariance_of_few_clustered_episodes_converges() -> None:
    """At full pace it swung between nothing and very much from round to round, and the level with it."""
    level = np.repeat([2.0, -2.0], 10)[np.arange(150) % 20]
    counts = np.random.default_rng(10).poisson(0.15 * np.exp(level)).astype(float)
    problem = GlsProblem(counts, np.ones((150, 1)), np.zeros(1), kernels(DAYS))
    for rounds in (4, 8):
        before, after = (fit(problem, many).components.variances for many in (rounds, rounds + 1))
        assert before.sum() > 0.5
        np.testing.assert_allclose(after, before, atol=0.4 * before.sum())

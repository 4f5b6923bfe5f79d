"""The test of one exposure: its power, and its size under the null hypothesis."""

from __future__ import annotations

import numpy as np
import pytest

from tracker.core.analysis.triggers.covariance import VarianceComponents, kernels
from tracker.core.analysis.triggers.fit import GlsProblem, linearise, solve
from tracker.core.analysis.triggers.tests import (
    BINARY_MIN_VARIANCE,
    MIN_DEGREES,
    Dispersion,
    block_sandwich_inflation,
    estimate_dispersion,
    exposure_degrees,
    min_variance,
    sandwich_inflation,
    score_test,
    score_tests,
    shrink_inflation,
)

RNG = np.random.default_rng(11)
DAYS = np.arange(120.0)
DISPERSION = Dispersion(np.ones(120), 1.0, 100.0)


def test_a_slow_exposure_has_no_more_degrees_than_crossings() -> None:
    assert [exposure_degrees(DISPERSION, crossings) for crossings in (7, 10, 20, 60)] == [7, 10, 80, 100]


def test_binary_days_may_vary_less_than_counts() -> None:
    assert min_variance(np.array([0.0, 1.0])) == BINARY_MIN_VARIANCE
    assert min_variance(np.array([0.0, 2.0])) == 1.0


def test_dispersion_is_the_residual_variance_of_a_regression() -> None:
    """Against the textbook estimate, residual sum of squares over n - p, of an ordinary regression."""
    columns = np.column_stack([np.ones(120), RNG.normal(size=120)])
    problem = GlsProblem(np.full(120, 1.0), columns, np.zeros(2), kernels(DAYS))
    at = linearise(problem, np.zeros(2), np.zeros(120), VarianceComponents(np.zeros(4)))
    noisy = GlsProblem(1 + 3 * RNG.normal(size=120), columns, np.zeros(2), kernels(DAYS))
    solution = solve(problem, type(at)(**(vars(at) | {"working": noisy.counts})))
    residual = noisy.counts - columns @ np.linalg.lstsq(columns, noisy.counts, rcond=None)[0]
    dispersion = estimate_dispersion(solution, problem.precisions, lower_bound=1.0)
    assert dispersion.degrees == pytest.approx(118)
    assert dispersion.variance == pytest.approx(residual @ residual / 118)


def test_degrees_of_freedom_have_a_minimum() -> None:
    columns = np.eye(10)
    problem = GlsProblem(np.ones(10), columns, np.zeros(10), kernels(np.arange(10.0)))
    at = linearise(problem, np.zeros(10), np.zeros(10), VarianceComponents(np.zeros(4)))
    assert estimate_dispersion(solve(problem, at), problem.precisions, 1.0).degrees == MIN_DEGREES


def test_a_score_from_wild_days_has_a_larger_variance() -> None:
    wild = np.r_[np.full(10, 3.0), np.full(110, 0.5)]
    rides, rests = np.r_[np.ones(10), np.zeros(110)], np.r_[np.zeros(10), np.ones(110)]
    found = sandwich_inflation(Dispersion(wild, 1.0, 120.0), np.column_stack([rides, rests]))
    assert found.tolist() == pytest.approx([9.0, 1.0])


def test_correlated_fortnights_inflate_the_variance() -> None:
    """Ten fortnights of one sign each: blocks vary 14 times as much as days."""
    shared = np.repeat([1.0, -1.0] * 5, 14)
    found = block_sandwich_inflation(Dispersion(shared, 1.0, 140.0), np.ones((140, 1)))
    assert found.tolist() == pytest.approx([1 + 13 * 140 / 505])


def test_inflation_is_shrunk_in_a_short_diary() -> None:
    assert shrink_inflation(np.array([2.0]), Dispersion(np.ones(90), 1.0, 80.0)).tolist() == pytest.approx(
        [1 + 90 / 180]
    )
    assert shrink_inflation(np.array([1.0]), DISPERSION).tolist() == [1.0]


def test_a_planted_effect_is_found_on_its_lag() -> None:
    exposure = RNG.normal(size=(120, 3))
    counts = RNG.poisson(np.exp(0.8 + 0.5 * exposure[:, 1])).astype(float)
    problem = GlsProblem(counts, np.column_stack([np.ones(120), exposure]), np.r_[0.0, np.full(3, 4.0)], kernels(DAYS))
    at = linearise(problem, np.array([np.log(counts.mean()), 0, 0, 0]), np.zeros(120), VarianceComponents(np.zeros(4)))
    (found,) = score_tests(problem, at, [np.array([1, 2, 3])], [exposure], [60])
    assert found.best == 1
    assert found.p < 1e-4


def test_in_a_sparse_diary_fortnights_are_clusters() -> None:
    """Fortnights with a common residual, and an exposure that moves with them."""
    problem = GlsProblem(np.ones(140), np.ones((140, 1)), np.zeros(1), kernels(np.arange(140.0)))
    at = linearise(problem, np.zeros(1), np.zeros(140), VarianceComponents(np.zeros(4)))
    shared = np.repeat([1.0, -1.0, 1.0, 1.0, -1.0] * 2, 14)
    slow = np.repeat([1.0, -1.0, 1.0, -1.0, -1.0] * 2, 14)[:, None]
    solution = solve(problem, type(at)(**(vars(at) | {"working": shared + RNG.normal(0, 0.3, 140)})))
    dispersion = estimate_dispersion(solution, problem.precisions, 1.0)
    none = np.array([], dtype=int)
    dense, sparse_p = (score_test(solution, dispersion, none, slow, 100.0, sparse).p for sparse in (False, True))
    assert dense < 1e-6
    assert sparse_p > 1e-4


def test_p_is_uniform_where_nothing_acts() -> None:
    """One candidate, known variance: the share of p below 0.1 in 400 draws is 0.1 within three standard errors."""
    problem = GlsProblem(np.ones(120), np.ones((120, 1)), np.zeros(1), kernels(DAYS))
    at = linearise(problem, np.zeros(1), np.zeros(120), VarianceComponents(np.zeros(4)))
    p = []
    for _ in range(400):
        solution = solve(problem, type(at)(**(vars(at) | {"working": RNG.normal(size=120)})))
        dispersion = estimate_dispersion(solution, problem.precisions, 0.3)
        p.append(score_test(solution, dispersion, np.array([], dtype=int), RNG.normal(size=(120, 1)), 119.0).p)
    assert np.mean(np.array(p) < 0.1) == pytest.approx(0.1, abs=0.045)

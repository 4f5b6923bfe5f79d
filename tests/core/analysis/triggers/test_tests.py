"""The test of one exposure: what it asks for, and that it is honest where nothing is to be found."""

from __future__ import annotations

import numpy as np
import pytest

from tracker.core.analysis.triggers.covariance import Parts, kernels
from tracker.core.analysis.triggers.fit import Problem, linearise, solve
from tracker.core.analysis.triggers.tests import (
    FEWEST_DEGREES,
    YES_NO_FLOOR,
    Scale,
    degrees_of,
    floor_of,
    look,
    robust,
    robust_in_blocks,
    scale_of,
    score_tests,
    steadied,
)

DICE = np.random.default_rng(11)
DAYS = np.arange(120.0)
SCALE = Scale(np.ones(120), 1.0, 100.0)


def test_a_slow_exposure_has_no_more_degrees_than_crossings() -> None:
    assert [degrees_of(SCALE, crossings) for crossings in (7, 10, 20, 60)] == [7, 10, 80, 100]


def test_days_of_yes_and_no_may_vary_less_than_counts() -> None:
    assert floor_of(np.array([0.0, 1.0])) == YES_NO_FLOOR
    assert floor_of(np.array([0.0, 2.0])) == 1.0


def test_the_scale_is_the_residual_variance_of_a_regression() -> None:
    """Against the textbook estimate, residual sum of squares over n - p, of an ordinary regression."""
    columns = np.column_stack([np.ones(120), DICE.normal(size=120)])
    problem = Problem(np.full(120, 1.0), columns, np.zeros(2), kernels(DAYS))
    at = linearise(problem, np.zeros(2), np.zeros(120), Parts(np.zeros(4)))
    noisy = Problem(1 + 3 * DICE.normal(size=120), columns, np.zeros(2), kernels(DAYS))
    solution = solve(problem, type(at)(**(vars(at) | {"working": noisy.counts})))
    left = noisy.counts - columns @ np.linalg.lstsq(columns, noisy.counts, rcond=None)[0]
    scale = scale_of(solution, problem.precisions, floor=1.0)
    assert scale.degrees == pytest.approx(118)
    assert scale.variance == pytest.approx(left @ left / 118)


def test_few_days_left_keep_a_few_degrees() -> None:
    columns = np.eye(10)
    problem = Problem(np.ones(10), columns, np.zeros(10), kernels(np.arange(10.0)))
    at = linearise(problem, np.zeros(10), np.zeros(10), Parts(np.zeros(4)))
    assert scale_of(solve(problem, at), problem.precisions, 1.0).degrees == FEWEST_DEGREES


def test_a_score_that_rides_on_wild_days_is_told_off() -> None:
    wild = np.r_[np.full(10, 3.0), np.full(110, 0.5)]
    rides, rests = np.r_[np.ones(10), np.zeros(110)], np.r_[np.zeros(10), np.ones(110)]
    found = robust(Scale(wild, 1.0, 120.0), np.column_stack([rides, rests]))
    assert found.tolist() == pytest.approx([9.0, 1.0])


def test_a_fortnight_that_leans_one_way_counts_more_than_its_days() -> None:
    """Ten fortnights of one sign each: the blocks vary 14 times as much as the days do."""
    leaning = np.repeat([1.0, -1.0] * 5, 14)
    found = robust_in_blocks(Scale(leaning, 1.0, 140.0), np.ones((140, 1)))
    assert found.tolist() == pytest.approx([1 + 13 * 140 / 505])


def test_a_short_diary_believes_less_of_the_inflation() -> None:
    assert steadied(np.array([2.0]), Scale(np.ones(90), 1.0, 80.0)).tolist() == pytest.approx([1 + 90 / 180])
    assert steadied(np.array([1.0]), SCALE).tolist() == [1.0]


def test_an_exposure_that_acts_is_found_on_its_own_lag() -> None:
    exposure = DICE.normal(size=(120, 3))
    counts = DICE.poisson(np.exp(0.8 + 0.5 * exposure[:, 1])).astype(float)
    problem = Problem(counts, np.column_stack([np.ones(120), exposure]), np.r_[0.0, np.full(3, 4.0)], kernels(DAYS))
    at = linearise(problem, np.array([np.log(counts.mean()), 0, 0, 0]), np.zeros(120), Parts(np.zeros(4)))
    (found,) = score_tests(problem, at, [np.array([1, 2, 3])], [exposure], [60])
    assert found.best == 1
    assert found.p < 1e-4


def test_a_diary_of_few_episodes_is_believed_less() -> None:
    """The same outcome on the working scale, the same exposure: only how many days had an episode differs."""
    exposure = DICE.normal(size=(120, 1))
    working = 0.4 * exposure[:, 0] + DICE.normal(size=120)

    def p_with(days_with_episode: int) -> float:
        counts = np.r_[np.ones(days_with_episode), np.zeros(120 - days_with_episode)] + np.eye(120)[0]
        problem = Problem(counts, np.ones((120, 1)), np.zeros(1), kernels(DAYS))
        at = linearise(problem, np.zeros(1), np.zeros(120), Parts(np.zeros(4)))
        at = type(at)(**(vars(at) | {"working": working}))
        return score_tests(problem, at, [np.array([], dtype=int)], [exposure], [60])[0].p

    assert p_with(12) > p_with(40) > p_with(119)


def test_in_a_sparse_diary_fortnights_have_a_say() -> None:
    """Fortnights that lean one way, met by an exposure that leans along with them."""
    problem = Problem(np.ones(140), np.ones((140, 1)), np.zeros(1), kernels(np.arange(140.0)))
    at = linearise(problem, np.zeros(1), np.zeros(140), Parts(np.zeros(4)))
    leaning = np.repeat([1.0, -1.0, 1.0, 1.0, -1.0] * 2, 14)
    slow = np.repeat([1.0, -1.0, 1.0, -1.0, -1.0] * 2, 14)[:, None]
    solution = solve(problem, type(at)(**(vars(at) | {"working": leaning + DICE.normal(0, 0.3, 140)})))
    scale = scale_of(solution, problem.precisions, 1.0)
    nobody = np.array([], dtype=int)
    often, seldom = (look(solution, scale, nobody, slow, 100.0, sparse).p for sparse in (False, True))
    assert often < 1e-6
    assert seldom > 1e-4


def test_p_is_uniform_where_nothing_acts() -> None:
    """One candidate, known variance: the share of p below 0.1 in 400 draws is 0.1 within three standard errors."""
    problem = Problem(np.ones(120), np.ones((120, 1)), np.zeros(1), kernels(DAYS))
    at = linearise(problem, np.zeros(1), np.zeros(120), Parts(np.zeros(4)))
    p = []
    for _ in range(400):
        solution = solve(problem, type(at)(**(vars(at) | {"working": DICE.normal(size=120)})))
        scale = scale_of(solution, problem.precisions, 0.3)
        p.append(look(solution, scale, np.array([], dtype=int), DICE.normal(size=(120, 1)), 119.0).p)
    assert np.mean(np.array(p) < 0.1) == pytest.approx(0.1, abs=0.045)

"""The passes of the fit."""

from __future__ import annotations

from datetime import date

import numpy as np

from tracker.core.analysis.triggers.design import EffectShape
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.analysis.triggers.model import CLEAR_BELOW, FREE_SD, SHRUNK_SD, fit_model, prepare
from tracker.core.analysis.triggers.standardise import standardise

RNG = np.random.default_rng(6)
X = RNG.normal(size=(150, 3))
GRID = DayGrid(date(2024, 1, 1), RNG.poisson(np.exp(0.8 + 0.6 * X[:, 1])).astype(float), ("a", "b", "c"), X)
MODEL = prepare(GRID, standardise(GRID)[0])


def test_every_exposure_has_three_columns() -> None:
    assert [columns.tolist() for columns in MODEL.columns] == [[11, 12, 13], [14, 15, 16], [17, 18, 19]]
    assert MODEL.problem.columns.shape == (150, 20)


def test_priors_are_set_for_each_exposure() -> None:
    found = MODEL.with_priors(np.array([1.0, 0.5, 0.1])).precisions
    np.testing.assert_allclose(found[11:], np.repeat([1.0, 4.0, 100.0], 3))
    np.testing.assert_array_equal(found[:11], MODEL.problem.precisions[:11])


def test_suspects_have_a_wide_prior_in_the_second_pass() -> None:
    fitted = fit_model(MODEL)
    priors = fitted.problem.precisions[[11, 14, 17]] ** -0.5
    assert priors[1] == FREE_SD
    assert SHRUNK_SD in (round(float(priors[0]), 9), round(float(priors[2]), 9))
    assert fitted.tests[1].p < 1e-6


def test_outer_days_that_act_are_adjusted_for() -> None:
    """`a` acts on its highest quarter alone, and `b`, which does nothing, is high on the same days a day later.

    Without the third pass, what the linear columns of `a` leave unexplained is attributed to `b`.
    """
    rng = np.random.default_rng(9)
    acts = rng.normal(size=300)
    high = (acts >= np.quantile(acts, 0.75)).astype(float)
    follows = high + rng.normal(0, 0.5, 300)
    counts = rng.poisson(np.exp(0.5 + 1.2 * high)).astype(float)
    grid = DayGrid(date(2024, 1, 1), counts, ("a", "b"), np.column_stack([acts, follows]))
    fitted = fit_model(prepare(grid, standardise(grid)[0]))
    (candidates, _), test = fitted.model.candidates[0], fitted.tests[0]
    assert candidates[test.best].shape is EffectShape.HIGH
    assert test.p < CLEAR_BELOW
    assert fitted.tests[1].p > 0.05

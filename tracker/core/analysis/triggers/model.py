"""The model of one diary: its design matrix, the passes of the fit, and the test of every exposure.

The first pass shrinks every exposure towards no effect, so that thirty columns do not use up a short diary. The second
lifts the shrinkage of the suspects, so that their effect is not attributed to others. Linear columns explain little of
an exposure that acts on its outer days alone; where one clearly does, a third pass includes these days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tracker.core.analysis.triggers.averaged import averaged_p, lean_of, signs, weights
from tracker.core.analysis.triggers.covariance import kernels
from tracker.core.analysis.triggers.design import Candidate, EffectShape, calendar, candidates, lags
from tracker.core.analysis.triggers.fit import GlsFit, GlsProblem, fit, linearise
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import LAGS, StandardisedExposure
from tracker.core.analysis.triggers.tests import Indices, ScoreTest, score_tests

SHRUNK_SD, FREE_SD = 0.06, 0.7
"""Prior standard deviation of the log rate ratio for one SD: of an exposure, and of a suspect."""

SUSPECT_BELOW = 0.1
CLEAR_BELOW = 0.005
FIRST_ROUNDS, SECOND_ROUNDS, THIRD_ROUNDS = 4, 2, 2


@dataclass(frozen=True)
class Model:
    """Everything about one diary that does not change during the fit.

    `rows` are the logged rows of the grid. For each exposure, `candidates` holds its candidates with their (n, k)
    columns, and `columns` the indices of its lags in the design matrix of `problem`.
    """

    rows: Indices
    exposures: tuple[StandardisedExposure, ...]
    candidates: tuple[tuple[tuple[Candidate, ...], Floats], ...]
    problem: GlsProblem
    columns: tuple[Indices, ...]

    def with_priors(self, sds: Floats) -> GlsProblem:
        """The problem with this prior standard deviation for each exposure."""
        calendar_columns = self.problem.columns.shape[1] - LAGS * len(self.exposures)
        precisions = [self.problem.precisions[:calendar_columns], np.repeat(sds**-2.0, LAGS)]
        return replace(self.problem, precisions=np.concatenate(precisions))


@dataclass(frozen=True)
class FittedModel:
    """The model after its last fit, with the tests of its last pass."""

    model: Model
    problem: GlsProblem
    fit: GlsFit
    tests: tuple[ScoreTest, ...]


def prepare(grid: DayGrid, exposures: Sequence[StandardisedExposure]) -> Model:
    """The design matrix of calendar and exposures on the logged days, and the kernels of their distances."""
    rows = grid.logged
    days, precisions = calendar(grid, rows)
    columns = np.concatenate([days, *(lags(exposure.z, rows) for exposure in exposures)], axis=1)
    starts = days.shape[1] + LAGS * np.arange(len(exposures))
    shrunk = np.full(LAGS * len(exposures), SHRUNK_SD**-2.0)
    return Model(
        rows,
        tuple(exposures),
        tuple(candidates(grid, exposure, rows) for exposure in exposures),
        GlsProblem(grid.counts[rows], columns, np.concatenate([precisions, shrunk]), kernels(rows.astype(float))),
        tuple(start + np.arange(LAGS) for start in starts),
    )


def fit_model(model: Model) -> FittedModel:
    """Run all passes. Without a suspect in the first, the others would change nothing."""
    first = _pass(model, np.full(len(model.exposures), SHRUNK_SD), FIRST_ROUNDS, None)
    suspects = np.array([test.p < SUSPECT_BELOW for test in first.tests])
    if not suspects.any():
        return first
    return _third_pass(_pass(model, np.where(suspects, FREE_SD, SHRUNK_SD), SECOND_ROUNDS, first.fit))


def average_over_candidates(fitted: FittedModel, lean: bool) -> FittedModel:
    """Replace the p-value of each test by that of the averaged statistic."""
    tests = []
    for exposure, (candidates_of, _columns), test in zip(
        fitted.model.exposures, fitted.model.candidates, fitted.tests, strict=True
    ):
        prior, expected = weights(candidates_of), signs(exposure.name, candidates_of)
        p = averaged_p(test.scores, test.correlation, prior, expected, lean_of(exposure.name, lean))
        tests.append(replace(test, p=p))
    return replace(fitted, tests=tuple(tests))


def _third_pass(fitted: FittedModel) -> FittedModel:
    """The same fit, tested in a model with the outer days of clear exposures as further columns."""
    model, at = fitted.model, fitted.fit
    clear = [j for j, test in enumerate(fitted.tests) if test.p < CLEAR_BELOW and _on_outer_days(model, j, test)]
    if not clear:
        return fitted
    wider, columns = _with_outer_days(fitted, clear)
    start = linearise(wider, np.append(at.coefficients, np.zeros(len(clear))), at.level, at.components)
    return replace(fitted, tests=_test(model, wider, fit(wider, THIRD_ROUNDS, start), columns))


def _with_outer_days(fitted: FittedModel, clear: Sequence[int]) -> tuple[GlsProblem, tuple[Indices, ...]]:
    """Add the best candidate of each clear exposure as one more free column, and its index to that exposure."""
    model, problem = fitted.model, fitted.problem
    places = dict(zip(clear, range(problem.columns.shape[1], problem.columns.shape[1] + len(clear)), strict=True))
    winners = [model.candidates[j][1][:, fitted.tests[j].best] for j in clear]
    wider = replace(
        problem,
        columns=np.column_stack([problem.columns, *winners]),
        precisions=np.append(problem.precisions, np.full(len(clear), FREE_SD**-2.0)),
    )
    return wider, tuple(
        np.append(columns, places[j]) if j in places else columns for j, columns in enumerate(model.columns)
    )


def _on_outer_days(model: Model, j: int, test: ScoreTest) -> bool:
    """Whether the best candidate of an exposure is its high or its low days."""
    return model.candidates[j][0][test.best].shape is not EffectShape.LINEAR


def _test(model: Model, problem: GlsProblem, at: GlsFit, columns: Sequence[Indices]) -> tuple[ScoreTest, ...]:
    tried = [columns_of for _, columns_of in model.candidates]
    return score_tests(problem, at, columns, tried, [exposure.crossings for exposure in model.exposures])


def _pass(model: Model, sds: Floats, rounds: int, start: GlsFit | None) -> FittedModel:
    problem = model.with_priors(sds)
    found = fit(problem, rounds, start)
    return FittedModel(model, problem, found, _test(model, problem, found, model.columns))

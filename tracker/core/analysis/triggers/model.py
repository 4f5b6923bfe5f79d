"""A diary as a model: its columns, the passes of the fit, and the test of every exposure.

In the first pass every exposure is held close to no effect, so that thirty columns do not eat up a short diary; in
the second the suspects are set free, so that what they explain is not laid at another's door. Straight columns
explain little of an exposure that acts on its outer days alone; where one clearly does, a third pass has these days.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.covariance import kernels
from tracker.core.analysis.triggers.design import Candidate, Shape, calendar, candidates, lags
from tracker.core.analysis.triggers.fit import Fit, Problem, fit, linearise
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import LAGS, StandardisedExposure
from tracker.core.analysis.triggers.tests import Look, score_tests

HELD_SD, FREE_SD = 0.06, 0.7
"""Prior standard deviation of the log rate ratio for one SD: of an exposure, and of a suspect."""

SUSPECT_BELOW = 0.1
CLEAR_BELOW = 0.005
FIRST_ROUNDS, SECOND_ROUNDS, THIRD_ROUNDS = 4, 2, 2


@dataclass(frozen=True)
class Model:
    """Everything about one diary that does not change while it is fitted."""

    rows: npt.NDArray[np.intp]
    exposures: tuple[StandardisedExposure, ...]
    tried: tuple[tuple[tuple[Candidate, ...], Floats], ...]
    problem: Problem
    own: tuple[npt.NDArray[np.intp], ...]

    def with_priors(self, sds: Floats) -> Problem:
        """The problem with this prior standard deviation for each exposure."""
        many = self.problem.columns.shape[1] - LAGS * len(self.exposures)
        return replace(
            self.problem, precisions=np.concatenate([self.problem.precisions[:many], np.repeat(sds**-2.0, LAGS)])
        )


@dataclass(frozen=True)
class Fitted:
    """The model after the second pass, and the tests of the last."""

    model: Model
    problem: Problem
    fit: Fit
    looks: tuple[Look, ...]


def prepare(grid: DayGrid, exposures: Sequence[StandardisedExposure]) -> Model:
    """The columns of calendar and exposures on the logged days, and the kernels of their distances."""
    rows = grid.logged
    days, precisions = calendar(grid, rows)
    columns = np.concatenate([days, *(lags(exposure.z, rows) for exposure in exposures)], axis=1)
    starts = days.shape[1] + LAGS * np.arange(len(exposures))
    held = np.full(LAGS * len(exposures), HELD_SD**-2.0)
    return Model(
        rows,
        tuple(exposures),
        tuple(candidates(grid, exposure, rows) for exposure in exposures),
        Problem(grid.counts[rows], columns, np.concatenate([precisions, held]), kernels(rows.astype(float))),
        tuple(start + np.arange(LAGS) for start in starts),
    )


def fit_model(model: Model) -> Fitted:
    """All passes. Without a suspect in the first the others would change nothing."""
    first = _pass(model, np.full(len(model.exposures), HELD_SD), FIRST_ROUNDS, None)
    suspects = np.array([look.p < SUSPECT_BELOW for look in first.looks])
    if not suspects.any():
        return first
    return _third_pass(_pass(model, np.where(suspects, FREE_SD, HELD_SD), SECOND_ROUNDS, first.fit))


def _third_pass(fitted: Fitted) -> Fitted:
    """The same fit with new tests, in whose model the outer days of clear exposures stand as columns of their own."""
    model, at = fitted.model, fitted.fit
    clear = [j for j, look in enumerate(fitted.looks) if look.p < CLEAR_BELOW and _on_outer_days(model, j, look)]
    if not clear:
        return fitted
    wider, own = _with_outer_days(fitted, clear)
    start = linearise(wider, np.append(at.coefficients, np.zeros(len(clear))), at.level, at.parts)
    return replace(fitted, looks=_look(model, wider, fit(wider, THIRD_ROUNDS, start), own))


def _with_outer_days(fitted: Fitted, clear: Sequence[int]) -> tuple[Problem, tuple[npt.NDArray[np.intp], ...]]:
    """The problem with the winning candidate of each of these as one more free column, and whose columns are whose."""
    model, problem = fitted.model, fitted.problem
    places = dict(zip(clear, range(problem.columns.shape[1], problem.columns.shape[1] + len(clear)), strict=True))
    winners = [model.tried[j][1][:, fitted.looks[j].best] for j in clear]
    wider = replace(
        problem,
        columns=np.column_stack([problem.columns, *winners]),
        precisions=np.append(problem.precisions, np.full(len(clear), FREE_SD**-2.0)),
    )
    return wider, tuple(np.append(own, places[j]) if j in places else own for j, own in enumerate(model.own))


def _on_outer_days(model: Model, j: int, look: Look) -> bool:
    """Whether the strongest candidate of an exposure is its high or its low days."""
    return model.tried[j][0][look.best].shape is not Shape.LINEAR


def _look(model: Model, problem: Problem, at: Fit, own: Sequence[npt.NDArray[np.intp]]) -> tuple[Look, ...]:
    tried = [columns for _, columns in model.tried]
    return score_tests(problem, at, own, tried, [exposure.crossings for exposure in model.exposures])


def _pass(model: Model, sds: Floats, rounds: int, start: Fit | None) -> Fitted:
    problem = model.with_priors(sds)
    found = fit(problem, rounds, start)
    return Fitted(model, problem, found, _look(model, problem, found, model.own))

"""The joint model: the log of the daily rate on the calendar and all exposures at once.

A log-linear mixed model fitted by penalised quasi-likelihood (Breslow and Clayton 1993): generalised least squares
on the relative residual (y - mu) / mu, Gaussian priors on all columns but level and trend, and an unseen level that
is followed from day to day, so that a wild week is noisy by its own rate and not by the yearly mean.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tracker.core.analysis.triggers.covariance import Parts, Singles, covariance, estimate
from tracker.core.analysis.triggers.grid import Floats

FARTHEST = 3.0
"""The fitted log rate stays this close to the log of the mean rate, the unseen level a little closer to the fit."""

FARTHEST_LEVEL = 2.5
LONGEST_STEP = 1.5
LEAST_RATE = 1e-3

PACE = 0.5
"""How far the covariance moves, after the first round, towards what the residual shows. At full pace it swings where
days are few: a large covariance gives the level all that is alike, so that none is left to be found in the next
round, which then takes the level away again. An even number of rounds ended without any covariance, and with
standard errors far too small."""


@dataclass(frozen=True)
class Problem:
    """What is fitted: counts, columns with their prior precisions, and the kernels of the covariance."""

    counts: Floats
    columns: Floats
    precisions: Floats
    kernels: tuple[Floats, ...]


@dataclass(frozen=True)
class Fit:
    """Where the fit stands. `level` is the unseen level of each day, on the log scale, around the fitted mean.

    `root` is the lower Cholesky root of the covariance of `working`, the linearised outcome; `noise` the
    counting noise in its diagonal.
    """

    coefficients: Floats
    level: Floats
    parts: Parts
    root: Floats
    working: Floats
    noise: Floats

    def whiten(self, columns: Floats) -> Floats:
        """The columns on a scale where days are independent and equally noisy."""
        from scipy.linalg import solve_triangular

        return np.asarray(solve_triangular(self.root, columns, lower=True, check_finite=False))


@dataclass(frozen=True)
class Solution:
    """The model solved on the whitened scale: `inverse` is the posterior covariance of the coefficients."""

    columns: Floats
    outcome: Floats
    inverse: Floats
    coefficients: Floats

    @property
    def residual(self) -> Floats:
        """What the model leaves of every whitened day."""
        return self.outcome - self.columns @ self.coefficients


def fit(problem: Problem, rounds: int, start: Fit | None = None) -> Fit:
    """Alternate between coefficients, level and covariance for so many rounds, from the mean or an earlier fit."""
    current = _flat(problem) if start is None else start
    for number in range(rounds):
        if number == 0 and start is None:
            current = _shortened(problem, current, _step(problem, current, pace=1.0))
        else:
            current = _step(problem, current, PACE)
    return current


def settle(problem: Problem, start: Fit, coefficients: Floats, rounds: int = 3) -> Fit:
    """Refit other columns or priors from these coefficients, with the covariance of an earlier fit."""
    current = linearise(problem, coefficients, start.level, start.parts)
    for _ in range(rounds):
        current = _step(problem, current, pace=0.0)
    return current


def linearise(problem: Problem, coefficients: Floats, level: Floats, parts: Parts) -> Fit:
    """The working outcome and its covariance around these coefficients and this level."""
    from scipy.linalg import cholesky

    middle = np.log(max(problem.counts.mean(), LEAST_RATE))
    predicted = problem.columns @ coefficients + np.clip(level, -FARTHEST_LEVEL, FARTHEST_LEVEL)
    rate = np.exp(np.clip(predicted, middle - FARTHEST, middle + FARTHEST))
    noise = 1 / rate
    root = cholesky(covariance(noise, parts, problem.kernels), lower=True, overwrite_a=True, check_finite=False)
    return Fit(coefficients, level, parts, root, predicted + problem.counts / rate - 1, noise)


def solve(problem: Problem, at: Fit) -> Solution:
    """The coefficients that fit the working outcome best under the priors."""
    white = at.whiten(np.column_stack([problem.columns, at.working]))
    columns, outcome = white[:, :-1], white[:, -1]
    inverse = np.asarray(np.linalg.inv(columns.T @ columns + np.diag(problem.precisions)), dtype=np.float64)
    return Solution(columns, outcome, inverse, inverse @ (columns.T @ outcome))


def _flat(problem: Problem) -> Fit:
    """Every day at the mean rate."""
    coefficients = np.zeros(problem.columns.shape[1])
    coefficients[0] = np.log(max(problem.counts.mean(), LEAST_RATE))
    return linearise(problem, coefficients, np.zeros_like(problem.counts), Parts.start(len(problem.kernels)))


def _step(problem: Problem, at: Fit, pace: float) -> Fit:
    """New coefficients, the level that their residual shows, and a covariance this far towards what it shows."""
    from scipy.linalg import solve_triangular

    solution = solve(problem, at)
    rest = solve_triangular(at.root, solution.residual, lower=True, trans="T", check_finite=False)
    fading = zip(at.parts.sizes[1:], problem.kernels, strict=True)
    level = np.sum([size * (kernel @ rest) for size, kernel in fading], axis=0)
    parts = at.parts
    if pace > 0:
        shown = estimate(_precision(at, solution), rest, at.noise, problem.kernels)
        parts = Parts(pace * shown.sizes + (1 - pace) * parts.sizes)
    return linearise(problem, solution.coefficients, level, parts)


def _shortened(problem: Problem, before: Fit, after: Fit) -> Fit:
    """The first step from the flat mean may overshoot; no coefficient moves further than LONGEST_STEP."""
    step = np.clip(after.coefficients - before.coefficients, -LONGEST_STEP, LONGEST_STEP)
    return linearise(problem, before.coefficients + step, after.level, after.parts)


def _precision(at: Fit, solution: Solution) -> Singles:
    """The inverse covariance of the days, with what the fitted mean uses up taken out."""
    from scipy.linalg import solve_triangular
    from scipy.linalg.lapack import dpotri

    # Single precision is plenty for what the parts are estimated from, and products of matrices take half the time.
    lower = dpotri(at.root, lower=1)[0].astype(np.float32)
    weighted = solve_triangular(at.root, solution.columns, lower=True, trans="T", check_finite=False)
    # The upper triangle of the root is zero, and LAPACK leaves it so; mirrored, only the diagonal would count twice.
    precision = lower + lower.T
    precision[np.diag_indices_from(precision)] /= 2
    used = (weighted @ solution.inverse).astype(np.float32) @ weighted.T.astype(np.float32)
    return np.asarray(precision - used)

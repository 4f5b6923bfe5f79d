"""The joint model: the log of the daily rate on the calendar and all exposures at once.

A log-linear mixed model fitted by penalised quasi-likelihood: generalised least squares on the relative residual
(y - mu) / mu, with Gaussian priors on all columns but level and trend. A latent level is predicted for each day, so
that a wild week has the counting noise of its own rate and not of the yearly mean.

References
----------
Breslow and Clayton (1993), Journal of the American Statistical Association 88:9.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tracker.core.analysis.triggers.covariance import Singles, VarianceComponents, covariance, estimate
from tracker.core.analysis.triggers.grid import Floats

MAX_LOG_DEVIATION, MAX_LEVEL = 3.0, 2.5
"""Bounds: of the fitted log rate around the log of the mean rate, and of the latent level around the fit."""

MAX_STEP = 1.5
MIN_RATE = 1e-3

STEP_SHARE = 0.5
"""Share of its step that the covariance takes. Undamped, the update oscillates in short diaries between a large
covariance and none, and after an even number of rounds the standard errors were far too small."""


@dataclass(frozen=True)
class GlsProblem:
    """What is fitted.

    `counts` has shape (n,), `columns` is the (n, p) design matrix, `precisions` are the p inverse prior variances of
    its coefficients (0 for a flat prior), `kernels` the (n, n) correlation matrices of the variance components.
    """

    counts: Floats
    columns: Floats
    precisions: Floats
    kernels: tuple[Floats, ...]


@dataclass(frozen=True)
class GlsFit:
    """The state of the iteration.

    `level` is the latent level of each day on the log scale, around the fitted mean. `working` is the linearised
    outcome, `root` the lower Cholesky factor of its covariance, `noise` the counting variance on its diagonal.
    """

    coefficients: Floats
    level: Floats
    components: VarianceComponents
    root: Floats
    working: Floats
    noise: Floats

    def whiten(self, columns: Floats) -> Floats:
        """Multiply columns by the inverse of the Cholesky factor: days become uncorrelated with variance 1."""
        from scipy.linalg import solve_triangular

        return np.asarray(solve_triangular(self.root, columns, lower=True, check_finite=False))


@dataclass(frozen=True)
class Solution:
    """The model solved on the whitened scale; `inverse` is the posterior covariance (A'A + L)^-1."""

    columns: Floats
    outcome: Floats
    inverse: Floats
    coefficients: Floats

    @property
    def residual(self) -> Floats:
        """The whitened residual of every day."""
        return self.outcome - self.columns @ self.coefficients


def fit(problem: GlsProblem, rounds: int, start: GlsFit | None = None) -> GlsFit:
    """Alternate between coefficients, latent level and covariance, starting at the mean rate or at an earlier fit."""
    current = _start(problem) if start is None else start
    for number in range(rounds):
        if number == 0 and start is None:
            current = _limited(problem, current, _step(problem, current, share=1.0))
        else:
            current = _step(problem, current, STEP_SHARE)
    return current


def refit(problem: GlsProblem, start: GlsFit, coefficients: Floats, rounds: int = 3) -> GlsFit:
    """Fit a problem with other columns or priors at the covariance of an earlier fit, starting at `coefficients`."""
    current = linearise(problem, coefficients, start.level, start.components)
    for _ in range(rounds):
        current = _step(problem, current, share=0.0)
    return current


def linearise(problem: GlsProblem, coefficients: Floats, level: Floats, components: VarianceComponents) -> GlsFit:
    """The working outcome and its covariance around these coefficients and this latent level."""
    from scipy.linalg import cholesky

    middle = np.log(max(problem.counts.mean(), MIN_RATE))
    predicted = problem.columns @ coefficients + np.clip(level, -MAX_LEVEL, MAX_LEVEL)
    rate = np.exp(np.clip(predicted, middle - MAX_LOG_DEVIATION, middle + MAX_LOG_DEVIATION))
    noise = 1 / rate
    root = cholesky(covariance(noise, components, problem.kernels), lower=True, overwrite_a=True, check_finite=False)
    return GlsFit(coefficients, level, components, root, predicted + problem.counts / rate - 1, noise)


def solve(problem: GlsProblem, at: GlsFit) -> Solution:
    """Solve the penalised generalised least squares b = (A'A + L)^-1 A'z, with A and z whitened."""
    white = at.whiten(np.column_stack([problem.columns, at.working]))
    columns, outcome = white[:, :-1], white[:, -1]
    inverse = np.asarray(np.linalg.inv(columns.T @ columns + np.diag(problem.precisions)), dtype=np.float64)
    return Solution(columns, outcome, inverse, inverse @ (columns.T @ outcome))


def _start(problem: GlsProblem) -> GlsFit:
    """The starting fit: every day at the mean rate."""
    coefficients = np.zeros(problem.columns.shape[1])
    coefficients[0] = np.log(max(problem.counts.mean(), MIN_RATE))
    return linearise(
        problem, coefficients, np.zeros_like(problem.counts), VarianceComponents.start(len(problem.kernels))
    )


def _step(problem: GlsProblem, at: GlsFit, share: float) -> GlsFit:
    """Update coefficients and latent level, and move the covariance by this share of its own update."""
    from scipy.linalg import solve_triangular

    solution = solve(problem, at)
    weighted = solve_triangular(at.root, solution.residual, lower=True, trans="T", check_finite=False)
    fading = zip(at.components.variances[1:], problem.kernels, strict=True)
    level = np.sum([variance * (kernel @ weighted) for variance, kernel in fading], axis=0)
    components = at.components
    if share > 0:
        update = estimate(_precision(at, solution), weighted, at.noise, problem.kernels)
        components = VarianceComponents(share * update.variances + (1 - share) * components.variances)
    return linearise(problem, solution.coefficients, level, components)


def _limited(problem: GlsProblem, before: GlsFit, after: GlsFit) -> GlsFit:
    """Limit the first step from the flat mean, which may overshoot, to MAX_STEP for each coefficient."""
    step = np.clip(after.coefficients - before.coefficients, -MAX_STEP, MAX_STEP)
    return linearise(problem, before.coefficients + step, after.level, after.components)


def _precision(at: GlsFit, solution: Solution) -> Singles:
    """P = V^-1 - V^-1 A (A' V^-1 A + L)^-1 A' V^-1, in single precision."""
    from scipy.linalg import solve_triangular
    from scipy.linalg.lapack import dpotri

    # Single precision halves the time of the matrix products and is enough to estimate variance components.
    lower = dpotri(at.root, lower=1)[0].astype(np.float32)
    weighted = solve_triangular(at.root, solution.columns, lower=True, trans="T", check_finite=False)
    # LAPACK fills the lower triangle only. Adding the transpose counts the diagonal twice.
    precision = lower + lower.T
    precision[np.diag_indices_from(precision)] /= 2
    used = (weighted @ solution.inverse).astype(np.float32) @ weighted.T.astype(np.float32)
    return np.asarray(precision - used)

"""One robust score test for each exposure: its strongest candidate, allowing for the number of candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.distributions import max_abs_p, normal_scores
from tracker.core.analysis.triggers.fit import GlsFit, GlsProblem, Solution, solve
from tracker.core.analysis.triggers.grid import Floats
from tracker.core.analysis.triggers.standardise import LAGS

Indices = npt.NDArray[np.intp]

MIN_DEGREES = 8.0
SLOW_DAYS = 12
"""An exposure that crosses its mean less often than once in this many days is slow."""

SPARSE_BELOW = 0.3
"""With an episode on a smaller share of days, the estimated covariance is too small (Breslow and Lin 1995)."""

ROBUST_PRIOR_DAYS = 90
BLOCK_DAYS = 14
BLOCK_PRIOR_DAYS = 365

BINARY_MIN_VARIANCE = 0.3
"""Lower bound of the dispersion where no count exceeds 1: such a day varies less than a Poisson count."""


@dataclass(frozen=True)
class Dispersion:
    """The variance of the whitened residuals, and the degrees of freedom of its estimate."""

    residual: Floats
    variance: float
    degrees: float

    @property
    def inflation(self) -> float:
        """n / (n - edf): what fitting removed from the squares of the residual."""
        return self.residual.size / self.degrees


@dataclass(frozen=True)
class ScoreTest:
    """The test of one exposure. `best` is the candidate with the largest |z|; `p` allows for all candidates.

    `strongest_day` is the lag with the largest |z| among the linear single-day candidates, `error` the median of their
    standard errors: of the log ratio for one SD. `scores` are the (k,) normal scores of all candidates, `correlation`
    is their (k, k) correlation under the null hypothesis.
    """

    p: float
    best: int
    strongest_day: int
    error: float
    scores: Floats
    correlation: Floats


def min_variance(counts: Floats) -> float:
    """The lower bound of the dispersion."""
    return BINARY_MIN_VARIANCE if counts.max() <= 1 else 1.0


def estimate_dispersion(solution: Solution, precisions: Floats, lower_bound: float) -> Dispersion:
    """The dispersion e'e / (n - edf) of a solved model, with edf = tr[(A'A + L)^-1 A'A]."""
    used = precisions.size - float(np.diag(solution.inverse) @ precisions)
    residual = solution.residual
    degrees = max(residual.size - used, MIN_DEGREES)
    return Dispersion(residual, max(lower_bound, float(residual @ residual) / degrees), degrees)


def sandwich_inflation(dispersion: Dispersion, adjusted: Floats) -> Floats:
    """The ratio of the sandwich to the model variance of each score, at least 1.

    Parameters
    ----------
    adjusted : (n, k) columns x~, whitened and adjusted for all other columns of the model.

    Notes
    -----
    g_c = n / (n - edf) * sum_i x~_ic^2 e_i^2 / (s^2 sum_i x~_ic^2).

    References
    ----------
    White (1980), Econometrica 48:817.
    """
    squares = adjusted**2
    found = dispersion.inflation * (squares.T @ dispersion.residual**2) / (dispersion.variance * squares.sum(axis=0))
    return np.asarray(np.maximum(1.0, found))


def block_sandwich_inflation(dispersion: Dispersion, adjusted: Floats) -> Floats:
    """The same with fortnights as clusters: what the covariance misses adds up within a flare.

    Fortnights are few, so only the share n / (n + BLOCK_PRIOR_DAYS) of their excess counts.
    """
    days = dispersion.residual.size
    starts = np.linspace(0, days, max(days // BLOCK_DAYS, 4) + 1).astype(int)[:-1]
    sums = np.add.reduceat(adjusted * dispersion.residual[:, None], starts, axis=0)
    found = dispersion.inflation * (sums**2).sum(axis=0) / (dispersion.variance * (adjusted**2).sum(axis=0))
    shrunk = 1 + (found - 1) * days / (days + BLOCK_PRIOR_DAYS)
    return np.asarray(np.maximum(sandwich_inflation(dispersion, adjusted), shrunk))


def shrink_inflation(inflation: Floats, dispersion: Dispersion) -> Floats:
    """Shrink a sandwich inflation towards 1 by n / (n + ROBUST_PRIOR_DAYS): in a short diary it is mostly noise."""
    days = dispersion.residual.size
    return np.asarray(1 + (inflation - 1) * days / (days + ROBUST_PRIOR_DAYS))


def score_tests(
    problem: GlsProblem,
    at: GlsFit,
    columns: Sequence[Indices],
    candidates: Sequence[Floats],
    crossings: Sequence[int],
) -> tuple[ScoreTest, ...]:
    """Test every exposure, adjusted for the calendar and all other exposures.

    Parameters
    ----------
    columns : for each exposure, the indices of its own columns in the design matrix.
    candidates : for each exposure, its (n, k) candidate columns.
    crossings : how often each exposure crosses its mean, see `exposure_degrees`.
    """
    solution = solve(problem, at)
    dispersion = estimate_dispersion(solution, problem.precisions, min_variance(problem.counts))
    eventful = int((problem.counts > 0).sum())
    sparse = eventful < SPARSE_BELOW * problem.counts.size
    borders = np.cumsum([tried.shape[1] for tried in candidates])[:-1]
    white = np.split(at.whiten(np.concatenate(candidates, axis=1)), borders, axis=1)
    return tuple(
        score_test(solution, dispersion, own, tried, exposure_degrees(dispersion, crossed), sparse)
        for own, tried, crossed in zip(columns, white, crossings, strict=True)
    )


def exposure_degrees(dispersion: Dispersion, crossings: int) -> float:
    """Degrees of freedom for the test of an exposure that crosses its mean this often.

    An exposure that stays high or low for weeks meets a flare in few independent ways, however many days there are:
    at most as many as it has crossings. Exposures that cross often keep the degrees of freedom of the residual.
    """
    often = dispersion.residual.size / SLOW_DAYS
    return min(dispersion.degrees, crossings * max(1.0, (crossings / often) ** 2))


def score_test(
    solution: Solution,
    dispersion: Dispersion,
    columns: Indices,
    candidates: Floats,
    degrees: float,
    sparse: bool = False,
) -> ScoreTest:
    """Test one exposure by its whitened candidates.

    Notes
    -----
    With X the candidates, B all other columns and H = (B'B + L_B)^-1:
    x~ = X - B H B'X, Q = X'x~, U = x~'z, z_c = U_c / sqrt(Q_cc s^2 g_c), with g_c the shrunk sandwich inflation. In a
    sparse diary g_c is at least that of fortnights. p is that of max |z_c| under normal scores with correlation Q.
    """
    others, inverse = _without(solution.inverse, columns)
    rest = solution.columns[:, others]
    adjusted = candidates - rest @ (inverse @ (rest.T @ candidates))
    information = candidates.T @ adjusted
    spread = np.sqrt(np.maximum(np.diag(information), 1e-12))
    inflation = shrink_inflation(sandwich_inflation(dispersion, adjusted), dispersion)
    if sparse:
        inflation = np.maximum(inflation, block_sandwich_inflation(dispersion, adjusted))
    deviation = np.sqrt(dispersion.variance * inflation)
    z = (adjusted.T @ solution.outcome) / (spread * deviation)
    best, strongest_day = int(np.abs(z).argmax()), int(np.abs(z[:LAGS]).argmax())
    scores, correlation = normal_scores(z, degrees), information / np.outer(spread, spread)
    p = max_abs_p(float(scores[best]), correlation)
    return ScoreTest(p, best, strongest_day, float(np.median((deviation / spread)[:LAGS])), scores, correlation)


def _without(inverse: Floats, columns: Indices) -> tuple[Indices, Floats]:
    """The indices of all other columns, and the posterior covariance of a model with these alone."""
    others = np.setdiff1d(np.arange(inverse.shape[0]), columns)
    cross = inverse[np.ix_(others, columns)]
    within = inverse[np.ix_(columns, columns)]
    return others, inverse[np.ix_(others, others)] - cross @ np.linalg.solve(within, cross.T)

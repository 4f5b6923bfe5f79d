"""Conditional Poisson regression: counts within strata, whose levels are conditioned out.

With one case in a stratum it is the conditional logistic regression of case-crossover studies; with more it
equals a Poisson regression with an indicator for every stratum (Armstrong, Gasparrini, Tobias 2014, BMC
Medical Research Methodology 14:122).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.grid import Floats

Ints = npt.NDArray[np.int64]

MAX_ITERATIONS = 30
TOLERANCE = 1e-10
MAX_STEP = 2.0


@dataclass(frozen=True)
class Rows:
    """One row for each unit of time: its count, its (p,) exposures, its stratum and its cluster.

    Strata and clusters are numbered from 0. Rows of one cluster may be correlated in any way.
    """

    counts: Floats
    exposed: Floats
    stratum: Ints
    cluster: Ints


@dataclass(frozen=True)
class PoissonFit:
    """Score, information and score contributions of the clusters at `slopes`, including the prior."""

    slopes: Floats
    score: Floats
    information: Floats
    by_cluster: Floats

    @property
    def score_covariance(self) -> Floats:
        """The cluster-robust covariance of the score, from the clusters with a contribution."""
        contributions = self.by_cluster[np.abs(self.by_cluster).sum(axis=1) > 0]
        deviations = contributions - contributions.mean(axis=0)
        return np.asarray(deviations.T @ deviations * len(contributions) / max(len(contributions) - 1, 1))

    @property
    def covariance(self) -> Floats:
        """The sandwich covariance of the slopes: I^-1 S I^-1."""
        inverse = np.linalg.inv(self.information)
        return np.asarray(inverse @ self.score_covariance @ inverse)


def at_slopes(rows: Rows, slopes: Floats, precisions: Floats) -> PoissonFit:
    """The score and its cluster contributions at these log ratios."""
    strata = int(rows.stratum.max()) + 1
    weight = np.exp(rows.exposed @ slopes)
    share = weight / np.bincount(rows.stratum, weight, strata)[rows.stratum]
    expected = np.bincount(rows.stratum, rows.counts, strata)[rows.stratum] * share
    means = np.column_stack([np.bincount(rows.stratum, share * x, strata) for x in rows.exposed.T])
    deviations = rows.exposed - means[rows.stratum]
    size = np.bincount(rows.stratum, minlength=strata)[rows.stratum]
    # Small-sample correction: a stratum mean uses one degree of freedom of n (a quarter if n = 4).
    residual = (rows.counts - expected) * np.sqrt(size / np.maximum(size - 1, 1))
    parts = residual[:, None] * deviations
    by_cluster = np.column_stack([np.bincount(rows.cluster, part) for part in parts.T]).astype(float)
    score = (rows.counts - expected) @ rows.exposed - precisions * slopes
    information = deviations.T @ (expected[:, None] * deviations) + np.diag(precisions)
    return PoissonFit(slopes, score, information, by_cluster)


def fit(rows: Rows, precisions: Floats | None = None) -> PoissonFit | None:
    """The penalised maximum likelihood estimate of the log ratios by Newton's method; None when it does not exist.

    `precisions` are the inverse variances of normal priors around 0; 0 for a flat prior.
    """
    start = np.zeros(rows.exposed.shape[1])
    prior = start if precisions is None else precisions
    found = at_slopes(rows, start, prior)
    for _step in range(MAX_ITERATIONS):
        if np.linalg.cond(found.information) > 1e10:
            return None
        step = np.linalg.solve(found.information, found.score)
        if np.abs(step).max() < TOLERANCE:
            return found
        found = at_slopes(rows, found.slopes + np.clip(step, -MAX_STEP, MAX_STEP), prior)
    return None

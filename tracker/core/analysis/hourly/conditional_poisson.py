"""Conditional Poisson regression: counts within strata, each stratum with a level of its own that is never estimated.

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

STEPS = 30
CLOSE_ENOUGH = 1e-10
LONGEST_STEP = 2.0


@dataclass(frozen=True)
class Rows:
    """One row for each unit of time that is compared: its count, what it was exposed to, its stratum, its cluster.

    Strata and clusters are numbered from 0. What happens in one cluster may hang together in any way.
    """

    counts: Floats
    exposed: Floats
    stratum: Ints
    cluster: Ints


@dataclass(frozen=True)
class Fit:
    """Score, information and the covariance of the score, robust to clusters, at `slopes`; with the prior, if any."""

    slopes: Floats
    score: Floats
    information: Floats
    by_cluster: Floats

    @property
    def score_covariance(self) -> Floats:
        """What the score varies by, from the clusters that say anything, around their mean."""
        told = self.by_cluster[np.abs(self.by_cluster).sum(axis=1) > 0]
        off = told - told.mean(axis=0)
        return np.asarray(off.T @ off * len(told) / max(len(told) - 1, 1))

    @property
    def covariance(self) -> Floats:
        """The robust covariance of the slopes, between two inverses of the information."""
        inverse = np.linalg.inv(self.information)
        return np.asarray(inverse @ self.score_covariance @ inverse)


def at_slopes(rows: Rows, slopes: Floats, precisions: Floats) -> Fit:
    """The score and what it varies by, when the log ratios are `slopes`."""
    strata = int(rows.stratum.max()) + 1
    weight = np.exp(rows.exposed @ slopes)
    share = weight / np.bincount(rows.stratum, weight, strata)[rows.stratum]
    expected = np.bincount(rows.stratum, rows.counts, strata)[rows.stratum] * share
    means = np.column_stack([np.bincount(rows.stratum, share * x, strata) for x in rows.exposed.T])
    off = rows.exposed - means[rows.stratum]
    size = np.bincount(rows.stratum, minlength=strata)[rows.stratum]
    # A stratum's mean has eaten a part of its own residuals; with four days to a stratum that is a quarter.
    residual = (rows.counts - expected) * np.sqrt(size / np.maximum(size - 1, 1))
    parts = residual[:, None] * off
    by_cluster = np.column_stack([np.bincount(rows.cluster, part) for part in parts.T]).astype(float)
    score = (rows.counts - expected) @ rows.exposed - precisions * slopes
    information = off.T @ (expected[:, None] * off) + np.diag(precisions)
    return Fit(slopes, score, information, by_cluster)


def fit(rows: Rows, precisions: Floats | None = None) -> Fit | None:
    """The most likely log ratios, by Newton's steps; None when the rows do not tell them.

    `precisions` are one over the variance of a normal prior around no effect, 0 where there is none.
    """
    free = np.zeros(rows.exposed.shape[1])
    prior = free if precisions is None else precisions
    found = at_slopes(rows, free, prior)
    for _step in range(STEPS):
        if np.linalg.cond(found.information) > 1e10:
            return None
        step = np.linalg.solve(found.information, found.score)
        if np.abs(step).max() < CLOSE_ENOUGH:
            return found
        found = at_slopes(rows, found.slopes + np.clip(step, -LONGEST_STEP, LONGEST_STEP), prior)
    return None

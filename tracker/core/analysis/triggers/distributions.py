"""Tails of the normal and the t distribution.

scipy.special has them all; importing scipy.stats instead takes a second.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tracker.core.analysis.triggers.grid import Floats

DRAWS = 10_000
MIN_SIMULATED_P = 0.005
"""Below this the fixed draws are too few; the effective number of tests replaces them."""


def normal_two_sided(z: float) -> float:
    """P(|Z| > |z|) for a standard normal Z."""
    from scipy.special import ndtr

    return float(2 * ndtr(-abs(z)))


def t_two_sided(t: float, df: float) -> float:
    """P(|T| > |t|) for Student's T with `df` degrees of freedom."""
    from scipy.special import stdtr

    return float(2 * stdtr(df, -abs(t)))


def t_quantile(confidence: float, df: float) -> float:
    """Half the width of a two-sided t interval, in standard errors."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + confidence / 2))


def normal_quantile(confidence: float) -> float:
    """Half the width of a two-sided normal interval, in standard errors."""
    from scipy.special import ndtri

    return float(ndtri(0.5 + confidence / 2))


def normal_scores(t: Floats, df: float) -> Floats:
    """The z with the same tail and sign as each t with `df` degrees of freedom; at most 37 in size."""
    from scipy.special import log_ndtr, ndtri_exp, stdtr

    with np.errstate(divide="ignore"):
        log_tail = np.log(stdtr(df, -np.abs(t)))
    return np.asarray(np.copysign(ndtri_exp(np.maximum(log_tail, log_ndtr(-37.0))), t))


def normal_score(t: float, df: float) -> float:
    """The |z| with the same two-sided tail as `t` with `df` degrees of freedom."""
    return float(abs(normal_scores(np.array([t]), df)[0]))


def max_abs_p(z: float, correlation: Floats) -> float:
    """P(max |Z_c| > |z|) for standard normals with this (k, k) correlation.

    Notes
    -----
    Simulated with fixed draws down to `MIN_SIMULATED_P`; below that the two-sided tail of `z` times the effective
    number of tests.
    """
    single = normal_two_sided(z)
    if correlation.shape[0] == 1:
        return single
    simulated = _share_beyond(z, correlation) if single < 0.2 else 1.0
    if simulated >= MIN_SIMULATED_P:
        return max(single, simulated if single < 0.2 else min(1.0, single * effective_number(correlation)))
    return min(single * effective_number(correlation), 1.0)


def effective_number(correlation: Floats) -> float:
    """The effective number of tests, 1 + (k - 1) (1 - var(eigenvalues) / k), at most k.

    References
    ----------
    Nyholt (2004), American Journal of Human Genetics 74:765.
    """
    tests = correlation.shape[0]
    values = np.linalg.eigvalsh(correlation)
    return float(min(tests, 1 + (tests - 1) * (1 - values.var(ddof=1) / tests)))


def square_root(correlation: Floats) -> Floats:
    """A matrix A with A A' equal to this correlation, which may be singular."""
    values, vectors = np.linalg.eigh(correlation)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0)))


def _share_beyond(z: float, correlation: Floats) -> float:
    drawn = square_root(correlation).astype(np.float32) @ _draws(correlation.shape[0])
    return float((np.abs(drawn, out=drawn).max(axis=0) > abs(z)).mean())


@lru_cache(maxsize=16)
def _draws(tests: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The same standard normal draws every time, one column each, so that the same diary gives the same p."""
    drawn = np.random.default_rng(20_260_101).standard_normal((DRAWS, tests), dtype=np.float32)
    return np.ascontiguousarray(drawn.T)

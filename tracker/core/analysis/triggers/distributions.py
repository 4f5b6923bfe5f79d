"""Tails of the normal and the t distribution, without the second that scipy.stats takes to arrive."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from tracker.core.analysis.triggers.grid import Floats

DRAWS = 10_000
FAR_OUT = 0.005
"""Below this the fixed draws are too few, and the count of independent looks takes over."""


def normal_two_sided(z: float) -> float:
    """Probability that a standard normal lies further from 0 than z."""
    from scipy.special import ndtr

    return float(2 * ndtr(-abs(z)))


def t_two_sided(t: float, df: float) -> float:
    """Probability that Student's t lies further from 0 than t."""
    from scipy.special import stdtr

    return float(2 * stdtr(df, -abs(t)))


def t_reach(confidence: float, df: float) -> float:
    """How many standard errors an interval of this confidence reaches to either side."""
    from scipy.special import stdtrit

    return float(stdtrit(df, 0.5 + confidence / 2))


def normal_reach(confidence: float) -> float:
    """The same for a standard error that is known exactly."""
    from scipy.special import ndtri

    return float(ndtri(0.5 + confidence / 2))


def as_normal(t: float, df: float) -> float:
    """The z that is as far out for a normal as t is for Student's t."""
    from scipy.special import log_ndtr, ndtri_exp, stdtr

    tail = float(stdtr(df, -abs(t)))
    return -float(ndtri_exp(np.log(tail))) if tail > 0 else -float(ndtri_exp(log_ndtr(-37.0)))


def largest_of(z: float, correlation: Floats) -> float:
    """Probability that the largest of several linked standard normals lies further from 0 than z."""
    single = normal_two_sided(z)
    looks = correlation.shape[0]
    if looks == 1:
        return single
    drawn = _share_beyond(z, correlation) if single < 0.2 else 1.0
    if drawn >= FAR_OUT:
        return max(single, drawn if single < 0.2 else min(1.0, single * independent(correlation)))
    return min(single * independent(correlation), 1.0)


def independent(correlation: Floats) -> float:
    """How many independent looks as many linked ones are worth (Nyholt 2004)."""
    looks = correlation.shape[0]
    values = np.linalg.eigvalsh(correlation)
    return float(min(looks, 1 + (looks - 1) * (1 - values.var(ddof=1) / looks)))


def _share_beyond(z: float, correlation: Floats) -> float:
    values, vectors = np.linalg.eigh(correlation)
    root = vectors * np.sqrt(np.maximum(values, 0))
    drawn = root.astype(np.float32) @ _draws(correlation.shape[0])
    return float((np.abs(drawn, out=drawn).max(axis=0) > abs(z)).mean())


@lru_cache(maxsize=16)
def _draws(looks: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The same draws every time, a column each, so that the same diary gives the same answer."""
    drawn = np.random.default_rng(20_260_101).standard_normal((DRAWS, looks), dtype=np.float32)
    return np.ascontiguousarray(drawn.T)

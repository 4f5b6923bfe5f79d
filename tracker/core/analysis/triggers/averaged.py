"""The averaged score test: a Bayes factor averaged over candidates, with an exact p-value under the null hypothesis.

Averaging over candidates and leaning towards the expected direction gains power over the largest |z|. Neither affects
the size of the test: the p-value is that of the statistic under the null hypothesis, whatever the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from tracker.core.analysis.triggers.design import Candidate, EffectShape
from tracker.core.analysis.triggers.distributions import square_root
from tracker.core.analysis.triggers.grid import Floats

LAG_WEIGHTS = (0.40, 0.35, 0.25)
SHAPE_WEIGHTS = {EffectShape.LINEAR: 0.50, EffectShape.HIGH: 0.175, EffectShape.LOW: 0.175}
MEAN_WEIGHT = 0.15
"""Prior weights of the candidates: of lags and shapes, and of the mean over three days."""

EFFECT_VARIANCE = 4.0
"""Prior variance tau^2 of the standardised effect."""

EXPECTED_DIRECTION = {
    "stress": 1, "caffeine_mg": 1, "cigarettes": 1, "alcohol_units": 1, "screen_h": 1, "sleep_h": -1, "water_ml": -1,
}  # fmt: skip
"""+1 where more of the exposure is expected to go together with more episodes, -1 with fewer."""

LEAN, NO_LEAN = 0.7, 0.5
"""Prior probability of the expected direction, and of either direction where none is expected."""

DRAWS = 4_000
SHIFTS = (0.0, 2.0, 3.5, 5.0)


def weights(candidates: Sequence[Candidate]) -> Floats:
    """The normalised prior weights w_c of these candidates."""
    found = [
        MEAN_WEIGHT if one.over_days > 1 else LAG_WEIGHTS[one.lag_days] * SHAPE_WEIGHTS[one.shape]
        for one in candidates
    ]
    return np.array(found, dtype=float) / sum(found)


def signs(exposure: str, candidates: Sequence[Candidate]) -> Floats:
    """s_c: the sign of z_c if the exposure acts in the expected direction, +1 where none is expected."""
    direction = EXPECTED_DIRECTION.get(exposure, 1)
    return np.array([-direction if one.shape is EffectShape.LOW else direction for one in candidates], dtype=float)


def lean_of(exposure: str, lean: bool) -> float:
    """pi: the prior probability of the expected direction."""
    return LEAN if lean and exposure in EXPECTED_DIRECTION else NO_LEAN


def averaged_p(z: Floats, correlation: Floats, weights: Floats, signs: Floats, lean: float) -> float:
    """The p-value of the averaged statistic for normal scores z with this correlation.

    Parameters
    ----------
    z : (k,) signed normal scores of the candidates.
    correlation : (k, k) R, their correlation under the null hypothesis.
    weights : (k,) w_c, which sum to 1.
    signs : (k,) s_c, see `signs`.
    lean : pi, the prior probability that s_c z_c is positive.

    Notes
    -----
    T(z) = sum_c w_c [pi B(s_c z_c) + (1 - pi) B(-s_c z_c)], with B the Bayes factor of a half-normal effect with
    variance tau^2: B(z) = 2 (1 + tau^2)^(-1/2) exp(z^2 tau^2 / (2 (1 + tau^2))) Phi(z tau / sqrt(1 + tau^2)).
    p = P(T(X) >= T(z)) for X ~ N(0, R), by importance sampling with fixed draws from the mixture over candidates c,
    shifts a and signs of N(+-a R_c, R), whose density ratio to N(0, R) is the mean of exp(-a^2 / 2) cosh(a X_c).
    The draws come in pairs X and -X. Their relative error is about 5 % at any p.
    """
    draws, importance = _sample(correlation)
    observed = _statistic(z[None, :], weights, signs, lean)[0]
    beyond = sum((_statistic(draws, weights, side, lean) >= observed).astype(float) for side in (signs, -signs))
    return float(min(1.0, importance @ beyond / DRAWS))


def _statistic(z: Floats, weights: Floats, signs: Floats, lean: float) -> Floats:
    """T for each row of z, without the constant factors of B. Since Phi(-x) = 1 - Phi(x), B is needed once only."""
    from scipy.special import ndtr

    shrinkage = EFFECT_VARIANCE / (1 + EFFECT_VARIANCE)
    bayes_factors = np.exp(shrinkage / 2 * z**2)
    if lean != NO_LEAN:
        bayes_factors *= 1 - lean + (2 * lean - 1) * ndtr(np.sqrt(shrinkage) * z * signs)
    return np.asarray(bayes_factors @ weights)


def _sample(correlation: Floats) -> tuple[Floats, Floats]:
    """Half of the draws X, the others being -X, and the density of N(0, R) relative to the mixture at each."""
    noise, candidate, shift = _draws(correlation.shape[0])
    draws = noise @ square_root(correlation).T + shift[:, None] * correlation[candidate]
    density = np.ones(len(draws))
    for a in SHIFTS[1:]:
        grown = np.exp(a * draws)
        density += (grown + 1 / grown).mean(axis=1) / 2 * np.exp(-(a**2) / 2)
    return draws, len(SHIFTS) / density


@lru_cache(maxsize=16)
def _draws(count: int) -> tuple[Floats, np.ndarray, Floats]:
    """The same standard normal noise, candidates and shifts every time, all candidates and shifts equally often."""
    half = DRAWS // 2
    noise = np.random.default_rng(20_261_130).standard_normal((half, count))
    return noise, np.resize(np.repeat(np.arange(count), len(SHIFTS)), half), np.resize(SHIFTS, half)

"""How the daily counts of a simulated diary come about: one function for each kind of outcome.

Each takes the effect of all planted exposures on the log rate of every day, and returns the counts.
"""

from __future__ import annotations

import numpy as np

from benchmarks.calibration.habits import Floats, Generator, ar1


def negative_binomial(rate: Floats, rng: Generator, k: float | None = None) -> Floats:
    """Negative binomial counts with mean `rate` and variance rate + k rate²."""
    k = rng.uniform(0.02, 0.5) if k is None else k
    return rng.poisson(np.minimum(rate * rng.gamma(1 / k, k, size=rate.size), 500)).astype(float)


def background(days: int, rng: Generator) -> Floats:
    """The part of the log rate that no exposure explains: an AR(1) level, weekdays, drift."""
    phi = rng.uniform(0.2, 0.9)
    level = ar1(rng.normal(size=days), phi) * np.sqrt(1 - phi**2) * rng.uniform(0.15, 0.55)
    weekday = rng.normal(0, 0.15, size=7)[np.arange(days) % 7]
    drift = np.linspace(-1, 1, days) * rng.normal(0, 0.25)
    return np.asarray(level + weekday + drift)


def log_linear(effect: Floats, rng: Generator) -> Floats:
    """All effects multiply the rate."""
    base = np.exp(rng.normal(np.log(2.5), 0.5))
    return negative_binomial(base * np.exp(effect + background(effect.size, rng)), rng)


def additive(effect: Floats, rng: Generator) -> Floats:
    """Effects add episodes instead of multiplying them."""
    base = np.exp(rng.normal(np.log(3.0), 0.4))
    level = np.maximum(1 + background(effect.size, rng) + effect, 0.05)
    return negative_binomial(base * level, rng)


def flares(effect: Floats, rng: Generator) -> Floats:
    """Quiet days and flares of days to weeks, with days on which nothing is noticed."""
    state = _regimes(effect.size, rng, quiet=(8, 30), flare=(3, 14))
    rate = np.where(state > 0, rng.uniform(3, 9), rng.uniform(0.4, 1.2)) * np.exp(effect)
    noticed = rng.random(effect.size) >= rng.uniform(0.0, 0.25)
    return negative_binomial(rate, rng) * noticed


def few_long_flares(effect: Floats, rng: Generator) -> Floats:
    """A few wild months in a quiet year."""
    state = _regimes(effect.size, rng, quiet=(30, 110), flare=(15, 50))
    rate = np.where(state > 0, rng.uniform(4, 10), rng.uniform(0.5, 1.2)) * np.exp(effect)
    return negative_binomial(rate, rng)


def few_episodes(effect: Floats, rng: Generator) -> Floats:
    """An episode on about one day in five, in clusters, as attacks come."""
    level = 0.8 * ar1(rng.normal(size=effect.size), 0.8)
    return np.minimum(rng.poisson(rng.uniform(0.1, 0.2) * np.exp(level + effect)), 3).astype(float)


def yes_no(effect: Floats, rng: Generator) -> Floats:
    """Only whether there was a twitch at all."""
    chance = 1 / (1 + np.exp(-(rng.normal(-0.5, 0.4) + 1.5 * (effect + background(effect.size, rng)))))
    return (rng.random(effect.size) < chance).astype(float)


def seasonal(effect: Floats, rng: Generator) -> Floats:
    """A yearly wave in the outcome, shared with some exposures."""
    wave = rng.uniform(0.3, 0.8) * np.sin(2 * np.pi * (np.arange(effect.size) / 365.25 + rng.random()))
    return negative_binomial(np.exp(rng.normal(np.log(2.5), 0.4) + effect + wave + background(effect.size, rng)), rng)


def _regimes(days: int, rng: Generator, quiet: tuple[int, int], flare: tuple[int, int]) -> Floats:
    count = 2 * days // (quiet[0] + flare[0]) + 2
    lengths = [int(rng.integers(*(flare if number % 2 else quiet))) for number in range(count)]
    states = np.repeat(np.arange(len(lengths)) % 2, lengths)
    start = rng.integers(max(states.size - days, 1))
    return np.resize(states[start:], days).astype(float)

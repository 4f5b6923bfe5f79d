"""Simulated exposures: correlated, autocorrelated, with weekday habits, drift, skew, zeros and ties."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Generator = np.random.Generator


def latent(days: int, count: int, rng: Generator) -> Floats:
    """Standardised latent series, one column each: AR(1), common causes, half with weekday habits, some with drift."""
    common = rng.normal(size=(days, 2)) @ rng.normal(0, 0.6, size=(2, count))
    noise = rng.normal(size=(days, count)) + common
    series = np.column_stack([ar1(noise[:, j], rng.uniform(0.0, 0.85)) for j in range(count)])
    series /= series.std(axis=0)
    weekday = rng.normal(size=(7, count)) * np.where(rng.random(count) < 0.5, 0.5, 0.0)
    drift = np.linspace(-1, 1, days)[:, None] * np.where(rng.random(count) < 0.3, rng.uniform(-1, 1, count), 0.0)
    series = series + weekday[np.arange(days) % 7] + drift
    return np.asarray((series - series.mean(axis=0)) / series.std(axis=0))


def ar1(noise: Floats, phi: float) -> Floats:
    """An AR(1) series with this noise."""
    series = np.empty_like(noise)
    series[0] = noise[0] / np.sqrt(1 - phi**2)
    for day in range(1, noise.size):
        series[day] = phi * series[day - 1] + noise[day]
    return series


def slow_switch(days: int, rng: Generator) -> Floats:
    """On for weeks, off for weeks: a holiday job, a flat shared, a cream used for a while."""
    lengths = rng.integers(8, 40, size=days)
    switches = np.repeat(np.arange(days) % 2, lengths)[:days]
    return np.asarray(switches ^ rng.integers(0, 2), dtype=float)


def _score(z: Floats, rng: Generator) -> Floats:
    return np.clip(np.round(5 + 2 * z), 0, 10)


def _skewed(z: Floats, rng: Generator) -> Floats:
    return np.round(100 * np.exp(0.6 * z), 0)


def _often_none(z: Floats, rng: Generator) -> Floats:
    return np.round(np.maximum(z - rng.uniform(0.0, 0.7), 0) * 3, 1)


def _hours(z: Floats, rng: Generator) -> Floats:
    return np.round(7 + z, 1)


def _yes_no(z: Floats, rng: Generator) -> Floats:
    return (z > rng.uniform(0.0, 1.2)).astype(float)


KINDS: tuple[Callable[[Floats, Generator], Floats], ...] = (_score, _skewed, _often_none, _hours, _hours, _yes_no)


def as_written(z: Floats, rng: Generator) -> Floats:
    """Turn a latent series into the kind of value that a person writes down."""
    kind = KINDS[rng.integers(len(KINDS))]
    return kind(z, rng)


def with_gaps(values: Floats, rng: Generator) -> Floats:
    """Some values not recorded: a few days for most exposures, many days for some."""
    share = rng.choice([0.0, 0.03, 0.1, 0.3], p=[0.4, 0.3, 0.2, 0.1])
    return np.where(rng.random(values.size) < share, np.nan, values)


def logged(days: int, counts: Floats, rng: Generator) -> npt.NDArray[np.bool_]:
    """Which days were logged: forgotten ones, holidays, and in half of the diaries more (or fewer) on bad days."""
    chance = np.full(days, 0.08)
    if rng.random() < 0.5:
        worse = counts > np.median(counts)
        chance += np.where(worse if rng.random() < 0.5 else ~worse, 0.12, 0.0)
    kept = rng.random(days) >= chance
    for _ in range(days // 90):
        start = rng.integers(days)
        kept[start : start + rng.integers(2, 8)] = False
    return kept

"""Made-up exposures: linked, remembering, with weekday habits, drift, skew, zeros and ties."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Dice = np.random.Generator


def latent(days: int, many: int, dice: Dice) -> Floats:
    """Standardised latent series, a column each: AR(1) with common causes, half with weekday habits, some drifting."""
    common = dice.normal(size=(days, 2)) @ dice.normal(0, 0.6, size=(2, many))
    noise = dice.normal(size=(days, many)) + common
    series = np.column_stack([remembering(noise[:, j], dice.uniform(0.0, 0.85)) for j in range(many)])
    series /= series.std(axis=0)
    weekday = dice.normal(size=(7, many)) * np.where(dice.random(many) < 0.5, 0.5, 0.0)
    drift = np.linspace(-1, 1, days)[:, None] * np.where(dice.random(many) < 0.3, dice.uniform(-1, 1, many), 0.0)
    series = series + weekday[np.arange(days) % 7] + drift
    return np.asarray((series - series.mean(axis=0)) / series.std(axis=0))


def remembering(noise: Floats, phi: float) -> Floats:
    """An AR(1) series with this noise."""
    series = np.empty_like(noise)
    series[0] = noise[0] / np.sqrt(1 - phi**2)
    for day in range(1, noise.size):
        series[day] = phi * series[day - 1] + noise[day]
    return series


def slow_switch(days: int, dice: Dice) -> Floats:
    """On for weeks, off for weeks: a holiday job, a flat shared, a cream used for a while."""
    lengths = dice.integers(8, 40, size=days)
    switches = np.repeat(np.arange(days) % 2, lengths)[:days]
    return np.asarray(switches ^ dice.integers(0, 2), dtype=float)


def _score(z: Floats, dice: Dice) -> Floats:
    return np.clip(np.round(5 + 2 * z), 0, 10)


def _skewed(z: Floats, dice: Dice) -> Floats:
    return np.round(100 * np.exp(0.6 * z), 0)


def _often_none(z: Floats, dice: Dice) -> Floats:
    return np.round(np.maximum(z - dice.uniform(0.0, 0.7), 0) * 3, 1)


def _hours(z: Floats, dice: Dice) -> Floats:
    return np.round(7 + z, 1)


def _yes_no(z: Floats, dice: Dice) -> Floats:
    return (z > dice.uniform(0.0, 1.2)).astype(float)


KINDS: tuple[Callable[[Floats, Dice], Floats], ...] = (_score, _skewed, _often_none, _hours, _hours, _yes_no)


def worn(z: Floats, dice: Dice) -> Floats:
    """A latent series as a person would write it down."""
    kind = KINDS[dice.integers(len(KINDS))]
    return kind(z, dice)


def with_gaps(values: Floats, dice: Dice) -> Floats:
    """Some values not recorded: a few days for most exposures, many for some."""
    share = dice.choice([0.0, 0.03, 0.1, 0.3], p=[0.4, 0.3, 0.2, 0.1])
    return np.where(dice.random(values.size) < share, np.nan, values)


def logged(days: int, counts: Floats, dice: Dice) -> npt.NDArray[np.bool_]:
    """Which days were logged: forgotten ones, holidays, and in half of the diaries more (or fewer) on bad days."""
    chance = np.full(days, 0.08)
    if dice.random() < 0.5:
        worse = counts > np.median(counts)
        chance += np.where(worse if dice.random() < 0.5 else ~worse, 0.12, 0.0)
    kept = dice.random(days) >= chance
    for _ in range(days // 90):
        start = dice.integers(days)
        kept[start : start + dice.integers(2, 8)] = False
    return kept

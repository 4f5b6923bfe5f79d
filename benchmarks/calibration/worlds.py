"""Made-up worlds in which the truth is known. Each is wrong in its own way, as people are.

A world turns latent series into counts. Planted effects have a rate ratio of 1.2, 1.5 or 2.0 for one standard
deviation of what acts: the exposure itself, its outer days, or its mean over several days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benchmarks.calibration.habits import Dice, Floats, latent, logged, remembering, slow_switch, with_gaps, worn
from tracker.core.records import DayTable

FIRST_DAY = date(2024, 1, 1)
RATIOS = (1.2, 1.5, 2.0)


@dataclass(frozen=True)
class Planted:
    """A true effect. `shape` is linear, high, low or mean; the ratio is for one SD of what acts."""

    exposure: str
    lag: int
    shape: str
    ratio: float


@dataclass(frozen=True)
class Made:
    """A made-up diary, and what is true in it."""

    table: DayTable
    planted: tuple[Planted, ...]
    in_ratios: bool = True


@dataclass(frozen=True)
class World:
    """One way in which counts come about, and which kinds of effect and of exposure it has.

    `in_ratios` is false where effects do not multiply the rate, so that no interval can be compared with them.
    """

    name: str
    counts: Callable[[Floats, Dice], Floats]
    shapes: tuple[str, ...] = ("linear", "linear", "linear", "high", "low")
    switches: int = 0
    reverse: bool = False
    seasonal: bool = False
    in_ratios: bool = True


def make(world: World, days: int, planted: bool, seed: int) -> Made:
    """One diary of this world; the same for the same seed."""
    dice = np.random.default_rng(seed)
    many = int(dice.integers(6, 13))
    values = _exposures(world, days, many, dice)
    names = [f"exposure_{j:02d}" for j in range(many)]
    effects = _plant(world, names, dice) if planted else ()
    push = sum((_effect(values[:, names.index(e.exposure)], e) for e in effects), np.zeros(days))
    counts = world.counts(push, dice)
    if world.reverse:
        values = _pushed_back(values, counts, dice)
    kept = logged(days, counts, dice)
    columns = {
        name: _cells(np.where(kept | (dice.random(days) < 0.2), with_gaps(column, dice), np.nan))
        for name, column in zip(names, values.T, strict=True)
    }
    dates = tuple(FIRST_DAY + timedelta(days=n) for n in range(days))
    episodes = tuple(int(count) if keep else None for count, keep in zip(counts, kept, strict=True))
    return Made(DayTable(dates, episodes, columns), effects, world.in_ratios)


def _exposures(world: World, days: int, many: int, dice: Dice) -> Floats:
    series = latent(days, many, dice)
    if world.seasonal:
        wave = np.sin(2 * np.pi * (np.arange(days) / 365.25 + dice.random()))
        series += wave[:, None] * np.where(dice.random(many) < 0.4, 1.0, 0.0)
    values = np.column_stack([worn(z, dice) for z in series.T])
    for j in range(min(world.switches, many)):
        values[:, j] = slow_switch(days, dice)
    return values


def _plant(world: World, names: list[str], dice: Dice) -> tuple[Planted, ...]:
    chosen = dice.choice(len(names), size=dice.integers(1, 4), replace=False)
    return tuple(
        Planted(
            names[j],
            int(dice.choice(3, p=[0.45, 0.35, 0.2])),
            str(dice.choice(world.shapes)),
            float(dice.choice(RATIOS)),
        )
        for j in chosen
    )


def _effect(values: Floats, effect: Planted) -> Floats:
    """The effect on the log rate of every day."""
    if effect.shape == "mean":
        acting = np.convolve(values, 0.7 ** np.arange(6), mode="full")[: values.size]
    elif effect.shape == "linear" or np.unique(values).size == 2:
        acting = values
    else:
        high = effect.shape == "high"
        limit = np.quantile(values, 0.75 if high else 0.25)
        acting = (values >= limit if high else values <= limit).astype(float)
    spread = acting.std()
    z = (acting - acting.mean()) / spread if spread > 0 else np.zeros_like(acting)
    return np.asarray(np.log(effect.ratio) * np.concatenate([np.zeros(effect.lag), z])[: values.size])


def _pushed_back(values: Floats, counts: Floats, dice: Dice) -> Floats:
    """Two exposures that the twitching of the day before makes worse."""
    before = np.concatenate([[0.0], np.log1p(counts)[:-1]])
    pushed = values.copy()
    for j in dice.choice(values.shape[1], size=2, replace=False):
        pushed[:, j] = values[:, j] + 0.6 * values[:, j].std() * (before - before.mean()) / max(before.std(), 1e-9)
    return pushed


def _cells(column: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in column)


def _overdispersed(rate: Floats, dice: Dice, k: float | None = None) -> Floats:
    """Negative binomial counts around a rate, with variance rate + k rate²."""
    k = dice.uniform(0.02, 0.5) if k is None else k
    return dice.poisson(np.minimum(rate * dice.gamma(1 / k, k, size=rate.size), 500)).astype(float)


def _mood(days: int, dice: Dice) -> Floats:
    """The unseen part of the log rate: a remembering level, weekdays, drift."""
    phi = dice.uniform(0.2, 0.9)
    level = remembering(dice.normal(size=days), phi) * np.sqrt(1 - phi**2) * dice.uniform(0.15, 0.55)
    weekday = dice.normal(0, 0.15, size=7)[np.arange(days) % 7]
    drift = np.linspace(-1, 1, days) * dice.normal(0, 0.25)
    return np.asarray(level + weekday + drift)


def log_linear(push: Floats, dice: Dice) -> Floats:
    """Everything multiplies."""
    base = np.exp(dice.normal(np.log(2.5), 0.5))
    return _overdispersed(base * np.exp(push + _mood(push.size, dice)), dice)


def additive(push: Floats, dice: Dice) -> Floats:
    """Effects add episodes instead of multiplying them."""
    base = np.exp(dice.normal(np.log(3.0), 0.4))
    level = np.maximum(1 + _mood(push.size, dice) + push, 0.05)
    return _overdispersed(base * level, dice)


def flares(push: Floats, dice: Dice) -> Floats:
    """Quiet days and flares of days to weeks, with days on which nothing is noticed."""
    state = _regimes(push.size, dice, quiet=(8, 30), flare=(3, 14))
    rate = np.where(state > 0, dice.uniform(3, 9), dice.uniform(0.4, 1.2)) * np.exp(push)
    noticed = dice.random(push.size) >= dice.uniform(0.0, 0.25)
    return _overdispersed(rate, dice) * noticed


def few_long_flares(push: Floats, dice: Dice) -> Floats:
    """A few wild months in a quiet year."""
    state = _regimes(push.size, dice, quiet=(30, 110), flare=(15, 50))
    rate = np.where(state > 0, dice.uniform(4, 10), dice.uniform(0.5, 1.2)) * np.exp(push)
    return _overdispersed(rate, dice)


def few_episodes(push: Floats, dice: Dice) -> Floats:
    """An episode on about one day in five, in clusters, as attacks come."""
    level = 0.8 * remembering(dice.normal(size=push.size), 0.8)
    return np.minimum(dice.poisson(dice.uniform(0.1, 0.2) * np.exp(level + push)), 3).astype(float)


def yes_no(push: Floats, dice: Dice) -> Floats:
    """Only whether there was a twitch at all."""
    chance = 1 / (1 + np.exp(-(dice.normal(-0.5, 0.4) + 1.5 * (push + _mood(push.size, dice)))))
    return (dice.random(push.size) < chance).astype(float)


def seasonal(push: Floats, dice: Dice) -> Floats:
    """A yearly wave in the outcome, shared with some exposures."""
    wave = dice.uniform(0.3, 0.8) * np.sin(2 * np.pi * (np.arange(push.size) / 365.25 + dice.random()))
    return _overdispersed(np.exp(dice.normal(np.log(2.5), 0.4) + push + wave + _mood(push.size, dice)), dice)


def _regimes(days: int, dice: Dice, quiet: tuple[int, int], flare: tuple[int, int]) -> Floats:
    many = 2 * days // (quiet[0] + flare[0]) + 2
    lengths = [int(dice.integers(*(flare if number % 2 else quiet))) for number in range(many)]
    states = np.repeat(np.arange(len(lengths)) % 2, lengths)
    start = dice.integers(max(states.size - days, 1))
    return np.resize(states[start:], days).astype(float)


WORLDS = {
    world.name: world
    for world in (
        World("log-linear", log_linear),
        World("additive", additive, in_ratios=False),
        World("thresholds", log_linear, shapes=("high", "low")),
        World("flares", flares),
        World("few long flares", few_long_flares, switches=4),
        World("few episodes", few_episodes),
        World("reverse", log_linear, reverse=True),
        World("yes/no days", yes_no, in_ratios=False),
        World("builds up", log_linear, shapes=("mean",), in_ratios=False),
        World("season", seasonal, seasonal=True),
    )
}

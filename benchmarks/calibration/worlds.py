"""Simulated worlds in which the truth is known, each with other assumptions about how counts come about.

Planted effects have a rate ratio of 1.2, 1.5 or 2.0 for one standard deviation of what acts: the exposure itself, its
outer days, or its mean over several days. `misspecified.py` holds the worlds that break an assumption of the model.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from benchmarks.calibration import injected, misspecified, outcomes
from benchmarks.calibration.habits import (
    Floats,
    Generator,
    as_written,
    latent,
    logged,
    slow_switch,
    with_gaps,
)
from tracker.core.records import DayTable

FIRST_DAY = date(2024, 1, 1)
RATIOS = (1.2, 1.5, 2.0)


@dataclass(frozen=True)
class PlantedEffect:
    """A true effect. `shape` is linear, high, low or mean; `ratio` is for one SD of what acts."""

    exposure: str
    lag: int
    shape: str
    ratio: float

    @property
    def size(self) -> float:
        """The ratio on the side of more episodes."""
        return max(self.ratio, 1 / self.ratio)


@dataclass(frozen=True)
class SimulatedDiary:
    """A simulated diary, and what is true in it."""

    table: DayTable
    planted: tuple[PlantedEffect, ...]
    in_ratios: bool = True


@dataclass(frozen=True)
class World:
    """One way in which counts come about, and which kinds of effect and of exposure it has.

    `in_ratios` is false where effects do not multiply the rate, so that no interval can be compared with them. `lives`
    changes the exposures before they act, `records` what is written down of them. With `named`, exposures have the
    keys of the built-in ones, and most planted effects have the direction that people expect of them. With
    `injections` the rate has a wave after each of them; with `follow`, two exposures have it, too.
    """

    name: str
    counts: Callable[[Floats, Generator], Floats]
    shapes: tuple[str, ...] = ("linear", "linear", "linear", "high", "low")
    switches: int = 0
    reverse: bool = False
    seasonal: bool = False
    in_ratios: bool = True
    lives: misspecified.Change | None = None
    records: misspecified.Change | None = None
    named: bool = False
    injections: bool = False
    follow: bool = False


def simulate(world: World, days: int, planted: bool, seed: int) -> SimulatedDiary:
    """One diary of this world; the same for the same seed."""
    rng = np.random.default_rng(seed)
    width = int(rng.integers(6, 13))
    values = _exposures(world, days, width, rng)
    names = misspecified.names(width, rng) if world.named else [f"exposure_{j:02d}" for j in range(width)]
    effects = _plant(world, names, rng) if planted else ()
    effect = sum((_effect(values[:, names.index(e.exposure)], e) for e in effects), np.zeros(days))
    rows = injected.injected_rows(days, rng) if world.injections else ()
    if world.injections:
        moved = injected.wave(days, rows, rng)
        effect = effect + moved
        values = injected.following(values, moved, rng) if world.follow else values
    counts = world.counts(effect, rng)
    if world.reverse:
        values = _pushed_back(values, counts, rng)
    if world.records:
        values = world.records(values, rng)
    kept = logged(days, counts, rng)
    columns = {
        name: _cells(np.where(kept | (rng.random(days) < 0.2), with_gaps(column, rng), np.nan))
        for name, column in zip(names, values.T, strict=True)
    }
    dates = tuple(FIRST_DAY + timedelta(days=n) for n in range(days))
    episodes = tuple(int(count) if keep else None for count, keep in zip(counts, kept, strict=True))
    given = tuple(FIRST_DAY + timedelta(days=row) for row in rows)
    return SimulatedDiary(DayTable(dates, episodes, columns, given), effects, world.in_ratios)


def _exposures(world: World, days: int, width: int, rng: Generator) -> Floats:
    series = latent(days, width, rng)
    if world.seasonal:
        wave = np.sin(2 * np.pi * (np.arange(days) / 365.25 + rng.random()))
        series += wave[:, None] * np.where(rng.random(width) < 0.4, 1.0, 0.0)
    if world.lives:
        series = world.lives(series, rng)
    values = np.column_stack([as_written(z, rng) for z in series.T])
    for j in range(min(world.switches, width)):
        values[:, j] = slow_switch(days, rng)
    return values


def _plant(world: World, names: list[str], rng: Generator) -> tuple[PlantedEffect, ...]:
    chosen = rng.choice(len(names), size=rng.integers(1, 4), replace=False)
    effects = tuple(
        PlantedEffect(
            names[j],
            int(rng.choice(3, p=[0.45, 0.35, 0.2])),
            str(rng.choice(world.shapes)),
            float(rng.choice(RATIOS)),
        )
        for j in chosen
    )
    return tuple(_directed(effect, rng) for effect in effects) if world.named else effects


def _directed(effect: PlantedEffect, rng: Generator) -> PlantedEffect:
    """The same effect, upwards or downwards as drawn for this exposure."""
    raises = misspecified.raises(effect.exposure, rng) != (effect.shape == "low")
    return effect if raises else PlantedEffect(effect.exposure, effect.lag, effect.shape, 1 / effect.ratio)


def _effect(values: Floats, effect: PlantedEffect) -> Floats:
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


def _pushed_back(values: Floats, counts: Floats, rng: Generator) -> Floats:
    """Two exposures that the twitching of the day before makes worse."""
    before = np.concatenate([[0.0], np.log1p(counts)[:-1]])
    pushed = values.copy()
    for j in rng.choice(values.shape[1], size=2, replace=False):
        pushed[:, j] = values[:, j] + 0.6 * values[:, j].std() * (before - before.mean()) / max(before.std(), 1e-9)
    return pushed


def _cells(column: Floats) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(value) else float(value) for value in column)


FIRST_WORLDS = (
    World("log-linear", outcomes.log_linear),
    World("additive", outcomes.additive, in_ratios=False),
    World("thresholds", outcomes.log_linear, shapes=("high", "low")),
    World("flares", outcomes.flares),
    World("few long flares", outcomes.few_long_flares, switches=4),
    World("few episodes", outcomes.few_episodes),
    World("reverse", outcomes.log_linear, reverse=True),
    World("yes/no days", outcomes.yes_no, in_ratios=False),
    World("builds up", outcomes.log_linear, shapes=("mean",), in_ratios=False),
    World("season", outcomes.seasonal, seasonal=True),
)
"""The worlds that versions 1 to 5 of the method were measured on."""

MISSPECIFIED = (
    World("self-exciting", misspecified.self_exciting, in_ratios=False, named=True),
    World("rare, heavy-tailed", misspecified.rare_heavy_tailed, in_ratios=False, named=True),
    World("coarse, back-filled", outcomes.log_linear, in_ratios=False, records=misspecified.back_filled, named=True),
    World("travel, season", outcomes.seasonal, lives=misspecified.travel, named=True),
    World("cumulative", misspecified.cumulative, in_ratios=False, named=True),
)
"""Worlds made for version 6, before it was written."""

INJECTED = (
    World("injections", outcomes.log_linear, injections=True),
    World("injections, habits follow", outcomes.log_linear, injections=True, follow=True),
)
"""A wave after each injection. In the second world two exposures rise and fall with it and have no effect."""

WORLDS = {world.name: world for world in (*FIRST_WORLDS, *MISSPECIFIED, *INJECTED)}

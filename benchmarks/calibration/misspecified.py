"""VarianceComponents of simulated worlds that break an assumption of the trigger model.

The model takes the log rate as linear in what was recorded today and on the two days before, and the covariance of
days as fading. Here episodes bring episodes, counts are rare with a heavy tail, values are coarse and filled in
afterwards, travel shifts habits for a week or two, or a load adds up over two weeks and acts only above a threshold.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from benchmarks.calibration.habits import Floats, Generator
from benchmarks.calibration.outcomes import background, negative_binomial

Change = Callable[[Floats, Generator], Floats]

EXPECTED = {
    "stress": 1, "caffeine_mg": 1, "cigarettes": 1, "alcohol_units": 1, "screen_h": 1, "sleep_h": -1, "water_ml": -1,
}  # fmt: skip
"""Built-in exposures with the direction that people expect: +1 for more episodes."""

OTHERS = ("sleep_quality", "tiredness", "anxiety", "exercise_min", "magnesium_food")

AS_EXPECTED = 2 / 3
"""Share of planted effects whose direction is the expected one. A guess; the method assumes another."""


def names(count: int, rng: Generator) -> list[str]:
    """Keys of built-in exposures, at most twelve of them, in any order."""
    return [str(key) for key in rng.permutation([*EXPECTED, *OTHERS])[:count]]


def raises(exposure: str, rng: Generator) -> bool:
    """Whether a planted effect of this exposure brings more episodes."""
    return bool((rng.random() < (AS_EXPECTED if exposure in EXPECTED else 0.5)) == (EXPECTED.get(exposure, 1) > 0))


def self_exciting(effect: Floats, rng: Generator) -> Floats:
    """Episodes bring episodes: a share of each day's count returns over the next days (a Hawkes process by day)."""
    base = np.exp(rng.normal(np.log(1.2), 0.4) + effect + rng.normal(0, 0.15, 7)[np.arange(effect.size) % 7])
    share, memory = rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.8)
    counts, excited = np.zeros(effect.size), 0.0
    for day, rate in enumerate(base):
        counts[day] = rng.poisson(min(rate + excited, 200))
        excited = memory * excited + (1 - memory) * share * counts[day]
    return counts


def rare_heavy_tailed(effect: Floats, rng: Generator) -> Floats:
    """Episodes on about one day in three, and then few or very many: log-normal sizes with a heavy tail."""
    level = background(effect.size, rng)
    chance = 1 / (1 + np.exp(-(rng.normal(-0.8, 0.3) + 1.3 * (effect + level))))
    sizes = np.ceil(np.exp(rng.normal(0.2, rng.uniform(0.8, 1.3), effect.size)))
    return np.where(rng.random(effect.size) < chance, np.minimum(sizes, 200), 0.0)


def cumulative(effect: Floats, rng: Generator) -> Floats:
    """A load that adds up with a half-life of four days and multiplies the rate only above its median."""
    load, total = np.empty(effect.size), 0.0
    for day, today in enumerate(effect):
        total = 2**-0.25 * total + today
        load[day] = total
    above = np.maximum(load - np.median(load), 0.0)
    base = np.exp(rng.normal(np.log(2.5), 0.5))
    return negative_binomial(base * np.exp(np.minimum(above, 3.0) + background(effect.size, rng)), rng)


def back_filled(values: Floats, rng: Generator) -> Floats:
    """What is written down: half of the exposures in four steps only, and every few weeks some days from memory.

    Days from memory hold the value of the last day before them.
    """
    written = values.copy()
    for j in np.flatnonzero(rng.random(values.shape[1]) < 0.5):
        borders = np.quantile(values[:, j], [0.25, 0.5, 0.75])
        steps = np.quantile(values[:, j], [0.125, 0.375, 0.625, 0.875])
        written[:, j] = steps[np.searchsorted(borders, values[:, j])]
    for start in rng.integers(1, len(values), size=len(values) // 25):
        written[start : start + rng.integers(2, 6)] = written[start - 1]
    return written


def travel(series: Floats, rng: Generator) -> Floats:
    """Trips of one to two weeks, one in about ten weeks, that shift the level of half of the exposures together."""
    shifts = rng.normal(0, 1.5, series.shape[1]) * (rng.random(series.shape[1]) < 0.5)
    away = np.zeros(len(series))
    for start in rng.integers(0, len(series), size=max(len(series) // 70, 1)):
        away[start : start + rng.integers(6, 15)] = 1.0
    return np.asarray(series + away[:, None] * shifts)

"""Injections in simulated diaries: the rate falls within days and comes back over weeks."""

from __future__ import annotations

import numpy as np

from benchmarks.calibration.habits import Floats, Generator

MAX_FOLLOWING = 2
FOLLOWS = 0.8
"""SDs by which an exposure moves with the wave: who twitches less may sleep better and feel less stress."""


def injected_rows(days: int, rng: Generator) -> tuple[int, ...]:
    """The days of injections, eleven to fourteen weeks apart; the first up to six weeks before the diary."""
    rows = [int(rng.integers(-42, 21))]
    while rows[-1] + 77 < days:
        rows.append(rows[-1] + int(rng.integers(77, 99)))
    return tuple(row for row in rows if row < days)


def wave(days: int, rows: tuple[int, ...], rng: Generator) -> Floats:
    """The log rate ratio of every day: a half to a fifth at its best, over after twelve to sixteen weeks."""
    depth = np.log(rng.uniform(0.2, 0.5))
    begins, falls = rng.uniform(1, 7), rng.uniform(7, 18)
    corners = np.cumsum([begins, falls, rng.uniform(14, 49), rng.uniform(21, 42)])
    since = np.arange(days)[:, None] - np.array(rows)
    return np.asarray(depth * np.interp(since, corners, (0.0, 1.0, 1.0, 0.0)).sum(axis=1))


def following(values: Floats, moved: Floats, rng: Generator) -> Floats:
    """The same exposures, up to MAX_FOLLOWING of which rise and fall with the wave."""
    z = (moved - moved.mean()) / max(float(moved.std()), 1e-9)
    changed = values.copy()
    for j in rng.choice(values.shape[1], size=MAX_FOLLOWING, replace=False):
        changed[:, j] += rng.choice([-1, 1]) * FOLLOWS * values[:, j].std() * z
    return changed

"""How often an experiment would show an effect, simulated from the person's own last days before it starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from tracker.core.analysis.experiments.analysis import LEVEL, p_values
from tracker.core.analysis.experiments.pairs import Pairs
from tracker.core.records import Expected

HISTORY_DAYS = 60
MIN_LOGGED_DAYS = 28
BLOCK_DAYS = 7
"""Days drawn together, so that good and bad spells stay."""

RUNS = 400
EFFECTS = {Expected.FEWER: 0.5, Expected.MORE: 2.0}
"""The ratio that the power is about: half as many, or twice as many."""


@dataclass(frozen=True)
class Design:
    """The length of an experiment."""

    pairs: int
    period_days: int
    left_out: int = 0

    @property
    def days(self) -> int:
        """Days of the whole plan."""
        return self.pairs * 2 * self.period_days


DESIGNS = (Design(14, 2), Design(10, 4, 1), Design(20, 2), Design(6, 7, 2), Design(14, 4, 1))
"""The designs that are offered, the usual one first."""


def recent_counts(episodes: Mapping[date, int], today: date) -> list[int | None]:
    """Episodes on each of the last days before today, None where nothing was logged."""
    return [episodes.get(today - timedelta(days=back)) for back in range(HISTORY_DAYS, 0, -1)]


def power(
    counts: list[int | None], design: Design, expected: Expected, seed: int, ratio: float | None = None
) -> float:
    """Share of simulated experiments whose test shows the expected effect.

    Parameters
    ----------
    counts : list of int or None
        Episodes per day in order, None where not logged.
    ratio : float, optional
        The true rate ratio *on* / *off*; by default that of `EFFECTS`.

    Raises
    ------
    ValueError
        With fewer than `MIN_LOGGED_DAYS` logged days.

    Notes
    -----
    Days are drawn with replacement in blocks of `BLOCK_DAYS`. Episodes of *on* days are thinned by the ratio, or
    more are added, Poisson with mean (ratio - 1) times the count.
    """
    if sum(count is not None for count in counts) < MIN_LOGGED_DAYS:
        raise ValueError(f"Fewer than {MIN_LOGGED_DAYS} logged days.")
    rng = np.random.default_rng(seed)
    days = _drawn_days(rng, counts, design.days)
    is_on_first = rng.random((RUNS, design.pairs)) < 0.5
    pairs = experiment_of(rng, days, is_on_first, design, ratio or EFFECTS[expected])
    fewer, more = p_values(pairs)
    return float(np.mean((fewer if expected is Expected.FEWER else more) <= LEVEL))


def experiment_of(rng: np.random.Generator, days: Any, is_on_first: Any, design: Design, ratio: float) -> Pairs:
    """Apply the effect to the *on* days of many runs and add up their pairs.

    Parameters
    ----------
    days : array, shape (runs, design.days)
        Episodes without any change, NaN where not logged.
    is_on_first : array of bool, shape (runs, design.pairs)
    """
    shape = (days.shape[0], design.pairs, 2, design.period_days)
    periods = days.reshape(shape)
    is_on = np.stack([is_on_first, ~is_on_first], axis=2)[..., None]
    known = ~np.isnan(periods)
    counts = np.where(known, periods, 0).astype(int)
    changed = rng.binomial(counts, ratio) if ratio <= 1 else counts + rng.poisson(counts * (ratio - 1))
    counts = np.where(is_on, changed, counts)
    counted = known & (np.arange(design.period_days) >= design.left_out)
    episodes, logged = (counts * counted).sum(axis=3), counted.sum(axis=3)
    first, second = (episodes[:, :, 0], logged[:, :, 0]), (episodes[:, :, 1], logged[:, :, 1])
    (on_episodes, on_days), (off_episodes, off_days) = (
        [np.where(is_on_first, one, other) for one, other in zip(*order, strict=True)]
        for order in ((first, second), (second, first))
    )
    return Pairs(on_episodes, on_days, off_episodes, off_days)


def _drawn_days(rng: np.random.Generator, counts: list[int | None], length: int) -> Any:
    values = np.array([np.nan if count is None else count for count in counts], dtype=float)
    blocks = -(-length // BLOCK_DAYS)
    starts = rng.integers(0, values.size - BLOCK_DAYS + 1, size=(RUNS, blocks))
    drawn = values[starts[:, :, None] + np.arange(BLOCK_DAYS)]
    return drawn.reshape(RUNS, -1)[:, :length]

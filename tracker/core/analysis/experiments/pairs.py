"""The counted days of each pair, and the weighted difference between its two periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from tracker.core.analysis.experiments.plan import PlannedDay


@dataclass(frozen=True)
class Pairs:
    """Episodes and logged days of the *on* and the *off* periods, arrays of shape (..., pairs)."""

    on_episodes: Any
    on_days: Any
    off_episodes: Any
    off_days: Any

    def usable(self) -> Any:
        """Whether both periods of a pair have a logged day."""
        return (self.on_days > 0) & (self.off_days > 0)


def pairs_of(days: Iterable[PlannedDay], episodes: Mapping[date, int], pairs: int) -> Pairs:
    """Add up the logged days that count; `episodes` holds each logged date."""
    sums = np.zeros((2, 2, pairs))
    for planned in days:
        if planned.counts and planned.date in episodes:
            sums[int(planned.is_on), :, planned.pair] += (episodes[planned.date], 1)
    (off_episodes, off_days), (on_episodes, on_days) = sums
    return Pairs(on_episodes, on_days, off_episodes, off_days)


def weighted_differences(pairs: Pairs, ratio: float = 1.0) -> Any:
    """Differences *on* minus *off* under the hypothesis that *on* multiplies the rate by `ratio`.

    Returns
    -------
    array, shape (..., pairs)
        0 for a pair that is not usable.

    Notes
    -----
    With rates per logged day a (on) and b (off), a' = a / sqrt(ratio) and b' = b sqrt(ratio) are exchangeable. The
    difference a' - b' is divided by the square root of the pair's own rate, (all its episodes + 1) / logged days.
    That weight is the same whichever period came first, so the test stays exact.
    """
    scale = np.sqrt(ratio)
    on, off = pairs.on_episodes / scale, pairs.off_episodes * scale
    difference = on / np.maximum(pairs.on_days, 1) - off / np.maximum(pairs.off_days, 1)
    own_rate = (on + off + 1) / np.maximum(pairs.on_days + pairs.off_days, 1)
    return np.where(pairs.usable(), difference / np.sqrt(own_rate), 0.0)

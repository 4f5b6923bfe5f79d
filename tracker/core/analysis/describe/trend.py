"""The trend of the weekly rate, and its uncertainty. Standard library only.

Slope: Theil (1950), median of the slopes of all pairs of weeks, with the interval of Sen (1968).
Test: Mann (1945) and Kendall (1975), two-sided, variance corrected for ties, continuity corrected.

The test takes neighbouring weeks as independent, so its false-positive rate is somewhat too high;
`tracker.core.analysis.changes.worsening` allows for autocorrelation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import erfc, sqrt
from statistics import NormalDist, median

from tracker.core.analysis.describe.weekly import WeekTotals

MIN_WEEKS = 6
"""With fewer usable weeks no direction is named."""

CONFIDENCE = 0.95


class Direction(StrEnum):
    """The direction of a trend, where one is known."""

    RISING = "rising"
    FALLING = "falling"
    UNCLEAR = "no clear direction"
    TOO_EARLY = "too early"


@dataclass(frozen=True)
class Trend:
    """`weeks` are the usable ones. The slope is the change of the weekly rate from one week to the next.

    `low` and `high` bound the slope with 95 % confidence; `p` is two-sided. All four are None when it is too early.
    """

    weeks: int
    slope_per_week: float | None
    low: float | None
    high: float | None
    p: float | None
    direction: Direction


def trend(weeks: Sequence[WeekTotals]) -> Trend:
    """The trend over consecutive weeks; a week that was hardly logged leaves a gap and does not count as zero."""
    points = [(number, week.rate_per_week) for number, week in enumerate(weeks) if week.rate_per_week is not None]
    if len(points) < MIN_WEEKS:
        return Trend(len(points), None, None, None, None, Direction.TOO_EARLY)
    slopes = _slopes(points)
    rates = [rate for _, rate in points]
    slope, p = median(slopes), mann_kendall_p(rates)
    low, high = _interval(slopes, rates)
    return Trend(len(points), slope, low, high, p, _direction(slope, p))


def mann_kendall_p(values: Sequence[float]) -> float:
    """The two-sided p of the Mann-Kendall test."""
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    variance = _variance(values)
    if score == 0 or variance == 0:
        return 1.0
    return erfc((abs(score) - 1) / sqrt(2 * variance))


def _variance(values: Sequence[float]) -> float:
    """The variance of Kendall's score under no trend, corrected for ties."""
    ties = Counter(values).values()
    return (_spread(len(values)) - sum(_spread(tied) for tied in ties)) / 18


def _spread(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)


def _slopes(points: Iterable[tuple[int, float]]) -> list[float]:
    pairs = combinations(points, 2)
    return sorted((later - earlier) / (after - before) for (before, earlier), (after, later) in pairs)


def _interval(slopes: Sequence[float], rates: Sequence[float]) -> tuple[float, float]:
    """Sen's interval, by ranks of the sorted slopes."""
    reach = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2) * sqrt(_variance(rates))
    lower = max(round((len(slopes) - reach) / 2) - 1, 0)
    upper = min(round((len(slopes) + reach) / 2), len(slopes) - 1)
    return slopes[lower], slopes[upper]


def _direction(slope: float, p: float) -> Direction:
    if p >= 1 - CONFIDENCE or slope == 0:
        return Direction.UNCLEAR
    return Direction.RISING if slope > 0 else Direction.FALLING

"""What a diary shows of exposures that were not named: what is ruled out, and how long it takes to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil, log

from tracker.core.analysis.results import Estimate, RuledOut, TooEarly
from tracker.core.analysis.triggers.distributions import normal_quantile

MAX_RATIO = 2.0
"""Where a doubling or a halving cannot be excluded, it is too early."""

TARGET_RATIO = 1.5
POWER = 0.8


def ruled_out(estimates: Iterable[Estimate], named: Iterable[str] = ()) -> tuple[RuledOut, ...]:
    """For each exposure that was not named and has a narrow interval: the ratios excluded on every lag."""
    return tuple(
        RuledOut(exposure, lags[0].sd, min(lag.per_sd.low for lag in lags), max(lag.per_sd.high for lag in lags))
        for exposure, lags in _by_exposure(estimates, named)
        if not _too_wide(lags)
    )


def too_early(
    estimates: Iterable[Estimate], days_logged: int, level: float, named: Iterable[str] = ()
) -> tuple[TooEarly, ...]:
    """For each exposure that was not named and has a wide interval: the logged days still missing."""
    found = list(_by_exposure(estimates, named))
    return tuple(
        TooEarly(exposure, more_days(lags, days_logged, level / len(found)))
        for exposure, lags in found
        if _too_wide(lags)
    )


def more_days(lags: Sequence[Estimate], days_logged: int, level: float) -> int:
    """Logged days still missing until a ratio of 1.5 for one SD would be seen four times in five.

    Standard errors shrink with the square root of the days. `level` is the two-sided level of the one test.
    """
    width = sum(log(lag.per_sd.high / lag.per_sd.low) for lag in lags) / len(lags)
    error = width / (2 * normal_quantile(lags[0].per_sd.confidence))
    wanted = log(TARGET_RATIO) / (normal_quantile(1 - level) + normal_quantile(2 * POWER - 1))
    return max(1, ceil(days_logged * ((error / wanted) ** 2 - 1)))


def _by_exposure(estimates: Iterable[Estimate], named: Iterable[str]) -> Iterable[tuple[str, list[Estimate]]]:
    known = set(named)
    for exposure, lags in groupby(estimates, key=lambda estimate: estimate.exposure):
        if exposure not in known:
            yield exposure, list(lags)


def _too_wide(lags: Iterable[Estimate]) -> bool:
    return any(lag.per_sd.high > MAX_RATIO or lag.per_sd.low < 1 / MAX_RATIO for lag in lags)

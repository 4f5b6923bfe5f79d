"""What a diary without a finding does say: what can be ruled out, and what it is too early for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from math import ceil, log

from tracker.core.analysis.results import Estimate, RuledOut, TooEarly
from tracker.core.analysis.triggers.distributions import normal_reach

TOO_WIDE = 2.0
"""Where a doubling or a halving cannot be excluded, nothing can be said yet."""

SOUGHT = 1.5
POWER = 0.8


def ruled_out(estimates: Iterable[Estimate], named: Iterable[str] = ()) -> tuple[RuledOut, ...]:
    """For each exposure that was not named and is known well enough: the ratios that no lag can have."""
    return tuple(
        RuledOut(exposure, lags[0].sd, min(lag.per_sd.low for lag in lags), max(lag.per_sd.high for lag in lags))
        for exposure, lags in _by_exposure(estimates, named)
        if not _too_wide(lags)
    )


def too_early(
    estimates: Iterable[Estimate], days_logged: int, level: float, named: Iterable[str] = ()
) -> tuple[TooEarly, ...]:
    """For each exposure that was not named and is not known well enough: how many more logged days it takes."""
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
    error = width / (2 * normal_reach(lags[0].per_sd.confidence))
    wanted = log(SOUGHT) / (normal_reach(1 - level) + normal_reach(2 * POWER - 1))
    return max(1, ceil(days_logged * ((error / wanted) ** 2 - 1)))


def _by_exposure(estimates: Iterable[Estimate], named: Iterable[str]) -> Iterable[tuple[str, list[Estimate]]]:
    known = set(named)
    for exposure, lags in groupby(estimates, key=lambda estimate: estimate.exposure):
        if exposure not in known:
            yield exposure, list(lags)


def _too_wide(lags: Iterable[Estimate]) -> bool:
    return any(lag.per_sd.high > TOO_WIDE or lag.per_sd.low < 1 / TOO_WIDE for lag in lags)

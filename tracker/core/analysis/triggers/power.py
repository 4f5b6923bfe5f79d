"""What a diary shows of exposures that were not named: what is ruled out, and how long it takes to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from math import ceil, log

import numpy as np

from tracker.core.analysis.results import Estimate, Outlook, RuledOut, TooEarly
from tracker.core.analysis.triggers.distributions import normal_quantile
from tracker.core.analysis.triggers.grid import Floats

MAX_RATIO = 2.0
"""Where a doubling or a halving cannot be excluded, it is too early."""

TARGET_RATIO = 1.5
POWER = 0.8
NAMING_LEVEL = 0.02

MEASURED_FACTOR = 2.0
"""How many times the days of the formula it took until 80 % of such effects were named, in simulated diaries."""

SOON_DAYS, YEAR_DAYS = 60, 365


def ruled_out(estimates: Iterable[Estimate], named: Iterable[str] = ()) -> tuple[RuledOut, ...]:
    """For each exposure that was not named and has a narrow interval: the ratios excluded on every lag."""
    return tuple(
        RuledOut(exposure, sd, low, high)
        for exposure, sd, low, high in _by_exposure(estimates, named)
        if not _too_wide(low, high)
    )


def too_early(
    estimates: Iterable[Estimate],
    errors: Mapping[str, float],
    values: Mapping[str, Floats],
    days_logged: int,
    named: Iterable[str] = (),
) -> tuple[TooEarly, ...]:
    """For each exposure that was not named and has a wide interval: when a clear effect would be named.

    Parameters
    ----------
    errors : for each tested exposure, the standard error of the log ratio for one SD (`ScoreTest.error`).
    values : for each exposure, its recorded values.
    """
    found = []
    for exposure, _sd, low, high in _by_exposure(estimates, named):
        if _too_wide(low, high):
            needed = days_needed(errors[exposure], days_logged, len(errors))
            more = max(1, needed - days_logged)
            outlook = outlook_of(needed, days_logged)
            found.append(TooEarly(exposure, more, outlook, low, high, *_commonest(values[exposure])))
    return tuple(found)


def days_needed(error: float, days_logged: int, tests: int) -> int:
    """Logged days until a ratio of 1.5 for one SD would be named with a power of 80 %.

    Notes
    -----
    N = 2 n [se (z_1 + z_0.8) / log 1.5]^2, with z_1 the two-sided normal quantile of the level 0.02 / m for m tests,
    since standard errors shrink with the square root of the days. The 2 is MEASURED_FACTOR.
    """
    quantiles = normal_quantile(1 - NAMING_LEVEL / tests) + normal_quantile(2 * POWER - 1)
    return ceil(MEASURED_FACTOR * days_logged * (error * quantiles / log(TARGET_RATIO)) ** 2)


def outlook_of(needed: int, days_logged: int) -> Outlook:
    """The third into which these days fall."""
    if needed <= days_logged + SOON_DAYS:
        return Outlook.SOON
    return Outlook.WITHIN_A_YEAR if needed <= YEAR_DAYS else Outlook.LITTLE


def _commonest(values: Floats) -> tuple[float, float]:
    """The most frequent value, and its share of the recorded days."""
    distinct, counts = np.unique(values, return_counts=True)
    most = int(counts.argmax())
    return float(distinct[most]), float(counts[most] / values.size)


def _by_exposure(estimates: Iterable[Estimate], named: Iterable[str]) -> Iterable[tuple[str, float, float, float]]:
    """Each exposure that was not named: its SD, and the lowest and highest ratio that some lag allows."""
    known = set(named)
    for exposure, group in groupby(estimates, key=lambda estimate: estimate.exposure):
        if exposure not in known:
            lags = list(group)
            yield exposure, lags[0].sd, min(lag.per_sd.low for lag in lags), max(lag.per_sd.high for lag in lags)


def _too_wide(low: float, high: float) -> bool:
    return high > MAX_RATIO or low < 1 / MAX_RATIO

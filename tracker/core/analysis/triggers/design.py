"""The design matrix: the calendar, and each exposure on the same day and the days before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.injections import injection_columns, separate, spline
from tracker.core.analysis.triggers.standardise import LAGS, MAX_SD, StandardisedExposure, impute, pad_lags

CALENDAR_SD = 0.3
"""Prior standard deviation of the effects of weekdays and season on the log rate."""

INJECTION_KNOTS = (14, 28, 56, 84)
"""Days after an injection at which the spline of its wave has its columns."""

INJECTION_SD = 0.7
"""Prior standard deviation of the log rate ratio at each of them: published effects are large."""

MIN_INJECTIONS = 2
"""One injection cannot be told from a drift of the diary."""

SEASON_FROM_DAYS = 120
YEAR_DAYS = 365.25
QUARTER = 0.25
SHARE_OF_DAYS = (0.08, 0.60)


class EffectShape(StrEnum):
    """How the rate depends on an exposure: linearly, or only on its highest or lowest quarter of days."""

    LINEAR = "linear"
    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Candidate:
    """One candidate effect of an exposure. `over_days` is 3 for its mean over today and two days before.

    `mean` and `sd` are those of the quantity behind the column: of the exposure when linear, of the 0/1
    membership in the outer quarter otherwise, whose border `limit` is in the exposure's unit.
    """

    lag_days: int
    shape: EffectShape
    sd: float
    over_days: int = 1
    limit: float | None = None


def calendar(grid: DayGrid, rows: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
    """What is no exposure, and the prior precision of each column.

    Level, trend, weekdays; from SEASON_FROM_DAYS on a yearly wave; with MIN_INJECTIONS the wave after injections.
    """
    days = rows.astype(float)
    trend = (days - days.mean()) / max(float(days.std()), 1.0)
    columns = [np.ones_like(days), trend, *(grid.weekdays[rows] == day for day in range(7))]
    if days[-1] - days[0] + 1 >= SEASON_FROM_DAYS:
        turn = 2 * np.pi * days / YEAR_DAYS
        columns += [np.sin(turn), np.cos(turn)]
    wave = injection_wave(grid, rows)
    precisions = [
        np.zeros(2),
        np.full(len(columns) - 2, CALENDAR_SD**-2.0),
        np.full(wave.shape[1], INJECTION_SD**-2.0),
    ]
    return np.column_stack([*columns, wave]).astype(float), np.concatenate(precisions)


def injection_wave(grid: DayGrid, rows: npt.NDArray[np.intp]) -> Floats:
    """The spline of the days since injections: (n, 4), or (n, 0) with fewer than MIN_INJECTIONS up to the last row."""
    given = [day for day in separate(grid.injections) if day <= grid.last_day]
    if len(given) < MIN_INJECTIONS:
        return np.empty((rows.size, 0))
    columns = injection_columns(grid, rows, spline(INJECTION_KNOTS))
    return columns[:, columns.any(axis=0)]


def lags(z: Floats, rows: npt.NDArray[np.intp]) -> Floats:
    """A series with its leading rows, as one column for each lag, on the given rows of the grid."""
    return np.column_stack([z[rows + LAGS - 1 - lag] for lag in range(LAGS)])


def candidates(
    grid: DayGrid, exposure: StandardisedExposure, rows: npt.NDArray[np.intp]
) -> tuple[tuple[Candidate, ...], Floats]:
    """The candidates of one exposure, and their (n, k) columns on the given rows."""
    linear = lags(exposure.z, rows)
    found = [Candidate(lag, EffectShape.LINEAR, exposure.sd) for lag in range(LAGS)]
    found.append(Candidate(0, EffectShape.LINEAR, exposure.sd, over_days=LAGS))
    columns = [linear, linear.mean(axis=1, keepdims=True)]
    if not exposure.yes_no:
        for shape in (EffectShape.HIGH, EffectShape.LOW):
            quarter = _quarter(grid.values[:, grid.names.index(exposure.name)], shape)
            if quarter is not None:
                limit, sd, z = quarter
                found += [Candidate(lag, shape, sd, limit=limit) for lag in range(LAGS)]
                columns.append(lags(z, rows))
    return tuple(found), np.concatenate(columns, axis=1)


def _quarter(column: Floats, shape: EffectShape) -> tuple[float, float, Floats] | None:
    """The days of the outer quarter as a standardised series; None when ties make it far from a quarter."""
    known = column[~np.isnan(column)]
    high = shape is EffectShape.HIGH
    limit = float(np.quantile(known, 1 - QUARTER if high else QUARTER))
    inside = np.where(np.isnan(column), np.nan, (column >= limit if high else column <= limit).astype(float))
    share = float(np.nanmean(inside))
    if not SHARE_OF_DAYS[0] <= share <= SHARE_OF_DAYS[1]:
        return None
    sd = (share * (1 - share)) ** 0.5
    return limit, sd, impute(pad_lags(np.clip((inside - share) / sd, -MAX_SD, MAX_SD)))

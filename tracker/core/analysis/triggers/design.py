"""What may explain a day's rate: the calendar, and each exposure today and on the days before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import BOUND, LAGS, StandardisedExposure, fill, lead

CALENDAR_SD = 0.3
"""How far weekdays and seasons are expected to move the log rate, one standard deviation."""

SEASON_FROM_DAYS = 120
YEAR_DAYS = 365.25
QUARTER = 0.25
SHARE_OF_DAYS = (0.08, 0.60)


class Shape(StrEnum):
    """How the rate follows an exposure: with every step, or only on its highest or lowest days."""

    LINEAR = "linear"
    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True)
class Candidate:
    """One way in which an exposure may matter. `over_days` is 3 for its mean over today and two days before.

    `mean` and `sd` are those of the quantity behind the column: of the exposure when linear, of the 0/1
    membership in the outer quarter otherwise, whose border `limit` is in the exposure's unit.
    """

    lag_days: int
    shape: Shape
    sd: float
    over_days: int = 1
    limit: float | None = None


def calendar(grid: DayGrid, rows: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Level, trend, weekdays and (from 120 days on) the season; and the prior precision of each column."""
    days = rows.astype(float)
    trend = (days - days.mean()) / max(float(days.std()), 1.0)
    columns = [np.ones_like(days), trend, *(grid.weekdays[rows] == day for day in range(7))]
    if days[-1] - days[0] + 1 >= SEASON_FROM_DAYS:
        turn = 2 * np.pi * days / YEAR_DAYS
        columns += [np.sin(turn), np.cos(turn)]
    free = np.zeros(2)
    return np.column_stack(columns).astype(float), np.concatenate(
        [free, np.full(len(columns) - 2, 1 / CALENDAR_SD**2)]
    )


def lags(z: Floats, rows: npt.NDArray[np.intp]) -> Floats:
    """A series with its leading rows, as one column for each lag, on the given rows of the grid."""
    return np.column_stack([z[rows + LAGS - 1 - lag] for lag in range(LAGS)])


def candidates(
    grid: DayGrid, exposure: StandardisedExposure, rows: npt.NDArray[np.intp]
) -> tuple[tuple[Candidate, ...], Floats]:
    """Everything that is tried for one exposure, and a column for each on the given rows."""
    straight = lags(exposure.z, rows)
    ways = [Candidate(lag, Shape.LINEAR, exposure.sd) for lag in range(LAGS)]
    ways.append(Candidate(0, Shape.LINEAR, exposure.sd, over_days=LAGS))
    columns = [straight, straight.mean(axis=1, keepdims=True)]
    if not exposure.yes_no:
        for shape in (Shape.HIGH, Shape.LOW):
            found = _quarter(grid.values[:, grid.names.index(exposure.name)], shape)
            if found is not None:
                limit, sd, z = found
                ways += [Candidate(lag, shape, sd, limit=limit) for lag in range(LAGS)]
                columns.append(lags(z, rows))
    return tuple(ways), np.concatenate(columns, axis=1)


def _quarter(column: Floats, shape: Shape) -> tuple[float, float, Floats] | None:
    """The days of the outer quarter as a standardised series; None when ties make it far from a quarter."""
    known = column[~np.isnan(column)]
    high = shape is Shape.HIGH
    limit = float(np.quantile(known, 1 - QUARTER if high else QUARTER))
    inside = np.where(np.isnan(column), np.nan, (column >= limit if high else column <= limit).astype(float))
    share = float(np.nanmean(inside))
    if not SHARE_OF_DAYS[0] <= share <= SHARE_OF_DAYS[1]:
        return None
    sd = (share * (1 - share)) ** 0.5
    return limit, sd, fill(lead(np.clip((inside - share) / sd, -BOUND, BOUND)))

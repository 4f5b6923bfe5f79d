"""Winsorise outliers before any rule about the shape of a column, and list them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from tracker.core.analysis.describe.outliers import ordinary
from tracker.core.analysis.triggers.grid import DayGrid, Floats

EPISODES = "episodes"


@dataclass(frozen=True)
class Outlier:
    """A value far from all others of its exposure, which were all from `low` to `high`."""

    exposure: str
    day: date
    value: float
    low: float
    high: float


def winsorise(grid: DayGrid) -> DayGrid:
    """Return the grid with every outlier of an exposure set to the nearest ordinary value of its column."""
    ranges = [_range(column) for column in grid.values.T]
    low, high = np.array(ranges, dtype=float).reshape(len(grid.names), 2).T
    return replace(grid, values=np.clip(grid.values, low, high))


def outliers(grid: DayGrid) -> tuple[Outlier, ...]:
    """Return the outliers of every exposure, and of the number of episodes, which is not bounded."""
    columns = [*zip(grid.names, grid.values.T, strict=True), (EPISODES, grid.counts)]
    return tuple(found for name, column in columns for found in _outliers(grid, name, column))


def _outliers(grid: DayGrid, name: str, column: Floats) -> Iterator[Outlier]:
    low, high = _range(column)
    for row in np.flatnonzero((column < low) | (column > high)):
        yield Outlier(name, grid.day(int(row)), float(column[row]), low, high)


def _range(column: Floats) -> tuple[float, float]:
    """The ordinary range of a column; infinite where too few values are known."""
    found = ordinary(column[~np.isnan(column)].tolist())
    return (found.low, found.high) if found else (-np.inf, np.inf)

"""The diary on a regular grid of days: gaps stay gaps, and distances between days are real."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from tracker.analysis.daily import daily
from tracker.records import DayTable, Diary

Floats = npt.NDArray[np.float64]

DAYS_KEPT = 730
"""Older days are left aside: habits change, and the work grows with the cube of the days."""


@dataclass(frozen=True)
class DayGrid:
    """Consecutive dates from `first_day` on. A row of `values` is a date, a column an exposure.

    NaN in `counts` means *not logged*, NaN in `values` *not recorded*. `names` are in alphabetical order, so
    that the order of columns in a file changes nothing.
    """

    first_day: date
    counts: Floats
    names: tuple[str, ...]
    values: Floats

    @property
    def logged(self) -> npt.NDArray[np.intp]:
        """The rows of the logged dates."""
        return np.flatnonzero(~np.isnan(self.counts))

    @property
    def last_day(self) -> date:
        """The date of the last row."""
        return date.fromordinal(self.first_day.toordinal() + self.counts.size - 1)

    @property
    def weekdays(self) -> npt.NDArray[np.intp]:
        """The weekday of every row, Monday is 0."""
        return (self.first_day.weekday() + np.arange(self.counts.size)) % 7


def day_table(diary: Diary) -> DayTable:
    """The diary as one row for each date of its period, exposures that are tracked or have a value."""
    totals = daily(diary)
    keys = {key for day in totals for key in day.values}
    return DayTable(
        tuple(day.date for day in totals),
        tuple(day.episodes for day in totals),
        {key: tuple(day.values.get(key) for day in totals) for key in sorted(keys)},
    )


def align(table: DayTable, days: int | None = DAYS_KEPT) -> DayGrid:
    """Put the rows in order and leave an empty row for every date that is absent; keep the last `days` dates.

    Raises ValueError when the table has no row at all.
    """
    if not table.dates:
        raise ValueError("a day table without rows has no days to align")
    first_day, last_day = min(table.dates), max(table.dates)
    if days is not None:
        first_day = date.fromordinal(max(first_day.toordinal(), last_day.toordinal() - days + 1))
    names = tuple(sorted(table.exposures))
    rows = np.array([day.toordinal() - first_day.toordinal() for day in table.dates])
    return DayGrid(
        first_day,
        _spread(rows, table.episodes),
        names,
        np.column_stack([_spread(rows, table.exposures[name]) for name in names])
        if names
        else np.empty((int(rows.max()) + 1, 0)),
    )


def _spread(rows: npt.NDArray[np.intp], values: tuple[float | None, ...]) -> Floats:
    """One value for each date of the grid; rows before its beginning fall away."""
    spread = np.full(int(rows.max()) + 1, np.nan)
    kept = rows >= 0
    spread[rows[kept]] = np.array(values, dtype=float)[kept]
    return spread

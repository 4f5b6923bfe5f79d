"""The diary on a regular grid of days: gaps stay gaps, and distances between days are real."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.describe.daily import DailyTotals, daily
from tracker.core.records import DayTable, Diary

Floats = npt.NDArray[np.float64]

MAX_DAYS = 730
"""Days that one analysis uses: habits change, and its cost grows with the cube of the days."""


@dataclass(frozen=True)
class DayGrid:
    """Consecutive dates from `first_day` on. A row of `values` is a date, a column an exposure.

    NaN in `counts` means *not logged*, NaN in `values` *not recorded*. `names` are in alphabetical order, so
    that the order of columns in a file has no effect. `injections` are the days of injections, also those before the
    first row or after the last.
    """

    first_day: date
    counts: Floats
    names: tuple[str, ...]
    values: Floats
    injections: tuple[date, ...] = ()

    @property
    def logged(self) -> npt.NDArray[np.intp]:
        """The rows of the logged dates."""
        return np.flatnonzero(~np.isnan(self.counts))

    @property
    def last_day(self) -> date:
        """The date of the last row."""
        return self.day(self.counts.size - 1)

    @property
    def weekdays(self) -> npt.NDArray[np.intp]:
        """The weekday of every row, Monday is 0."""
        return (self.first_day.weekday() + np.arange(self.counts.size)) % 7

    def through(self, last_day: date) -> DayGrid:
        """The part up to a date, that date included; all of it when it ends earlier.

        Raises ValueError when it begins later.
        """
        if last_day < self.first_day:
            raise ValueError(f"the diary begins on {self.first_day}, after {last_day}")
        return self.between(0, last_day.toordinal() - self.first_day.toordinal() + 1)

    def latest(self, days: int = MAX_DAYS) -> DayGrid:
        """The last `days` dates, or all where there are fewer."""
        return self.between(max(self.counts.size - days, 0), self.counts.size)

    def between(self, first: int, end: int) -> DayGrid:
        """The rows from `first` to the one before `end`."""
        return replace(self, first_day=self.day(first), counts=self.counts[first:end], values=self.values[first:end])

    def without_counts(self, first: int, end: int) -> DayGrid:
        """The same with the rows from `first` to the one before `end` as not logged."""
        counts = self.counts.copy()
        counts[first:end] = np.nan
        return replace(self, counts=counts)

    def day(self, row: int) -> date:
        """The date of a row."""
        return date.fromordinal(self.first_day.toordinal() + row)


def day_table(diary: Diary) -> DayTable:
    """The diary as one row for each date of its period, exposures that are tracked or have a value."""
    return replace(table_of(daily(diary)), injections=tuple(sorted({one.day for one in diary.injections})))


def table_of(totals: Sequence[DailyTotals]) -> DayTable:
    """Daily totals as a table, with each exposure that has a value."""
    keys = {key for day in totals for key in day.values}
    return DayTable(
        tuple(day.date for day in totals),
        tuple(day.episodes for day in totals),
        {key: tuple(day.values.get(key) for day in totals) for key in sorted(keys)},
    )


def align(table: DayTable) -> DayGrid:
    """Sort the rows and insert an empty row for every absent date.

    Raises ValueError when the table has no row at all.
    """
    if not table.dates:
        raise ValueError("a day table without rows has no days to align")
    first_day = min(table.dates)
    names = tuple(sorted(table.exposures))
    rows = np.array([day.toordinal() - first_day.toordinal() for day in table.dates])
    values = np.full((int(rows.max()) + 1, len(names)), np.nan)
    for number, name in enumerate(names):
        values[rows, number] = np.array(table.exposures[name], dtype=float)
    counts = np.full(len(values), np.nan)
    counts[rows] = np.array(table.episodes, dtype=float)
    return DayGrid(first_day, counts, names, values, table.injections)

"""Exposures on one scale: standard deviations from the person's own mean, gaps filled by their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.analysis.align import DayGrid, Floats
from tracker.analysis.results import Left
from tracker.reference.words import gettext_noop as _

LAGS = 3
"""The same day, one day before, two days before."""

BOUND = 3.5
"""Values further out count as this many standard deviations."""

MOST_ON_ONE_VALUE = 0.95
FEWEST_RECORDED = 14
FEWEST_CROSSINGS = 6
"""An exposure that crosses its mean less often is a step; steps are looked at before and after, not here."""

SAME = 0.9999
"""Two exposures that correlate more than this are one."""

NOTHING_RECORDED = _("nothing recorded")
TOO_FEW = _("recorded on fewer than 14 days")
CONSTANT = _("the same value on nearly all days")
STEP = _("changes too seldom, look at it before and after")
COPY = _("moves exactly like %(other)s")


@dataclass(frozen=True)
class Standard:
    """One exposure. `z` has a row for every date of the grid, led by `LAGS - 1` rows for the days before it."""

    name: str
    mean: float
    sd: float
    z: Floats
    recorded: npt.NDArray[np.bool_]
    crossings: int
    yes_no: bool


def standardise(grid: DayGrid) -> tuple[tuple[Standard, ...], tuple[Left, ...]]:
    """The candidates in alphabetical order, and what was left out with its reason."""
    kept: list[Standard] = []
    left_out: list[Left] = []
    for name, column in zip(grid.names, grid.values.T, strict=True):
        found = _one(name, column) or _copy(name, column, kept, grid)
        if isinstance(found, Left):
            left_out.append(found)
        else:
            kept.append(standard(name, column))
    return tuple(kept), tuple(left_out)


def standard(name: str, column: Floats) -> Standard:
    """One exposure on its own scale. The column must hold at least two different values."""
    known = column[~np.isnan(column)]
    mean, sd = float(known.mean()), float(known.std())
    z = np.clip((column - mean) / sd, -BOUND, BOUND)
    return Standard(
        name, mean, sd, fill(lead(z)), ~np.isnan(lead(column)), crossings(column), np.unique(known).size == 2
    )


def crossings(column: Floats) -> int:
    """How often the recorded values go from one side of their mean to the other."""
    known = column[~np.isnan(column)]
    above = known > known.mean()
    return int((above[1:] != above[:-1]).sum())


def lead(column: Floats) -> Floats:
    """The column with empty rows for the days before the first, which the lags reach back to."""
    return np.concatenate([np.full(LAGS - 1, np.nan), column])


def fill(z: Floats) -> Floats:
    """Fill gaps with what a series of this persistence is expected to do between its neighbours.

    With phi the correlation of neighbouring days, a day at distances d and e from its recorded neighbours
    gets the mean of a stationary AR(1) given both; it goes to 0, the mean, far from either.
    """
    known = np.flatnonzero(~np.isnan(z))
    days = np.arange(z.size)
    after = np.searchsorted(known, days)
    before = np.searchsorted(known, days, side="right") - 1
    phi = _persistence(z)
    earlier, later = known[np.maximum(before, 0)], known[np.minimum(after, known.size - 1)]
    a = np.where(before >= 0, phi ** np.abs(days - earlier), 0.0)
    b = np.where(after < known.size, phi ** np.abs(later - days), 0.0)
    between = 1 - (a * b) ** 2
    between[known] = 1
    filled = (a * (1 - b**2) * z[earlier] + b * (1 - a**2) * z[later]) / between
    return np.where(np.isnan(z), filled, z)


def _persistence(z: Floats) -> float:
    """Correlation of neighbouring recorded days, kept within 0 and 0.95."""
    both = ~np.isnan(z[1:]) & ~np.isnan(z[:-1])
    spread = float(np.nanmean(z**2))
    if both.sum() < 2 or spread == 0:
        return 0.0
    return float(np.clip((z[1:][both] * z[:-1][both]).mean() / spread, 0.0, 0.95))


def _one(name: str, column: Floats) -> Left | None:
    """Why this exposure cannot be a candidate, looked at alone."""
    known = column[~np.isnan(column)]
    if known.size == 0:
        return Left(name, NOTHING_RECORDED)
    commonest = int(np.unique(known, return_counts=True)[1].max())
    if commonest == known.size or known.std() < 1e-9 * np.abs(known).max():
        return Left(name, CONSTANT)
    if known.size < FEWEST_RECORDED:
        return Left(name, TOO_FEW)
    if commonest > MOST_ON_ONE_VALUE * known.size:
        return Left(name, CONSTANT)
    return Left(name, STEP) if crossings(column) < FEWEST_CROSSINGS else None


def _copy(name: str, column: Floats, kept: list[Standard], grid: DayGrid) -> Left | None:
    """The exposure that this one repeats, so that none is counted twice."""
    for other in kept:
        theirs = grid.values[:, grid.names.index(other.name)]
        both = ~np.isnan(column) & ~np.isnan(theirs)
        mine, its = column[both], theirs[both]
        if both.sum() < FEWEST_RECORDED or mine.std() == 0 or its.std() == 0:
            continue
        if abs(float(np.corrcoef(mine, its)[0, 1])) > SAME:
            return Left(name, COPY, other.name)
    return None

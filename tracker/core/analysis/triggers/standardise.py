"""Exposures on one scale: standard deviations from the person's own mean, gaps filled by their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.results import LeftOut
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.reference.words import gettext_noop as _

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
class StandardisedExposure:
    """One exposure. `z` has a row for every date of the grid, led by `LAGS - 1` rows for the days before it."""

    name: str
    mean: float
    sd: float
    z: Floats
    recorded: npt.NDArray[np.bool_]
    crossings: int
    yes_no: bool


def standardise(grid: DayGrid) -> tuple[tuple[StandardisedExposure, ...], tuple[LeftOut, ...]]:
    """The candidates in alphabetical order, and what was left out with its reason."""
    reasons = [_one(name, column) for name, column in zip(grid.names, grid.values.T, strict=True)]
    usable = [number for number, reason in enumerate(reasons) if reason is None]
    same = _same(grid.values[:, usable])
    for place, number in enumerate(usable):
        earlier = (other for other, is_same in zip(usable, same[place, :place], strict=False) if is_same)
        # A copy of a copy is told as one of the first, which is the one that is kept.
        first = next((other for other in earlier if reasons[other] is None), None)
        if first is not None:
            reasons[number] = LeftOut(grid.names[number], COPY, grid.names[first])
    kept = [number for number in usable if reasons[number] is None]
    return (
        tuple(standard(grid.names[number], grid.values[:, number]) for number in kept),
        tuple(reason for reason in reasons if reason is not None),
    )


def standard(name: str, column: Floats) -> StandardisedExposure:
    """One exposure on its own scale. The column must hold at least two different values."""
    known = column[~np.isnan(column)]
    mean, sd = float(known.mean()), float(known.std())
    z = np.clip((column - mean) / sd, -BOUND, BOUND)
    return StandardisedExposure(
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


def _one(name: str, column: Floats) -> LeftOut | None:
    """Why this exposure cannot be a candidate, looked at alone."""
    known = column[~np.isnan(column)]
    if known.size == 0:
        return LeftOut(name, NOTHING_RECORDED)
    commonest = int(np.unique(known, return_counts=True)[1].max())
    if commonest == known.size or known.std() < 1e-9 * np.abs(known).max():
        return LeftOut(name, CONSTANT)
    if known.size < FEWEST_RECORDED:
        return LeftOut(name, TOO_FEW)
    if commonest > MOST_ON_ONE_VALUE * known.size:
        return LeftOut(name, CONSTANT)
    return LeftOut(name, STEP) if crossings(column) < FEWEST_CROSSINGS else None


def _same(values: Floats) -> npt.NDArray[np.bool_]:
    """Which pairs of columns repeat each other, up to scale and sign, on the days that both are recorded."""
    known = ~np.isnan(values)
    recorded = known.astype(float)
    days = recorded.T @ recorded
    means = np.where(known, values, 0).sum(axis=0) / np.diag(days)
    off = np.where(known, values - means, 0)
    off /= np.abs(off).max(axis=0)
    # Sums over the days of both: of the one, of its squares, of the products.
    sums, squares, products = off.T @ recorded, (off**2).T @ recorded, off.T @ off
    common = np.maximum(days, 1)
    spread = np.maximum(squares - sums**2 / common, 0)
    shared = products - sums * sums.T / common
    return np.asarray((days >= FEWEST_RECORDED) & (shared**2 > SAME**2 * spread * spread.T) & (spread.T > 0))

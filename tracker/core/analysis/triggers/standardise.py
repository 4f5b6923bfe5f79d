"""Exposures in standard deviations from the person's own mean, with gaps imputed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.results import CONSTANT, LeftOut
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.reference.words import gettext_noop as _

LAGS = 3
"""The same day, one day before, two days before."""

MAX_SD = 3.5
"""Standardised values are clipped to this many standard deviations."""

MAX_COMMONEST_SHARE = 0.95
MIN_RECORDED = 14
MIN_CROSSINGS = 6
"""An exposure that crosses its mean less often is a step, which `changes.before_after` analyses."""

COPY_CORRELATION = 0.9999
"""Two exposures with a larger correlation are copies."""

NOTHING_RECORDED = _("nothing recorded")
TOO_FEW = _("recorded on fewer than 14 days")
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
    """The usable exposures in alphabetical order, and those left out with the reason."""
    reasons = [_unusable(name, column) for name, column in zip(grid.names, grid.values.T, strict=True)]
    usable = [number for number, reason in enumerate(reasons) if reason is None]
    copies = _copies(grid.values[:, usable])
    for place, number in enumerate(usable):
        earlier = (other for other, is_copy in zip(usable, copies[place, :place], strict=False) if is_copy)
        # A copy of a copy is reported as a copy of the first, which is the one that is kept.
        first = next((other for other in earlier if reasons[other] is None), None)
        if first is not None:
            reasons[number] = LeftOut(grid.names[number], COPY, grid.names[first])
    kept = [number for number in usable if reasons[number] is None]
    return (
        tuple(standardise_column(grid.names[number], grid.values[:, number]) for number in kept),
        tuple(reason for reason in reasons if reason is not None),
    )


def standardise_column(name: str, column: Floats) -> StandardisedExposure:
    """Standardise one column with at least two distinct values."""
    known = column[~np.isnan(column)]
    mean, sd = float(known.mean()), float(known.std())
    z = np.clip((column - mean) / sd, -MAX_SD, MAX_SD)
    return StandardisedExposure(
        name, mean, sd, impute(pad_lags(z)), ~np.isnan(pad_lags(column)), crossings(column), np.unique(known).size == 2
    )


def crossings(column: Floats) -> int:
    """How often the recorded values cross their mean."""
    known = column[~np.isnan(column)]
    above = known > known.mean()
    return int((above[1:] != above[:-1]).sum())


def pad_lags(column: Floats) -> Floats:
    """Prepend the LAGS - 1 rows that the lags of the first day refer to, as not recorded."""
    return np.concatenate([np.full(LAGS - 1, np.nan), column])


def impute(z: Floats) -> Floats:
    """Replace gaps by the conditional mean of a stationary AR(1) series, given the nearest recorded neighbours.

    Notes
    -----
    With phi the lag-1 correlation and a = phi^d, b = phi^e at distances d and e from the neighbours z_1 and z_2:
    [a (1 - b^2) z_1 + b (1 - a^2) z_2] / (1 - a^2 b^2). It tends to the mean, 0, far from both.
    """
    known = np.flatnonzero(~np.isnan(z))
    days = np.arange(z.size)
    after = np.searchsorted(known, days)
    before = np.searchsorted(known, days, side="right") - 1
    phi = _lag_1_correlation(z)
    earlier, later = known[np.maximum(before, 0)], known[np.minimum(after, known.size - 1)]
    a = np.where(before >= 0, phi ** np.abs(days - earlier), 0.0)
    b = np.where(after < known.size, phi ** np.abs(later - days), 0.0)
    between = 1 - (a * b) ** 2
    between[known] = 1
    filled = (a * (1 - b**2) * z[earlier] + b * (1 - a**2) * z[later]) / between
    return np.where(np.isnan(z), filled, z)


def _lag_1_correlation(z: Floats) -> float:
    """The correlation of neighbouring recorded days, clipped to 0 and 0.95."""
    both = ~np.isnan(z[1:]) & ~np.isnan(z[:-1])
    spread = float(np.nanmean(z**2))
    if both.sum() < 2 or spread == 0:
        return 0.0
    return float(np.clip((z[1:][both] * z[:-1][both]).mean() / spread, 0.0, 0.95))


def _unusable(name: str, column: Floats) -> LeftOut | None:
    """Why this exposure cannot be analysed; None when it can."""
    known = column[~np.isnan(column)]
    if known.size == 0:
        return LeftOut(name, NOTHING_RECORDED)
    commonest = int(np.unique(known, return_counts=True)[1].max())
    if commonest == known.size or known.std() < 1e-9 * np.abs(known).max():
        return LeftOut(name, CONSTANT)
    if known.size < MIN_RECORDED:
        return LeftOut(name, TOO_FEW)
    if commonest > MAX_COMMONEST_SHARE * known.size:
        return LeftOut(name, CONSTANT)
    return LeftOut(name, STEP) if crossings(column) < MIN_CROSSINGS else None


def _copies(values: Floats) -> npt.NDArray[np.bool_]:
    """Which pairs of columns are equal up to scale and sign on the days with both recorded."""
    known = ~np.isnan(values)
    recorded = known.astype(float)
    days = recorded.T @ recorded
    means = np.where(known, values, 0).sum(axis=0) / np.diag(days)
    deviations = np.where(known, values - means, 0)
    deviations /= np.abs(deviations).max(axis=0)
    # Over the days with both recorded: sums, sums of squares and of products.
    sums, squares, products = deviations.T @ recorded, (deviations**2).T @ recorded, deviations.T @ deviations
    common = np.maximum(days, 1)
    spread = np.maximum(squares - sums**2 / common, 0)
    shared = products - sums * sums.T / common
    return np.asarray((days >= MIN_RECORDED) & (shared**2 > COPY_CORRELATION**2 * spread * spread.T) & (spread.T > 0))

"""Before and after: how the rate changed when a medicine, or another exposure that lasts for weeks, began or ended.

An interrupted time series over 84 days on either side, with level, step, trend and a slow drift. One start that was
not randomised can rarely be distinguished from a drift, so the interval is always shown and a change is claimed only
at p < 0.02.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from tracker.core.analysis.results import Basis, Interval, interval_of
from tracker.core.analysis.triggers.analysis import basis_of
from tracker.core.analysis.triggers.covariance import VarianceComponents, effective_days, kernels
from tracker.core.analysis.triggers.distributions import t_quantile, t_two_sided
from tracker.core.analysis.triggers.fit import GlsFit, GlsProblem, fit, refit, solve
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import MIN_CROSSINGS, crossings
from tracker.core.analysis.triggers.tests import estimate_dispersion, min_variance
from tracker.core.analysis.triggers.winsorise import winsorise

SIDE_DAYS = 84
MIN_SIDE_DAYS = 28
"""Logged days that each side needs."""

CLAIM_BELOW = 0.02
MIN_DRIFT_VARIANCE = 0.04
"""Lower bound of the variance of the slow component. Half a year is too short to rule out a drift by a fifth over the
weeks; often estimated as 0, a drift would pass for a change."""

HALF_LIVES = (0.8, 4.0, 40.0)
WEEKDAY_SD = 0.32
MIN_DEGREES = 4.0
ROUNDS = 4
STEP = 2
"""The index of the step in the design matrix, after level and trend."""


@dataclass(frozen=True)
class LevelChange:
    """The ratio of the rate from `day` on to the rate before, adjusted for drift.

    `rises` is whether the exposure went up on that day, `claimed` whether p is below CLAIM_BELOW.
    """

    exposure: str
    day: date
    rises: bool
    basis: Basis
    ratio: Interval
    p: float
    claimed: bool


def changes(grid: DayGrid) -> tuple[LevelChange, ...]:
    """Every step of every step-like exposure that has enough logged days on either side."""
    return tuple(
        change
        for name, column in zip(grid.names, winsorise(grid).values.T, strict=True)
        for change in _of_exposure(grid, name, column)
    )


def before_and_after(grid: DayGrid, row: int, skipped: int = 0) -> tuple[Basis, Interval, float] | None:
    """The change of the rate at a row of the grid, and its two-sided p; None with too few days on a side.

    The grid must hold no other step. The `skipped` rows before it belong to neither side: several changes in a row
    are compared from before the first to after the last.
    """
    begins = max(row - skipped - SIDE_DAYS, 0)
    window = grid.between(begins, row + SIDE_DAYS).without_counts(row - begins - skipped, row - begins)
    step = row - begins
    rows = window.logged
    counts = window.counts[rows]
    if min((rows < step).sum(), (rows >= step).sum()) < MIN_SIDE_DAYS or counts.sum() == 0:
        return None
    log_ratio, error, degrees = _step(window, step)
    half_width = error * t_quantile(0.95, degrees)
    ratio = interval_of(log_ratio, half_width)
    return basis_of(window), ratio, t_two_sided(log_ratio / error, degrees)


def _of_exposure(grid: DayGrid, name: str, column: Floats) -> Iterator[LevelChange]:
    known = np.flatnonzero(~np.isnan(column))
    if known.size == 0 or not 0 < crossings(column) < MIN_CROSSINGS:
        return
    above = column[known] > column[known].mean()
    steps = known[1:][above[1:] != above[:-1]]
    borders = [0, *(int(step) for step in steps), grid.counts.size]
    for before, row, after in zip(borders, borders[1:], borders[2:], strict=False):
        found = before_and_after(grid.between(before, after), row - before)
        if found is not None:
            basis, ratio, p = found
            rises = bool(column[row] > column[known].mean())
            yield LevelChange(name, grid.day(row), rises, basis, ratio, p, p < CLAIM_BELOW)


def _step(grid: DayGrid, step: int) -> tuple[float, float, float]:
    """The change of the log rate, its standard error and degrees of freedom."""
    rows = grid.logged
    weekdays = [(grid.weekdays[rows] == day).astype(float) for day in range(7)]
    trend = (rows - rows.mean()) / SIDE_DAYS
    columns = np.column_stack([np.ones(rows.size), trend, rows >= step, *weekdays]).astype(float)
    precisions = np.array([0.0, 0.0, 0.0, *[WEEKDAY_SD**-2.0] * 7])
    problem = GlsProblem(grid.counts[rows], columns, precisions, kernels(rows.astype(float), HALF_LIVES))
    found = with_min_drift(problem, fit(problem, ROUNDS))
    solution = solve(problem, found)
    dispersion = estimate_dispersion(solution, precisions, min_variance(problem.counts))
    degrees = max(effective_days(found.noise, found.components, HALF_LIVES) - 3, MIN_DEGREES)
    error = float(np.sqrt(dispersion.variance * solution.inverse[STEP, STEP]))
    return float(solution.coefficients[STEP]), error, degrees


def with_min_drift(problem: GlsProblem, found: GlsFit) -> GlsFit:
    """Refit with the lower bound of the drift where the fit found less."""
    sizes = found.components.variances.copy()
    if sizes[-1] >= MIN_DRIFT_VARIANCE:
        return found
    sizes[-1] = MIN_DRIFT_VARIANCE
    return refit(problem, replace(found, components=VarianceComponents(sizes)), found.coefficients)

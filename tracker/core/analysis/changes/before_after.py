"""Before and after: what happened to the rate when a medicine, or anything else that is on for weeks, began or ended.

The change of level is told from a trend and from a slow drift of the diary's own, over 84 days on either side. One
start that was not drawn by lot can rarely be told from a drift; so the interval is always shown, and a change is
claimed at p < 0.02 only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from tracker.core.analysis.results import Basis, Interval, interval_of
from tracker.core.analysis.triggers.analysis import basis_of
from tracker.core.analysis.triggers.covariance import Parts, effective_days, kernels
from tracker.core.analysis.triggers.distributions import t_reach, t_two_sided
from tracker.core.analysis.triggers.fit import Fit, Problem, fit, settle, solve
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.standardise import FEWEST_CROSSINGS, crossings
from tracker.core.analysis.triggers.tests import floor_of, scale_of
from tracker.core.analysis.triggers.winsorise import winsorised

SIDE_DAYS = 84
FEWEST_SIDE_DAYS = 28
"""Logged days that each side needs."""

CLAIM_BELOW = 0.02
LEAST_DRIFT = 0.04
"""Variance of the slow part that is assumed at least. Half a year is too short to show that a level does not wander
by a fifth over the weeks, and estimated at nothing, as it often is, a wandering would pass for a change."""

HALF_LIVES = (0.8, 4.0, 40.0)
WEEKDAY_SD = 0.32
FEWEST_DEGREES = 4.0
ROUNDS = 4
STEP = 2
"""The column of the change itself, behind level and trend."""


@dataclass(frozen=True)
class Change:
    """The rate from `day` on against the rate before it, drift taken into account. `rises` says which way the
    exposure went on that day. `claimed` when the interval's evidence is strong enough to be said aloud."""

    exposure: str
    day: date
    rises: bool
    basis: Basis
    ratio: Interval
    p: float
    claimed: bool


def changes(grid: DayGrid) -> tuple[Change, ...]:
    """Every step of every step-like exposure, with enough logged days on either side of it."""
    return tuple(
        change
        for name, column in zip(grid.names, winsorised(grid).values.T, strict=True)
        for change in _of_exposure(grid, name, column)
    )


def before_and_after(grid: DayGrid, row: int) -> tuple[Basis, Interval, float] | None:
    """The change of the rate at a row of the grid, and its two-sided p; None with too few days on a side.

    The grid should hold no other step: cut it first.
    """
    window = grid.between(max(row - SIDE_DAYS, 0), row + SIDE_DAYS)
    step = row - max(row - SIDE_DAYS, 0)
    rows = window.logged
    counts = window.counts[rows]
    if min((rows < step).sum(), (rows >= step).sum()) < FEWEST_SIDE_DAYS or counts.sum() == 0:
        return None
    log_ratio, error, degrees = _step(window, step)
    reach = error * t_reach(0.95, degrees)
    ratio = interval_of(log_ratio, reach)
    return basis_of(window), ratio, t_two_sided(log_ratio / error, degrees)


def _of_exposure(grid: DayGrid, name: str, column: Floats) -> Iterator[Change]:
    known = np.flatnonzero(~np.isnan(column))
    if known.size == 0 or not 0 < crossings(column) < FEWEST_CROSSINGS:
        return
    above = column[known] > column[known].mean()
    steps = known[1:][above[1:] != above[:-1]]
    borders = [0, *(int(step) for step in steps), grid.counts.size]
    for before, row, after in zip(borders, borders[1:], borders[2:], strict=False):
        found = before_and_after(grid.between(before, after), row - before)
        if found is not None:
            basis, ratio, p = found
            rises = bool(column[row] > column[known].mean())
            yield Change(name, grid.day(row), rises, basis, ratio, p, p < CLAIM_BELOW)


def _step(grid: DayGrid, step: int) -> tuple[float, float, float]:
    """The change of the log rate, its standard error and degrees of freedom."""
    rows = grid.logged
    weekdays = [(grid.weekdays[rows] == day).astype(float) for day in range(7)]
    trend = (rows - rows.mean()) / SIDE_DAYS
    columns = np.column_stack([np.ones(rows.size), trend, rows >= step, *weekdays]).astype(float)
    precisions = np.array([0.0, 0.0, 0.0, *[WEEKDAY_SD**-2.0] * 7])
    problem = Problem(grid.counts[rows], columns, precisions, kernels(rows.astype(float), HALF_LIVES))
    found = _at_least_drifting(problem, fit(problem, ROUNDS))
    solution = solve(problem, found)
    scale = scale_of(solution, precisions, floor_of(problem.counts))
    degrees = max(effective_days(found.noise, found.parts, HALF_LIVES) - 3, FEWEST_DEGREES)
    error = float(np.sqrt(scale.variance * solution.inverse[STEP, STEP]))
    return float(solution.coefficients[STEP]), error, degrees


def _at_least_drifting(problem: Problem, found: Fit) -> Fit:
    """The fit again with the least drift that is assumed, where it found less."""
    sizes = found.parts.sizes.copy()
    if sizes[-1] >= LEAST_DRIFT:
        return found
    sizes[-1] = LEAST_DRIFT
    return settle(problem, replace(found, parts=Parts(sizes)), found.coefficients)

"""Whether the rate rises over the whole diary, looked at every four weeks so that chance is not called a trend.

A one-sided test of the slope in a model that knows weekdays and that neighbouring days are alike. Looks are
every 28 days from day 84; the first ones, which could see little but chance, are held to the strictest level.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from tracker.core.analysis.results import Basis, Interval, interval_of
from tracker.core.analysis.triggers.analysis import basis_of
from tracker.core.analysis.triggers.covariance import effective_days, kernels
from tracker.core.analysis.triggers.distributions import t_reach, t_two_sided
from tracker.core.analysis.triggers.fit import Problem, fit, solve
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.tests import floor_of, scale_of

FIRST_LOOK_DAY, LOOK_EVERY = 84, 28
YEAR_LEVEL, YEAR_DAYS = 0.015, 365
DAYS_LOGGED, EPISODES = 42, 10
HALF_LIVES = (0.8, 4.0)
WEEKDAY_SD = 0.3
FEWEST_DEGREES = 4.0
ROUNDS = 4


@dataclass(frozen=True)
class Worsening:
    """The latest look. `worse` is whether a rise is claimed; `per_28_days` the ratio of the rate four weeks apart."""

    basis: Basis
    look_day: date
    worse: bool
    p: float
    per_28_days: Interval


def worsening(grid: DayGrid) -> Worsening | None:
    """The latest of the regular looks, at the data up to then; None while it is too early for one."""
    logged = grid.logged
    if logged.size == 0:
        return None
    begun = grid.between(int(logged[0]), grid.counts.size)
    days = begun.counts.size
    if days < FIRST_LOOK_DAY:
        return None
    look = begun.between(0, days - (days - FIRST_LOOK_DAY) % LOOK_EVERY).latest()
    counts = look.counts[look.logged]
    if counts.size < DAYS_LOGGED or counts.sum() < EPISODES:
        return None
    return _look(look)


def level_at(days: int) -> float:
    """The level of a look after so many days; it grows with their cube up to a year, so that a year holds 5 in 100."""
    return YEAR_LEVEL * min(1.0, days / YEAR_DAYS) ** 3


def _look(grid: DayGrid) -> Worsening:
    log_ratio, error, degrees = _slope(grid)
    two_sided = t_two_sided(log_ratio / error, degrees)
    p = two_sided / 2 if log_ratio > 0 else 1 - two_sided / 2
    reach = error * t_reach(0.95, degrees)
    per_28_days = interval_of(log_ratio, reach)
    return Worsening(basis_of(grid), grid.last_day, p < level_at(grid.counts.size), p, per_28_days)


def _slope(grid: DayGrid) -> tuple[float, float, float]:
    """Change of the log rate over 28 days, its standard error and degrees of freedom."""
    problem = _problem(grid)
    found = fit(problem, ROUNDS)
    solution = solve(problem, found)
    scale = scale_of(solution, problem.precisions, floor_of(problem.counts))
    degrees = max(effective_days(found.noise, found.parts, HALF_LIVES) - 2, FEWEST_DEGREES)
    return float(solution.coefficients[1]), float(np.sqrt(scale.variance * solution.inverse[1, 1])), degrees


def _problem(grid: DayGrid) -> Problem:
    rows = grid.logged
    weekdays = [(grid.weekdays[rows] == day).astype(float) for day in range(7)]
    columns: Floats = np.column_stack([np.ones(rows.size), (rows - rows.mean()) / LOOK_EVERY, *weekdays])
    precisions = np.array([0.0, 0.0, *[WEEKDAY_SD**-2.0] * 7])
    return Problem(grid.counts[rows], columns, precisions, kernels(rows.astype(float), HALF_LIVES))

"""Whether the rate rises over the whole diary: a group-sequential test with a look every four weeks.

A one-sided test of the slope of the log rate, adjusted for weekdays and autocorrelation. Looks are every 28 days from
day 84; the level of a look grows with the days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from tracker.core.analysis.results import Basis, Interval, interval_of
from tracker.core.analysis.triggers.analysis import basis_of
from tracker.core.analysis.triggers.covariance import effective_days, kernels
from tracker.core.analysis.triggers.distributions import t_quantile, t_two_sided
from tracker.core.analysis.triggers.fit import GlsProblem, fit, solve
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.tests import estimate_dispersion, min_variance

FIRST_LOOK_DAY, LOOK_EVERY = 84, 28
YEAR_LEVEL, YEAR_DAYS = 0.006, 365
MIN_DAYS_LOGGED, MIN_EPISODES = 42, 10
HALF_LIVES = (0.8, 4.0, 14.0)
"""The slowest one is for good and bad weeks that follow each other. Without it such weeks pass for a rise."""

WEEKDAY_SD = 0.3
MIN_DEGREES = 4.0
ROUNDS = 4


@dataclass(frozen=True)
class Worsening:
    """The latest look. `worse` is whether a rise is claimed, `per_28_days` the rate ratio over 28 days."""

    basis: Basis
    look_day: date
    worse: bool
    p: float
    per_28_days: Interval


def worsening(grid: DayGrid) -> Worsening | None:
    """The latest look, at the data up to its day; None before the first."""
    logged = grid.logged
    if logged.size == 0:
        return None
    begun = grid.between(int(logged[0]), grid.counts.size)
    days = begun.counts.size
    if days < FIRST_LOOK_DAY:
        return None
    look = begun.between(0, days - (days - FIRST_LOOK_DAY) % LOOK_EVERY).latest()
    counts = look.counts[look.logged]
    if counts.size < MIN_DAYS_LOGGED or counts.sum() < MIN_EPISODES:
        return None
    return _look(look)


def level_at(days: int) -> float:
    """The level of a look on this day: 0.006 days / 365, for at most 5 % ever false in a year."""
    return YEAR_LEVEL * min(1.0, days / YEAR_DAYS)


def _look(grid: DayGrid) -> Worsening:
    log_ratio, error, degrees = _slope(grid)
    two_sided = t_two_sided(log_ratio / error, degrees)
    p = two_sided / 2 if log_ratio > 0 else 1 - two_sided / 2
    half_width = error * t_quantile(0.95, degrees)
    per_28_days = interval_of(log_ratio, half_width)
    return Worsening(basis_of(grid), grid.last_day, p < level_at(grid.counts.size), p, per_28_days)


def _slope(grid: DayGrid) -> tuple[float, float, float]:
    """LevelChange of the log rate over 28 days, its standard error and degrees of freedom."""
    problem = _problem(grid)
    found = fit(problem, ROUNDS)
    solution = solve(problem, found)
    dispersion = estimate_dispersion(solution, problem.precisions, min_variance(problem.counts))
    # Autocorrelation that the fit missed leaves at least the weeks as independent observations.
    weeks = grid.counts.size / 7
    degrees = max(min(effective_days(found.noise, found.components, HALF_LIVES), weeks) - 2, MIN_DEGREES)
    return float(solution.coefficients[1]), float(np.sqrt(dispersion.variance * solution.inverse[1, 1])), degrees


def _problem(grid: DayGrid) -> GlsProblem:
    rows = grid.logged
    weekdays = [(grid.weekdays[rows] == day).astype(float) for day in range(7)]
    columns: Floats = np.column_stack([np.ones(rows.size), (rows - rows.mean()) / LOOK_EVERY, *weekdays])
    precisions = np.array([0.0, 0.0, *[WEEKDAY_SD**-2.0] * 7])
    return GlsProblem(grid.counts[rows], columns, precisions, kernels(rows.astype(float), HALF_LIVES))

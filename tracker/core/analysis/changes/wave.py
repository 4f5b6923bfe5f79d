"""The wave after an injection: how far the rate falls, when it starts to, and when it comes back.

All injections of a person share one wave, in days since the injection. The log rate is level, trend, weekdays, a slow
drift, and the waves of all injections added up. A wave falls, stays low for a while and rises again. Its times get a
likelihood on a grid, and draws from it with a given seed give the intervals. docs/treatments.md has the formulae.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np

from tracker.core.analysis.changes.before_after import CLAIM_BELOW, HALF_LIVES, WEEKDAY_SD, with_min_drift
from tracker.core.analysis.changes.effects import (
    CurvePoint,
    DayRange,
    InjectionCycle,
    InjectionWave,
    WaveShape,
    WaveVerdict,
)
from tracker.core.analysis.results import Interval
from tracker.core.analysis.triggers.covariance import effective_days, kernels
from tracker.core.analysis.triggers.fit import GlsFit, GlsProblem, fit, solve
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.injections import injection_columns, separate, spline
from tracker.core.analysis.triggers.standardise import crossings
from tracker.core.analysis.triggers.tests import SPARSE_BELOW, estimate_dispersion, min_variance, score_test

KNOTS = (7, 14, 28, 42, 56, 70, 84)
SPLINE_SD = 1.0
"""Prior standard deviation of the log rate ratio at each knot of the spline that the covariance is estimated with."""

STEP_SD = 1.0
"""The same for the step at each change of another treatment."""

BEGINS, FALLS, STAYS, RISES = (0, 4, 8), (4, 10, 18, 28), (1, 14, 28, 42, 56, 70), (7, 21, 35, 56)
"""The grid of waves: days until the rate begins to fall, and how long it falls, stays low and rises again."""

MAX_DAYS = 140
"""Days after which every wave of the grid is over."""

DEPTH_SD = 1.0
"""Prior standard deviation of the log rate ratio at the best of a wave."""

TEMPLATES = ((0, 14, 42, 70), (0, 14, 56, 98), (0, 14, 84, 112))
"""Typical waves that the test looks for, short to long: the days on which each begins to work, works fully, begins to
wear off, and is over."""

SIGNIFICANCE = CLAIM_BELOW
MIN_DEGREES = 4.0
MIN_CYCLES = 2
MIN_CYCLE_DAYS = 28
"""Logged days that a complete cycle needs in its twelve weeks."""

CYCLE_DAYS = 84
WEEK = 7
FIRST_WEEK, LAST_WEEK = -2, 13
MIN_WEEK_DAYS = 3
"""Logged days from which on a week of a cycle is drawn."""

DRAWS = 2000
SEED = 20_261_130
CONFIDENCE = 0.95
ROUNDS = 4


@dataclass(frozen=True)
class FittedWave:
    """The waves of the grid with the posterior of their depths, and the test.

    `corners` are the days on which each wave begins to fall, is low, begins to rise, and is over. `chances` are their
    probabilities, `depths` and `errors` the mean and standard deviation of the log ratio at their best.
    """

    corners: Floats
    chances: Floats
    depths: Floats
    errors: Floats
    p: float
    falls: bool


def injection_wave(grid: DayGrid, steps: Sequence[date] = (), seed: int = SEED) -> InjectionWave | None:
    """The wave in a diary, up to its last day; None without an injection.

    On the days in `steps` other treatments changed, so the level may.
    """
    grid = grid.latest()
    injected = [day for day in separate(grid.injections) if day <= grid.last_day]
    if not injected:
        return None
    cycles = tuple(_cycle(grid, injected, number) for number in range(len(injected)))
    complete = sum(cycle.complete for cycle in cycles)
    counts = grid.counts[grid.logged]
    if complete < MIN_CYCLES or not counts.sum():
        return InjectionWave(WaveVerdict.TOO_EARLY, cycles, complete)
    fitted = fit_wave(grid, steps)
    corners, depths = _draw(fitted, np.random.default_rng(seed))
    curves = depths[:, None] * _heights(corners)
    is_wave = fitted.p < SIGNIFICANCE and fitted.falls
    return InjectionWave(
        WaveVerdict.WAVE if is_wave else WaveVerdict.NO_CLEAR_WAVE,
        cycles,
        complete,
        _points(grid, injected, curves),
        _shape(corners, depths) if is_wave else None,
        fitted.p,
    )


def fit_wave(grid: DayGrid, steps: Sequence[date] = ()) -> FittedWave:
    """Fit the diary with a free spline for the wave, then weigh every wave of the grid and test the templates."""
    rows = grid.logged
    weekdays = [(grid.weekdays[rows] == day).astype(float) for day in range(WEEK)]
    trend = (rows - rows.mean()) / CYCLE_DAYS
    changed = [(rows >= row).astype(float) for row in (_row(grid, day) for day in steps) if rows[0] < row <= rows[-1]]
    free = injection_columns(grid, rows, spline(KNOTS))
    columns = np.column_stack([np.ones(rows.size), trend, *weekdays, *changed, free])
    variances = [*[WEEKDAY_SD] * WEEK, *[STEP_SD] * len(changed), *[SPLINE_SD] * len(KNOTS)]
    precisions = np.array([0.0, 0.0, *(sd**-2.0 for sd in variances)])
    problem = GlsProblem(grid.counts[rows], columns, precisions, kernels(rows.astype(float), HALF_LIVES))
    at = with_min_drift(problem, fit(problem, ROUNDS))
    corners = _grid_of_waves()
    chances, depths, errors = _weigh(problem, at, injection_columns(grid, rows, _heights(corners).T))
    p, falls = _test(problem, at, injection_columns(grid, rows, _heights(np.array(TEMPLATES, dtype=float)).T))
    return FittedWave(corners, chances, depths, errors, p, falls)


def _grid_of_waves() -> Floats:
    return np.cumsum(np.array(list(product(BEGINS, FALLS, STAYS, RISES)), dtype=float), axis=1)


def _heights(corners: Floats) -> Floats:
    """Each wave on every day from the injection on, from 0 to 1 and back: (k, MAX_DAYS + 1)."""
    days = np.arange(MAX_DAYS + 1)
    return np.array([np.interp(days, at, (0.0, 1.0, 1.0, 0.0)) for at in corners])


def _weigh(problem: GlsProblem, at: GlsFit, waves: Floats) -> tuple[Floats, Floats, Floats]:
    """The probability of each wave, and mean and standard deviation of its depth.

    Notes
    -----
    On the whitened scale, with x the wave adjusted for all but the spline, z the outcome, s^2 the dispersion
    and t = DEPTH_SD: the depth has precision v = x'x / s^2 + 1 / t^2 and mean m = x'z / (s^2 v). The log of the
    probability is m^2 v / 2 - log(v) / 2, but for a constant.
    """
    solution = solve(problem, at)
    variance = estimate_dispersion(solution, problem.precisions, min_variance(problem.counts)).variance
    others = slice(0, -len(KNOTS))
    rest = solution.columns[:, others]
    inverse = np.linalg.inv(rest.T @ rest + np.diag(problem.precisions[others]))
    white = at.whiten(waves)
    adjusted = white - rest @ (inverse @ (rest.T @ white))
    precision = (white * adjusted).sum(axis=0) / variance + DEPTH_SD**-2.0
    depths = (adjusted.T @ solution.outcome) / variance / precision
    evidence = depths**2 * precision / 2 - np.log(precision) / 2
    chances = np.exp(evidence - evidence.max())
    return chances / chances.sum(), depths, precision**-0.5


def _test(problem: GlsProblem, at: GlsFit, templates: Floats) -> tuple[float, bool]:
    """The p-value of the strongest template, and whether the rate falls with it."""
    solution = solve(problem, at)
    dispersion = estimate_dispersion(solution, problem.precisions, min_variance(problem.counts))
    own = np.arange(problem.columns.shape[1] - len(KNOTS), problem.columns.shape[1])
    # A slow exposure meets a flare in as many independent ways as it has crossings (`tests.exposure_degrees`).
    ways = float(crossings(templates[:, 1]))
    degrees = max(effective_days(at.noise, at.components, HALF_LIVES) - 3, ways, MIN_DEGREES)
    sparse = bool((problem.counts > 0).mean() < SPARSE_BELOW)
    found = score_test(solution, dispersion, own, at.whiten(templates), degrees, sparse)
    return float(found.p), bool(found.scores[found.best] < 0)


def _draw(fitted: FittedWave, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Draw waves by their probability, with a depth each: corners and depths."""
    drawn = rng.choice(fitted.chances.size, size=DRAWS, p=fitted.chances)
    return fitted.corners[drawn], rng.normal(fitted.depths[drawn], fitted.errors[drawn])


def _shape(corners: Floats, depths: Floats) -> WaveShape:
    """The times of the wave and its best effect: medians of the draws, and their intervals."""
    begins, low, rises, over = corners.T
    onset, wear_off = (begins + low) / 2, (rises + over) / 2
    ratio, low, high = (float(value) for value in np.exp(np.quantile(depths, (0.5, *_tails()))))
    return WaveShape(
        _range(onset), _range((low + rises) / 2), _range(wear_off), _range(wear_off - onset),
        Interval(ratio, low, high, CONFIDENCE),
    )  # fmt: skip


def _range(drawn: Floats) -> DayRange:
    middle, low, high = np.quantile(drawn, (0.5, *_tails()))
    return DayRange(round(float(middle)), round(float(low)), round(float(high)))


def _tails() -> tuple[float, float]:
    return (1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2


def _points(grid: DayGrid, injected: Sequence[date], curves: Floats) -> tuple[CurvePoint, ...]:
    """Episodes a day in each week since the injection: median and interval of the drawn waves.

    Each wave is scaled so that it adds up to the episodes of the diary.
    """
    rows = grid.logged
    since = np.array([_days_since(grid.day(int(row)), injected) for row in rows])
    known = (since >= 0) & (since <= MAX_DAYS)
    days, episodes = since[known], grid.counts[rows][known].sum()
    weeks = np.arange(0, LAST_WEEK + 1) * WEEK
    rates = np.exp(curves[:, weeks]) * (episodes / np.exp(curves[:, days]).sum(axis=1))[:, None]
    middle, low, high = np.quantile(rates, (0.5, *_tails()), axis=0)
    return tuple(
        CurvePoint(number, float(rate), float(below), float(above))
        for number, (rate, below, above) in enumerate(zip(middle, low, high, strict=True))
    )


def _days_since(day: date, injected: Sequence[date]) -> int:
    """Days since the last injection; -1 before the first."""
    earlier = [(day - given).days for given in injected if given <= day]
    return min(earlier, default=-1)


def _cycle(grid: DayGrid, injected: Sequence[date], number: int) -> InjectionCycle:
    """One injection with the rates of the weeks around it, up to the next one."""
    day = injected[number]
    later = injected[number + 1] if number + 1 < len(injected) else None
    end = later or grid.last_day + timedelta(days=1)
    weeks = tuple(_week(grid, day, week, end) for week in range(FIRST_WEEK, LAST_WEEK))
    counts = grid.counts[max(_row(grid, day), 0) : max(_row(grid, min(end, day + timedelta(days=CYCLE_DAYS))), 0)]
    is_over = later is not None or (grid.last_day - day).days >= CYCLE_DAYS
    return InjectionCycle(day, weeks, is_over and int((~np.isnan(counts)).sum()) >= MIN_CYCLE_DAYS)


def _week(grid: DayGrid, day: date, week: int, end: date) -> float | None:
    """Episodes per logged day of a week since the injection; None with too few logged days."""
    first = day + timedelta(days=WEEK * week)
    rows = [min(max(_row(grid, one), 0), grid.counts.size) for one in (first, min(first + timedelta(days=WEEK), end))]
    counts = grid.counts[rows[0] : rows[1]]
    known = counts[~np.isnan(counts)]
    return float(known.mean()) if known.size >= MIN_WEEK_DAYS else None


def _row(grid: DayGrid, day: date) -> int:
    return day.toordinal() - grid.first_day.toordinal()

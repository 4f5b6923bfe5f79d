"""How strong: rate ratios and intervals, of every exposure on every lag and of the named ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.results import Estimate, Finding, Interval, interval_of
from tracker.core.analysis.triggers.design import Candidate, Shape
from tracker.core.analysis.triggers.distributions import t_reach
from tracker.core.analysis.triggers.fit import Fit, Problem, settle, solve
from tracker.core.analysis.triggers.grid import Floats
from tracker.core.analysis.triggers.model import Fitted
from tracker.core.analysis.triggers.standardise import LAGS, StandardisedExposure
from tracker.core.analysis.triggers.tests import floor_of, robust_in_blocks, scale_of

WIDE_SD = 1.0
"""The prior of what is printed: wide, so that hardly anything is pulled towards no effect."""

BORDER_UNSURE = 0.08
"""The border of the outer days is itself estimated; days on the wrong side of it pull the log ratio towards 0, by
about this share (docs/calibration.md)."""

GAPS_UNSURE = 0.25
"""Where an exposure was not recorded its neighbours stand in for it, which pulls its log ratio towards 0: by about
this share on a diary without any of its days (docs/calibration.md)."""


@dataclass(frozen=True)
class Logs:
    """Log rate ratios, their standard errors, and the degrees of freedom these are known with."""

    values: Floats
    errors: Floats
    degrees: float

    def interval(self, number: int, confidence: float, unsure: float = 0.0) -> Interval:
        """One of them as a rate ratio; `unsure` is a further standard error, as a share of the log ratio."""
        value, error = float(self.values[number]), float(self.errors[number])
        reach = hypot(error, unsure * value) * t_reach(confidence, self.degrees)
        return interval_of(value, reach, confidence)


def estimates(fitted: Fitted) -> tuple[Estimate, ...]:
    """Every exposure on every lag, all in one model with wide priors."""
    model = fitted.model
    wide = np.full(len(model.exposures), WIDE_SD)
    found = measure(model.with_priors(wide), fitted.fit, fitted.fit.coefficients)
    return tuple(
        Estimate(
            exposure.name, lag, exposure.sd, found.interval(int(own[lag]), 0.95, _pull(exposure, model.rows, lag))
        )
        for exposure, own in zip(model.exposures, model.own, strict=True)
        for lag in range(LAGS)
    )


def _pull(exposure: StandardisedExposure, rows: npt.NDArray[np.intp], lag: int) -> float:
    """How far its gaps may pull the log ratio of an exposure on this lag towards 0, as a share of it."""
    recorded = float(exposure.recorded[rows + LAGS - 1 - lag].mean())
    return GAPS_UNSURE * (1 - recorded)


def findings(fitted: Fitted, q: Sequence[float], level: float, named: Sequence[int]) -> tuple[Finding, ...]:
    """The named exposures, each measured by the candidate that won, all in one model.

    Intervals have the confidence 1 - level * named / tested, so that of all intervals printed no more than that
    share misses (Benjamini and Yekutieli 2005).
    """
    if not named:
        return ()
    problem, start, places = _with_winners(fitted, named)
    found = measure(problem, fitted.fit, start)
    confidence = 1 - level * len(named) / len(q)
    return tuple(
        _finding(fitted, j, q[j], found.interval(place, confidence, _unsure(fitted, j)))
        for j, place in zip(named, places, strict=True)
    )


def _unsure(fitted: Fitted, j: int) -> float:
    """How far the border of a finding's outer days may have pulled it."""
    way = fitted.model.tried[j][0][fitted.looks[j].best]
    return 0.0 if way.shape is Shape.LINEAR else BORDER_UNSURE


def measure(problem: Problem, at: Fit, start: Floats) -> Logs:
    """All coefficients of a problem and their robust standard errors, with the covariance of an earlier fit."""
    solution = solve(problem, settle(problem, at, start))
    scale = scale_of(solution, problem.precisions, floor_of(problem.counts))
    pull = robust_in_blocks(scale, solution.columns @ solution.inverse)
    return Logs(solution.coefficients, np.sqrt(scale.variance * pull * np.diag(solution.inverse)), scale.degrees)


def _with_winners(fitted: Fitted, named: Sequence[int]) -> tuple[Problem, Floats, list[int]]:
    """The model with each named exposure as its winning candidate alone; where to start, and where these stand."""
    model, problem = fitted.model, fitted.problem
    gone = np.concatenate([model.own[j] for j in named])
    kept = np.setdiff1d(np.arange(problem.columns.shape[1]), gone)
    winners = [model.tried[j][1][:, fitted.looks[j].best] for j in named]
    replaced = replace(
        problem,
        columns=np.column_stack([problem.columns[:, kept], *winners]),
        precisions=np.concatenate([problem.precisions[kept], np.full(len(named), WIDE_SD**-2.0)]),
    )
    # Starting where the model already predicts what it did, the refit does not overshoot.
    start, *_ = np.linalg.lstsq(replaced.columns, problem.columns @ fitted.fit.coefficients, rcond=None)
    return replaced, start.astype(np.float64), list(range(kept.size, kept.size + len(named)))


def _finding(fitted: Fitted, j: int, q: float, per_sd: Interval) -> Finding:
    exposure, look = fitted.model.exposures[j], fitted.looks[j]
    way: Candidate = fitted.model.tried[j][0][look.best]
    return Finding(
        exposure=exposure.name,
        lag_days=look.strongest_day if way.over_days > 1 else way.lag_days,
        shape=str(way.shape),
        over_days=way.over_days,
        limit=way.limit,
        sd=exposure.sd,
        per_sd=per_sd,
        per_unit=_per_unit(per_sd.ratio, way),
        p=look.p,
        q=q,
    )


def _per_unit(per_sd: float, way: Candidate) -> float:
    """The ratio for one unit more, or for a day inside the outer quarter against one outside."""
    return float(np.exp(np.clip(np.log(per_sd) / way.sd, -50, 50)))

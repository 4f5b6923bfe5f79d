"""Rate ratios and intervals: of every exposure on every lag, and of the named exposures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.results import Estimate, Finding, Interval, interval_of
from tracker.core.analysis.triggers.design import Candidate, EffectShape
from tracker.core.analysis.triggers.distributions import t_quantile
from tracker.core.analysis.triggers.fit import GlsFit, GlsProblem, refit, solve
from tracker.core.analysis.triggers.grid import Floats
from tracker.core.analysis.triggers.model import FittedModel
from tracker.core.analysis.triggers.standardise import LAGS, StandardisedExposure
from tracker.core.analysis.triggers.tests import block_sandwich_inflation, estimate_dispersion, min_variance

ESTIMATE_SD = 1.0
"""Prior standard deviation of what is printed: wide, so that hardly anything is shrunk."""

LIMIT_ERROR = 0.08
"""The limit of the outer days is itself estimated. Days on the wrong side of it attenuate the log ratio by about this
share (docs/calibration.md)."""

GAP_ERROR = 0.25
"""Imputed values attenuate the log ratio: by about this share where no day was recorded (docs/calibration.md)."""


@dataclass(frozen=True)
class LogRatios:
    """Log rate ratios with standard errors of `degrees` degrees of freedom."""

    values: Floats
    errors: Floats
    degrees: float

    def interval(self, number: int, confidence: float, attenuation: float = 0.0) -> Interval:
        """One of them as a rate ratio. `attenuation` is a further standard error, as a share of the log ratio."""
        value, error = float(self.values[number]), float(self.errors[number])
        half_width = hypot(error, attenuation * value) * t_quantile(confidence, self.degrees)
        return interval_of(value, half_width, confidence)


def estimates(fitted: FittedModel) -> tuple[Estimate, ...]:
    """Every exposure on every lag, all in one model with wide priors."""
    model = fitted.model
    wide = np.full(len(model.exposures), ESTIMATE_SD)
    found = estimate_log_ratios(model.with_priors(wide), fitted.fit, fitted.fit.coefficients)
    return tuple(
        Estimate(
            exposure.name, lag, exposure.sd, found.interval(int(own[lag]), 0.95, _imputed(exposure, model.rows, lag))
        )
        for exposure, own in zip(model.exposures, model.columns, strict=True)
        for lag in range(LAGS)
    )


def _imputed(exposure: StandardisedExposure, rows: npt.NDArray[np.intp], lag: int) -> float:
    """The attenuation by imputed values of an exposure on this lag, as a share of the log ratio."""
    recorded = float(exposure.recorded[rows + LAGS - 1 - lag].mean())
    return GAP_ERROR * (1 - recorded)


def findings(fitted: FittedModel, q: Sequence[float], level: float, named: Sequence[int]) -> tuple[Finding, ...]:
    """The named exposures, each estimated by its best candidate, all in one model.

    Notes
    -----
    The intervals have confidence 1 - level R / m, with R of m exposures named, which bounds the false coverage rate.

    References
    ----------
    Benjamini and Yekutieli (2005), Journal of the American Statistical Association 100:71.
    """
    if not named:
        return ()
    problem, start, places = _with_winners(fitted, named)
    found = estimate_log_ratios(problem, fitted.fit, start)
    confidence = 1 - level * len(named) / len(q)
    return tuple(
        _finding(fitted, j, q[j], found.interval(place, confidence, _attenuation(fitted, j)))
        for j, place in zip(named, places, strict=True)
    )


def _attenuation(fitted: FittedModel, j: int) -> float:
    """The attenuation by the estimated limit of a finding's outer days."""
    candidate = fitted.model.candidates[j][0][fitted.tests[j].best]
    return 0.0 if candidate.shape is EffectShape.LINEAR else LIMIT_ERROR


def estimate_log_ratios(problem: GlsProblem, at: GlsFit, start: Floats) -> LogRatios:
    """All coefficients of a problem with robust standard errors, at the covariance of an earlier fit."""
    solution = solve(problem, refit(problem, at, start))
    dispersion = estimate_dispersion(solution, problem.precisions, min_variance(problem.counts))
    inflation = block_sandwich_inflation(dispersion, solution.columns @ solution.inverse)
    return LogRatios(
        solution.coefficients, np.sqrt(dispersion.variance * inflation * np.diag(solution.inverse)), dispersion.degrees
    )


def _with_winners(fitted: FittedModel, named: Sequence[int]) -> tuple[GlsProblem, Floats, list[int]]:
    """The model with each named exposure as its best candidate alone; start values, and the indices of these."""
    model, problem = fitted.model, fitted.problem
    replaced_columns = np.concatenate([model.columns[j] for j in named])
    kept = np.setdiff1d(np.arange(problem.columns.shape[1]), replaced_columns)
    winners = [model.candidates[j][1][:, fitted.tests[j].best] for j in named]
    replaced = replace(
        problem,
        columns=np.column_stack([problem.columns[:, kept], *winners]),
        precisions=np.concatenate([problem.precisions[kept], np.full(len(named), ESTIMATE_SD**-2.0)]),
    )
    # Start at the predictions of the fitted model, so that the refit does not overshoot.
    start, *_ = np.linalg.lstsq(replaced.columns, problem.columns @ fitted.fit.coefficients, rcond=None)
    return replaced, start.astype(np.float64), list(range(kept.size, kept.size + len(named)))


def _finding(fitted: FittedModel, j: int, q: float, per_sd: Interval) -> Finding:
    exposure, test = fitted.model.exposures[j], fitted.tests[j]
    candidate: Candidate = fitted.model.candidates[j][0][test.best]
    return Finding(
        exposure=exposure.name,
        lag_days=test.strongest_day if candidate.over_days > 1 else candidate.lag_days,
        shape=str(candidate.shape),
        over_days=candidate.over_days,
        limit=candidate.limit,
        sd=exposure.sd,
        per_sd=per_sd,
        per_unit=_per_unit(per_sd.ratio, candidate),
        p=test.p,
        q=q,
    )


def _per_unit(per_sd: float, candidate: Candidate) -> float:
    """The ratio for one more unit, or for a day inside the outer quarter relative to one outside."""
    return float(np.exp(np.clip(np.log(per_sd) / candidate.sd, -50, 50)))

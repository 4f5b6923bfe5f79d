"""One analysis of a whole diary: which exposures go together with episodes.

One joint model of all exposures on three days, one robust test for each exposure, and the false discovery rate over
exposures. docs/find_triggers.md describes the method, docs/calibration.md its false-positive rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from tracker.core.analysis.results import (
    METHOD,
    MIN_DAYS_SCHEDULED,
    Basis,
    CorrelatedPair,
    ExpectedDirection,
    ExposureTest,
    Finding,
    LeftOut,
    TooEarly,
    Triggers,
)
from tracker.core.analysis.triggers.averaged import EXPECTED_DIRECTION
from tracker.core.analysis.triggers.estimates import estimates, findings
from tracker.core.analysis.triggers.fdr import q_values
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.analysis.triggers.model import FittedModel, average_over_candidates, fit_model, prepare
from tracker.core.analysis.triggers.power import ruled_out, too_early
from tracker.core.analysis.triggers.standardise import LAGS, StandardisedExposure, standardise
from tracker.core.analysis.triggers.tests import SPARSE_BELOW
from tracker.core.analysis.triggers.winsorise import winsorise
from tracker.core.reference.words import gettext_noop as _

LEVEL = 0.05
"""The false discovery rate of a single analysis, and the false coverage rate of its intervals."""

SHORT_LEVEL, SHORT_DAYS, LONG_DAYS = 0.06, 100, 200
"""The false discovery rate up to SHORT_DAYS logged days, where the test is conservative; LEVEL from LONG_DAYS on."""

SPARSE_LEVEL = 0.04
"""The false discovery rate of the averaged statistic with an episode on few days."""

AVERAGED_BELOW = 250
"""Logged days from which on the largest |z| is tested: in long diaries with flares the averaged one is too bold."""

WITHDRAWN_ABOVE = 0.2
"""A named exposure is withdrawn when its p is above this."""

MIN_DAYS_LOGGED, MIN_EPISODES, MIN_DAYS_WITH_EPISODE = 60, 10, 7
"""With less than this no exposure is named. Scheduled analyses begin later, at MIN_DAYS_SCHEDULED."""

PAIR_CORRELATION = 0.5
MIN_RECORDED_SHARE = 0.8

FEW_DAYS = {
    MIN_DAYS_LOGGED: _("fewer than 60 logged days"),
    MIN_DAYS_SCHEDULED: _("fewer than 63 logged days"),
}
FEW_EPISODES = _("fewer than 10 episodes")
FEW_DAYS_WITH = _("fewer than 7 days with an episode")
NO_EXPOSURE = _("no exposure that can be looked at")
ALWAYS_THE_SAME = _("the same number of episodes on every day")


def find_triggers(
    grid: DayGrid,
    level: float | None = None,
    previously_named: frozenset[str] = frozenset(),
    min_days: int = MIN_DAYS_LOGGED,
    lean: bool = True,
) -> Triggers:
    """Analyse the last 730 days of the grid once, at this false discovery rate or else that of a single analysis.

    A previously named exposure stays among the findings until its p is above 0.2. With fewer than `min_days` logged
    days, MIN_DAYS_LOGGED or MIN_DAYS_SCHEDULED, nothing is analysed. With `lean`, tests lean towards the expected
    direction of some exposures (`averaged.EXPECTED_DIRECTION`).
    """
    grid = winsorise(grid.latest())
    basis = basis_of(grid)
    level = single_level(basis) if level is None else level
    exposures, left_out = standardise(grid)
    gate = _gate(grid, basis, exposures, min_days)
    if gate is not None:
        missing = tuple(TooEarly(one.name, max(1, min_days - basis.days_logged)) for one in exposures)
        return Triggers(basis, level, gate, too_early=missing, left_out=left_out)
    fitted = fit_model(prepare(grid, exposures))
    if basis.days_logged >= AVERAGED_BELOW:
        return _analyse(grid, fitted, level, previously_named, left_out)
    found = _analyse(grid, average_over_candidates(fitted, lean), level, previously_named, left_out)
    return replace(found, expected=_expected(exposures)) if lean else found


def single_level(basis: Basis) -> float:
    """The false discovery rate of a single analysis of a diary."""
    if basis.days_logged < AVERAGED_BELOW and basis.days_with_episode < SPARSE_BELOW * basis.days_logged:
        return SPARSE_LEVEL
    over = (basis.days_logged - SHORT_DAYS) / (LONG_DAYS - SHORT_DAYS)
    return float(np.clip(SHORT_LEVEL + (LEVEL - SHORT_LEVEL) * over, LEVEL, SHORT_LEVEL))


def basis_of(grid: DayGrid) -> Basis:
    """What a result from this grid rests on."""
    counts = grid.counts[grid.logged]
    return Basis(
        METHOD,
        grid.first_day,
        grid.last_day,
        counts.size,
        int((counts > 0).sum()),
        int(counts.sum()),
    )


def _analyse(
    grid: DayGrid, fitted: FittedModel, level: float, previously_named: frozenset[str], left_out: tuple[LeftOut, ...]
) -> Triggers:
    basis, exposures = basis_of(grid), fitted.model.exposures
    p = [test.p for test in fitted.tests]
    q = [float(value) for value in q_values(p)]
    named = findings(fitted, q, min(level, LEVEL), _named(exposures, p, q, level, previously_named))
    names = [finding.exposure for finding in named]
    measured = estimates(fitted)
    values = {name: column[~np.isnan(column)] for name, column in zip(grid.names, grid.values.T, strict=True)}
    errors = {one.name: test.error for one, test in zip(exposures, fitted.tests, strict=True)}
    return Triggers(
        basis,
        level,
        tested=tuple(ExposureTest(*row) for row in zip((one.name for one in exposures), p, q, strict=True)),
        findings=named,
        estimates=measured,
        ruled_out=ruled_out(measured, names),
        too_early=too_early(measured, errors, values, basis.days_logged, names),
        left_out=left_out,
        together=tuple(_correlated_pairs(named, exposures)),
        seldom_recorded=_seldom_recorded(fitted),
    )


def _named(
    exposures: Sequence[StandardisedExposure],
    p: Sequence[float],
    q: Sequence[float],
    level: float,
    previously_named: frozenset[str],
) -> list[int]:
    """The indices of the named exposures, in order of p."""
    named = [
        j
        for j, exposure in enumerate(exposures)
        if q[j] <= level or (exposure.name in previously_named and p[j] <= WITHDRAWN_ABOVE)
    ]
    return sorted(named, key=lambda j: p[j])


def _gate(grid: DayGrid, basis: Basis, exposures: Sequence[StandardisedExposure], min_days: int) -> str | None:
    """Why this diary is not analysed yet; None when it is."""
    counts = grid.counts[grid.logged]
    reasons = (
        (basis.days_logged < min_days, FEW_DAYS[min_days]),
        (basis.episodes < MIN_EPISODES, FEW_EPISODES),
        (basis.days_with_episode < MIN_DAYS_WITH_EPISODE, FEW_DAYS_WITH),
        (not exposures, NO_EXPOSURE),
        (counts.size > 0 and counts.min() == counts.max(), ALWAYS_THE_SAME),
    )
    return next((reason for applies, reason in reasons if applies), None)


def _expected(exposures: Sequence[StandardisedExposure]) -> tuple[ExpectedDirection, ...]:
    """The exposures whose tests leaned towards a direction."""
    names = (exposure.name for exposure in exposures if exposure.name in EXPECTED_DIRECTION)
    return tuple(ExpectedDirection(name, EXPECTED_DIRECTION[name] > 0) for name in names)


def _correlated_pairs(named: Sequence[Finding], exposures: Sequence[StandardisedExposure]) -> Iterator[CorrelatedPair]:
    by_name = {exposure.name: exposure for exposure in exposures}
    for finding in named:
        exposure = by_name[finding.exposure]
        for other in exposures:
            both = exposure.recorded & other.recorded
            if other is exposure or both.sum() < LAGS:
                continue
            correlation = float(np.corrcoef(exposure.z[both], other.z[both])[0, 1])
            if abs(correlation) > PAIR_CORRELATION:
                yield CorrelatedPair(exposure.name, other.name, correlation)


def _seldom_recorded(fitted: FittedModel) -> tuple[str, ...]:
    """Exposures without a value on more than a fifth of the logged days: their ratios are pulled towards 1."""
    rows = fitted.model.rows + LAGS - 1
    return tuple(
        exposure.name for exposure in fitted.model.exposures if exposure.recorded[rows].mean() < MIN_RECORDED_SHARE
    )

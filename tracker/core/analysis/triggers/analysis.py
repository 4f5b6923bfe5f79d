"""What goes together with the twitching: one look at a whole diary.

One joint model over all exposures on three days, one robust test for each exposure, multiplicity over exposures.
The method and its measured false alarms are described in docs/find_triggers.md and docs/calibration.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from tracker.core.analysis.results import (
    METHOD,
    Basis,
    CorrelatedPair,
    ExposureTest,
    Finding,
    LeftOut,
    TooEarly,
    Triggers,
)
from tracker.core.analysis.triggers.estimates import estimates, findings
from tracker.core.analysis.triggers.fdr import adjusted
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.analysis.triggers.model import Fitted, fit_model, prepare
from tracker.core.analysis.triggers.power import ruled_out, too_early
from tracker.core.analysis.triggers.standardise import LAGS, StandardisedExposure, standardise
from tracker.core.analysis.triggers.winsorise import winsorised
from tracker.core.reference.words import gettext_noop as _

LEVEL = 0.05
"""The false discovery rate of a single look."""

WITHDRAWN_ABOVE = 0.2
"""A name that was given is taken back when its p is above this."""

DAYS_LOGGED, EPISODES, DAYS_WITH_EPISODE = 60, 10, 7
"""With less than this no claim is made."""

MOVES_TOGETHER = 0.5
OFTEN_ENOUGH = 0.8

FEW_DAYS = _("fewer than 60 logged days")
FEW_EPISODES = _("fewer than 10 episodes")
FEW_DAYS_WITH = _("fewer than 7 days with an episode")
NO_EXPOSURE = _("no exposure that can be looked at")
ALWAYS_THE_SAME = _("the same number of episodes on every day")


def find_triggers(grid: DayGrid, level: float = LEVEL, standing: frozenset[str] = frozenset()) -> Triggers:
    """Look once at the last 730 days of the grid, at this false discovery rate.

    A `standing` exposure was named before; it stays among the findings until its p is above 0.2.
    """
    grid = winsorised(grid.latest())
    basis = basis_of(grid)
    exposures, left_out = standardise(grid)
    gate = _gate(grid, basis, exposures)
    if gate is not None:
        missing = tuple(TooEarly(one.name, max(1, DAYS_LOGGED - basis.days_logged)) for one in exposures)
        return Triggers(basis, level, gate, too_early=missing, left_out=left_out)
    return _answer(basis, fit_model(prepare(grid, exposures)), level, standing, left_out)


def basis_of(grid: DayGrid) -> Basis:
    """What this grid gives an answer to rest on."""
    counts = grid.counts[grid.logged]
    return Basis(
        METHOD,
        grid.first_day,
        grid.last_day,
        counts.size,
        int((counts > 0).sum()),
        int(counts.sum()),
    )


def _answer(
    basis: Basis, fitted: Fitted, level: float, standing: frozenset[str], left_out: tuple[LeftOut, ...]
) -> Triggers:
    exposures = fitted.model.exposures
    p = [look.p for look in fitted.looks]
    q = [float(value) for value in adjusted(p)]
    named = findings(fitted, q, level, _named(exposures, p, q, level, standing))
    names = [finding.exposure for finding in named]
    measured = estimates(fitted)
    return Triggers(
        basis,
        level,
        tested=tuple(ExposureTest(*row) for row in zip((one.name for one in exposures), p, q, strict=True)),
        findings=named,
        estimates=measured,
        ruled_out=ruled_out(measured, names),
        too_early=too_early(measured, basis.days_logged, level, names),
        left_out=left_out,
        together=tuple(_together(named, exposures)),
        seldom_recorded=_seldom_recorded(fitted),
    )


def _named(
    exposures: Sequence[StandardisedExposure],
    p: Sequence[float],
    q: Sequence[float],
    level: float,
    standing: frozenset[str],
) -> list[int]:
    """Which exposures are named, the strongest evidence first."""
    named = [
        j
        for j, exposure in enumerate(exposures)
        if q[j] <= level or (exposure.name in standing and p[j] <= WITHDRAWN_ABOVE)
    ]
    return sorted(named, key=lambda j: p[j])


def _gate(grid: DayGrid, basis: Basis, exposures: Sequence[StandardisedExposure]) -> str | None:
    """Why this diary gets no answer yet; None when it does."""
    counts = grid.counts[grid.logged]
    reasons = (
        (basis.days_logged < DAYS_LOGGED, FEW_DAYS),
        (basis.episodes < EPISODES, FEW_EPISODES),
        (basis.days_with_episode < DAYS_WITH_EPISODE, FEW_DAYS_WITH),
        (not exposures, NO_EXPOSURE),
        (counts.size > 0 and counts.min() == counts.max(), ALWAYS_THE_SAME),
    )
    return next((reason for applies, reason in reasons if applies), None)


def _together(named: Sequence[Finding], exposures: Sequence[StandardisedExposure]) -> Iterator[CorrelatedPair]:
    by_name = {exposure.name: exposure for exposure in exposures}
    for finding in named:
        mine = by_name[finding.exposure]
        for other in exposures:
            both = mine.recorded & other.recorded
            if other is mine or both.sum() < LAGS:
                continue
            correlation = float(np.corrcoef(mine.z[both], other.z[both])[0, 1])
            if abs(correlation) > MOVES_TOGETHER:
                yield CorrelatedPair(mine.name, other.name, correlation)


def _seldom_recorded(fitted: Fitted) -> tuple[str, ...]:
    """Exposures without a value on more than a fifth of the logged days: their ratios are pulled towards 1."""
    rows = fitted.model.rows + LAGS - 1
    return tuple(exposure.name for exposure in fitted.model.exposures if exposure.recorded[rows].mean() < OFTEN_ENOUGH)

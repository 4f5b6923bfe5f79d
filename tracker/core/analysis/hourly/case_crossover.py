"""A time-stratified case-crossover of the hours after an intake.

Each onset is compared with the same minute of the same weekday on the other known days of its four weeks: was there an
intake in the hours before more often than at those other times? Whatever is constant at that hour of that weekday,
habits included, cancels. The comparison is adjusted for the onsets of the hours before (docs/calibration.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.hourly.conditional_poisson import PoissonFit, Rows, fit
from tracker.core.analysis.hourly.timeline import A_DAY, AN_HOUR, Minutes, Timeline
from tracker.core.analysis.results import Interval, Method, interval_of
from tracker.core.analysis.triggers.distributions import max_abs_p, normal_score, t_quantile
from tracker.core.analysis.triggers.fdr import q_values
from tracker.core.analysis.triggers.grid import Floats

HOUR_METHOD = Method("time-stratified case-crossover by the minute", "1")

WINDOWS = ((0, 2), (2, 4), (4, 8))
"""Hours after an intake, fixed before any diary was seen."""

ONSET_SPANS = (0, 1, 2, 4, 8, 16)
"""Limits, in hours, of the spans before a minute in which earlier onsets are counted."""

PRECISIONS = np.array([0.0] * len(WINDOWS) + [0.25] * (len(ONSET_SPANS) - 1))
"""Flat priors for the windows; a wide one for earlier onsets, of which there are none with one onset a day at most."""

MIN_DAYS = 60
MIN_ONSETS = 24
MIN_STRATA = 10
MAX_RATIO = 2.0
WEEK, BLOCK = 7, 28


@dataclass(frozen=True)
class HourWindow:
    """The hours `first` to `last` after an intake, and how many `onsets` began in them."""

    first: int
    last: int
    onsets: int
    ratio: Interval


@dataclass(frozen=True)
class CrossoverResult:
    """The result for one exposure. `named` is the window that goes together with onsets, None when there is none.

    `days` is the number of days with known intakes, `onsets` that of onsets in strata in which the exposure differs,
    `strata` that of the hours of a weekday within four weeks that they fall in. Without windows it is too early.
    """

    exposure: str
    days: int
    onsets: int
    strata: int
    windows: tuple[HourWindow, ...] = ()
    p: float = 1.0
    q: float = 1.0
    named: HourWindow | None = None

    @property
    def too_early(self) -> bool:
        """Even a doubling or a halving cannot be excluded in every window."""
        wide = (w.ratio.high > MAX_RATIO or w.ratio.low < 1 / MAX_RATIO for w in self.windows)
        return self.named is None and (not self.windows or any(wide))


@dataclass(frozen=True)
class _TestedExposure:
    counted: CrossoverResult
    best: int
    fitted: PoissonFit
    degrees: tuple[float, ...]
    p: float
    exposed_onsets: Floats


def analyse_hours(diary: Timeline, level: float = 0.05) -> tuple[CrossoverResult, ...]:
    """Analyse each exposure with clock times, at this false discovery rate over all of them."""
    outcomes = [_test_exposure(diary, exposure) for exposure in sorted(diary.intakes)]
    tested = [one for one in outcomes if isinstance(one, _TestedExposure)]
    q = q_values([one.p for one in tested])
    selected_level = 1 - level * max(int((q <= level).sum()), 1) / max(len(tested), 1) / len(WINDOWS)
    results = [_report(one, float(value), level, selected_level) for one, value in zip(tested, q, strict=True)]
    return (*results, *(one for one in outcomes if isinstance(one, CrossoverResult)))


def comparison_rows(diary: Timeline, exposure: str) -> tuple[Rows, Minutes] | None:
    """The rows of every onset in whose stratum the exposure differs, and the hour of the week of each row.

    Onsets within one hour of the clock count once. None when there is no such onset.
    """
    days = diary.known[exposure]
    onsets = _first_of_each_hour(diary.onsets)
    of_day = onsets // A_DAY - (onsets % A_DAY < diary.day_starts_at * AN_HOUR)
    onsets, of_day = (values[np.isin(of_day, days)] for values in (onsets, of_day))
    case, day = _same_slot(_slot(of_day), days)
    at = onsets[case] + (day - of_day[case]) * A_DAY
    exposed = in_windows(at, diary.intakes[exposure])
    useful = _differs(exposed, case, onsets.size)[case]
    exposed = np.column_stack([exposed, onsets_before(at, diary.onsets)])
    if not useful.any():
        return None
    stratum, cluster = (np.unique(of[useful], return_inverse=True)[1] for of in (case, day))
    counts = (day == of_day[case])[useful].astype(float)
    hour = _slot(of_day)[case] * 24 + at % A_DAY // AN_HOUR
    return Rows(counts, exposed[useful], stratum, cluster), hour[useful]


def _same_slot(slots: Minutes, days: Minutes) -> tuple[Minutes, Minutes]:
    """Every pair of a case and a day that lies in the slot of the case."""
    order = np.argsort(_slot(days), kind="stable")
    begin, end = (np.searchsorted(_slot(days)[order], slots, side=side) for side in ("left", "right"))
    case = np.repeat(np.arange(slots.size), end - begin)
    place = np.arange(case.size) - np.repeat(np.cumsum(end - begin) - (end - begin), end - begin)
    return case, days[order[begin[case] + place]]


def in_windows(at: Minutes, intakes: Minutes) -> Floats:
    """For each minute, 1 in the column of each window in which something had been taken before it."""
    edges = [np.searchsorted(intakes, at - hours * AN_HOUR) for hours in (WINDOWS[0][0], *(end for _, end in WINDOWS))]
    return np.column_stack([late > early for late, early in pairwise(edges)]).astype(float)


def onsets_before(at: Minutes, onsets: Minutes) -> Floats:
    """For each minute, the logarithm of one more than the onsets in each span of hours before it.

    Adjusts for recent onsets, which come in clusters: otherwise drinks taken after an onset look like causes.
    """
    counts = np.stack([np.searchsorted(onsets, at - hours * AN_HOUR) for hours in ONSET_SPANS])
    return np.asarray(np.log1p(-np.diff(counts, axis=0)).T)


def _first_of_each_hour(onsets: Minutes) -> Minutes:
    return onsets[np.unique(onsets // AN_HOUR, return_index=True)[1]]


def _slot(days: Minutes) -> Minutes:
    """One number for each weekday within each block of four weeks. Ordinal 1 was a Monday."""
    return (days - 1) // BLOCK * WEEK + (days - 1) % WEEK


def _differs(exposed: Floats, stratum: Minutes, strata: int) -> npt.NDArray[np.bool_]:
    size = np.bincount(stratum, minlength=strata)
    sums = [np.bincount(stratum, x, strata) for x in exposed.T]
    return np.asarray(np.any([(total > 0) & (total < size) for total in sums], axis=0))


def _test_exposure(diary: Timeline, exposure: str) -> _TestedExposure | CrossoverResult:
    days = diary.known[exposure].size
    found = comparison_rows(diary, exposure)
    if found is None:
        return CrossoverResult(exposure, days, 0, 0)
    rows, hour = found
    counted = CrossoverResult(exposure, days, int(rows.counts.sum()), np.unique(hour).size)
    if days < MIN_DAYS or counted.onsets < MIN_ONSETS or counted.strata < MIN_STRATA:
        return counted
    return _test(rows, counted)


def _test(rows: Rows, counted: CrossoverResult) -> _TestedExposure | CrossoverResult:
    """Test the window with the largest |t|, allowing for the correlation of the windows."""
    fitted = fit(rows, PRECISIONS)
    if fitted is None:
        return counted
    windows = slice(len(WINDOWS))
    covariance = fitted.covariance[windows, windows]
    spread = np.sqrt(np.diag(covariance))
    if not spread.all():
        return counted
    t = fitted.slopes[windows] / spread
    best = int(np.abs(t).argmax())
    degrees = tuple(satterthwaite_degrees(parts) for parts in fitted.by_cluster[:, windows].T)
    p = max_abs_p(normal_score(float(t[best]), degrees[best]), covariance / np.outer(spread, spread))
    return _TestedExposure(counted, best, fitted, degrees, p, rows.counts @ rows.exposed)


def satterthwaite_degrees(by_cluster: Floats) -> float:
    """Degrees of freedom of a cluster-robust variance: the effective number of clusters less one."""
    squares = by_cluster**2
    return max(float(squares.sum() ** 2 / (squares**2).sum()) - 1, 1.0)


def _report(one: _TestedExposure, q: float, level: float, selected_level: float) -> CrossoverResult:
    windows = tuple(_windows(one, 0.95))
    best = tuple(_windows(one, selected_level))[one.best]
    sure = q <= level and (best.ratio.low > 1 or best.ratio.high < 1)
    counted = one.counted
    return CrossoverResult(
        counted.exposure, counted.days, counted.onsets, counted.strata, windows, one.p, q, best if sure else None
    )


def _windows(one: _TestedExposure, confidence: float) -> Iterator[HourWindow]:
    spread = np.sqrt(np.diag(one.fitted.covariance))
    for at, (first, last) in enumerate(WINDOWS):
        half_width = t_quantile(confidence, one.degrees[at]) * float(spread[at])
        span = interval_of(float(one.fitted.slopes[at]), half_width, confidence)
        yield HourWindow(first, last, int(one.exposed_onsets[at]), span)

"""The hours after an intake against comparable hours: a time-stratified case-crossover on clock times.

Each onset is compared with the same minute of the same weekday on the other known days of its four weeks. Was
something taken in the hours before the onset more often than in the hours before those other minutes? Whatever
is the same at that hour of that weekday, habits included, cancels. How many onsets there had been in the hours
before is held equal (docs/calibration.md says what happens otherwise).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.hourly.conditional_poisson import Fit, Rows, fit
from tracker.core.analysis.hourly.timeline import A_DAY, AN_HOUR, Minutes, Timeline
from tracker.core.analysis.results import Interval, Method, interval_of
from tracker.core.analysis.triggers.distributions import as_normal, largest_of, t_reach
from tracker.core.analysis.triggers.fdr import adjusted
from tracker.core.analysis.triggers.grid import Floats

HOUR_METHOD = Method("time-stratified case-crossover by the minute", "1")

WINDOWS = ((0, 2), (2, 4), (4, 8))
"""Hours after an intake, declared before any diary was seen."""

BEFORE = (0, 1, 2, 4, 8, 16)
"""Borders, in hours, of the spans before a minute in which earlier onsets are counted."""

PRECISIONS = np.array([0.0] * len(WINDOWS) + [0.25] * (len(BEFORE) - 1))
"""The windows are free. Earlier onsets have a wide prior, for who has one onset a day at most has none before it."""

FEWEST_DAYS = 60
FEWEST_ONSETS = 24
FEWEST_STRATA = 10
TOO_WIDE = 2.0
WEEK, BLOCK = 7, 28


@dataclass(frozen=True)
class HourWindow:
    """The hours `first` to `last` after an intake. `onsets` of the counted ones began in them."""

    first: int
    last: int
    onsets: int
    ratio: Interval


@dataclass(frozen=True)
class CrossoverResult:
    """One exposure. `named` is the window that goes together, None when nothing was seen or it is too early.

    `days` are those on which its intakes are known, `onsets` those in strata in which it differs, `strata` the
    different hours of a weekday within four weeks that they fall in. Without windows it is too early.
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
        wide = (w.ratio.high > TOO_WIDE or w.ratio.low < 1 / TOO_WIDE for w in self.windows)
        return self.named is None and (not self.windows or any(wide))


@dataclass(frozen=True)
class _Tested:
    counted: CrossoverResult
    best: int
    fitted: Fit
    degrees: tuple[float, ...]
    p: float
    exposed_onsets: Floats


def analyse_hours(diary: Timeline, level: float = 0.05) -> tuple[CrossoverResult, ...]:
    """What each exposure with clock times says, at this false discovery rate over all of them."""
    looked = [_look(diary, exposure) for exposure in sorted(diary.intakes)]
    tested = [one for one in looked if isinstance(one, _Tested)]
    q = adjusted([one.p for one in tested])
    picked = 1 - level * max(int((q <= level).sum()), 1) / max(len(tested), 1) / len(WINDOWS)
    told = [_tell(one, float(own), level, picked) for one, own in zip(tested, q, strict=True)]
    return (*told, *(one for one in looked if isinstance(one, CrossoverResult)))


def compared(diary: Timeline, exposure: str) -> tuple[Rows, Minutes] | None:
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

    People take something because of an onset, and onsets come in bouts. What went before is therefore held
    equal, else a glass of water after the first onset of a bout would get the blame for the second.
    """
    counts = np.stack([np.searchsorted(onsets, at - hours * AN_HOUR) for hours in BEFORE])
    return np.asarray(np.log1p(-np.diff(counts, axis=0)).T)


def _first_of_each_hour(onsets: Minutes) -> Minutes:
    return onsets[np.unique(onsets // AN_HOUR, return_index=True)[1]]


def _slot(days: Minutes) -> Minutes:
    """The same for the same weekday within the same four weeks. Ordinal 1 was a Monday."""
    return (days - 1) // BLOCK * WEEK + (days - 1) % WEEK


def _differs(exposed: Floats, stratum: Minutes, strata: int) -> npt.NDArray[np.bool_]:
    size = np.bincount(stratum, minlength=strata)
    sums = [np.bincount(stratum, x, strata) for x in exposed.T]
    return np.asarray(np.any([(total > 0) & (total < size) for total in sums], axis=0))


def _look(diary: Timeline, exposure: str) -> _Tested | CrossoverResult:
    days = diary.known[exposure].size
    found = compared(diary, exposure)
    if found is None:
        return CrossoverResult(exposure, days, 0, 0)
    rows, hour = found
    counted = CrossoverResult(exposure, days, int(rows.counts.sum()), np.unique(hour).size)
    if days < FEWEST_DAYS or counted.onsets < FEWEST_ONSETS or counted.strata < FEWEST_STRATA:
        return counted
    return _test(rows, counted)


def _test(rows: Rows, counted: CrossoverResult) -> _Tested | CrossoverResult:
    """The window that stands out most against what days vary by; the correlation of the windows is allowed for."""
    fitted = fit(rows, PRECISIONS)
    if fitted is None:
        return counted
    own = slice(len(WINDOWS))
    covariance = fitted.covariance[own, own]
    spread = np.sqrt(np.diag(covariance))
    if not spread.all():
        return counted
    t = fitted.slopes[own] / spread
    best = int(np.abs(t).argmax())
    degrees = tuple(degrees_of(parts) for parts in fitted.by_cluster[:, own].T)
    p = largest_of(as_normal(float(t[best]), degrees[best]), covariance / np.outer(spread, spread))
    return _Tested(counted, best, fitted, degrees, p, rows.counts @ rows.exposed)


def degrees_of(by_cluster: Floats) -> float:
    """Degrees of freedom that clusters of unequal weight are worth: one less than their effective number."""
    squares = by_cluster**2
    return max(float(squares.sum() ** 2 / (squares**2).sum()) - 1, 1.0)


def _tell(one: _Tested, q: float, level: float, picked: float) -> CrossoverResult:
    windows = tuple(_windows(one, 0.95))
    best = tuple(_windows(one, picked))[one.best]
    sure = q <= level and (best.ratio.low > 1 or best.ratio.high < 1)
    counted = one.counted
    return CrossoverResult(
        counted.exposure, counted.days, counted.onsets, counted.strata, windows, one.p, q, best if sure else None
    )


def _windows(one: _Tested, confidence: float) -> Iterator[HourWindow]:
    spread = np.sqrt(np.diag(one.fitted.covariance))
    for at, (first, last) in enumerate(WINDOWS):
        reach = t_reach(confidence, one.degrees[at]) * float(spread[at])
        span = interval_of(float(one.fitted.slopes[at]), reach, confidence)
        yield HourWindow(first, last, int(one.exposed_onsets[at]), span)

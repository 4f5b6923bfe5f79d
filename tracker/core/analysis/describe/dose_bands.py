"""Episodes a day by dose: what was counted, adjusted for nothing. Standard library only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import floor, sqrt
from statistics import NormalDist, fmean

from tracker.core.analysis.describe.daily import DailyTotals

MIN_DAYS_A_BAND = 10
"""Days that a band has at least; in a diary of less than 30 days a third of them."""

USUAL_BANDS = 4
MAX_SHARE = 0.5
"""A finer step is better than a band with more than half of the days."""

MAX_CELLS = 200
"""Finer steps than this make no rounder bands."""

ROUND_STEPS = tuple(step * 10.0**power for power in range(-1, 5) for step in (1, 2, 5))
Z = NormalDist().inv_cdf(0.975)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class BandRate:
    """Episodes a day over the logged ones of some days: their number, the mean, and its 95 % interval."""

    days: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class DoseBand:
    """The days with a value from `first` on and below `end`; the outermost bands are open (None).

    `is_none` marks the days without any of it. `day_after` counts the episodes of the days after.
    """

    first: float | None
    end: float | None
    same_day: BandRate
    day_after: BandRate | None
    is_none: bool = False


@dataclass(frozen=True)
class DoseBands:
    """The bands from the lowest to the highest; none where the values are too much alike or too few.

    In `whole_numbers` every value is a whole number, so that a band from 2 to below 4 is *2 to 3*. With `is_yes_no`
    the bands are *no* and *yes*.
    """

    bands: tuple[DoseBand, ...] = ()
    whole_numbers: bool = True
    is_yes_no: bool = False

    @property
    def highest(self) -> float:
        """The highest end of an interval."""
        rates = [rate for band in self.bands for rate in (band.same_day, band.day_after) if rate]
        return max((rate.high for rate in rates), default=0.0)


def dose_bands(totals: Sequence[DailyTotals], key: str, *, is_yes_no: bool = False) -> DoseBands:
    """The bands of one exposure, over the logged days on which it was noted.

    Notes
    -----
    Borders are round numbers. The intervals are score intervals of a mean with variance phi times the mean (quasi-
    Poisson): the normal approximation, inverted, so that a band without an episode has an upper end, too. phi is
    pooled over the bands and at least 1.
    """
    counts = {day.date.toordinal(): day.episodes for day in totals if day.episodes is not None}
    noted = sorted((day.values[key], day.date.toordinal()) for day in totals if day.logged and key in day.values)
    values = [value for value, _day in noted]
    borders = _borders(values, min(MIN_DAYS_A_BAND, max(2, len(values) // 3)))
    if not borders:
        return DoseBands()
    groups = [[day for _value, day in noted[first:end]] for first, end in pairwise(_positions(values, borders))]
    same_day = _rates([[counts[day] for day in days] for days in groups])
    day_after = _rates([[counts[day + 1] for day in days if day + 1 in counts] for days in groups])
    ends = [None, *borders, None]
    is_none = values[len(groups[0]) - 1] == 0
    return DoseBands(
        tuple(
            DoseBand(ends[place], ends[place + 1], same, later, is_none and place == 0)
            for place, (same, later) in enumerate(zip(same_day, day_after, strict=True))
            if same is not None
        ),
        all(value == floor(value) for value in values),
        is_yes_no,
    )


def _borders(values: Sequence[float], least: int) -> tuple[float, ...]:
    """The borders between the bands: four bands if round numbers allow, none of them with most days, coarse steps."""
    found = [
        (step, _at_most_four(values, borders))
        for step in ROUND_STEPS
        if values and (values[-1] - values[0]) / step <= MAX_CELLS
        for borders in [tuple(_border_marks(values, step, least))]
        if borders
    ]

    def merit(candidate: tuple[float, tuple[float, ...]]) -> tuple[int, bool, float]:
        step, borders = candidate
        largest = max(_sizes(values, borders)) / len(values)
        return USUAL_BANDS - len(borders), largest > MAX_SHARE, -step

    return min(found, key=merit, default=(0.0, ()))[1]


def _border_marks(values: Sequence[float], step: float, least: int) -> Iterator[float]:
    """The multiples of a step (and the lowest value above zero) at which a band of at least `least` days ends."""
    zeros = bisect_right(values, 0)
    smallest = values[zeros] if zeros < len(values) else 0
    marks = [round(step * n, 6) for n in range(floor(values[0] / step) + 1, floor(values[-1] / step) + 1)]
    if values[0] == 0 and zeros >= least and smallest < step:
        marks = [smallest, *marks]
    before = 0
    for mark in marks:
        below = bisect_left(values, mark)
        if below - before >= least and len(values) - below >= least:
            yield mark
            before = below


def _at_most_four(values: Sequence[float], borders: tuple[float, ...]) -> tuple[float, ...]:
    """Join outer bands until there are four, the smaller join first."""
    sizes, first, end = _sizes(values, borders), 0, len(borders)
    while end - first >= USUAL_BANDS:
        if sizes[0] + sizes[1] < sizes[-2] + sizes[-1]:
            sizes[:2], first = [sizes[0] + sizes[1]], first + 1
        else:
            sizes[-2:], end = [sizes[-2] + sizes[-1]], end - 1
    return borders[first:end]


def _sizes(values: Sequence[float], borders: Sequence[float]) -> list[int]:
    """Days in each band."""
    return [end - first for first, end in pairwise(_positions(values, borders))]


def _positions(values: Sequence[float], borders: Sequence[float]) -> list[int]:
    """Where the bands begin among the sorted values, and where the last one ends."""
    return [0, *(bisect_left(values, border) for border in borders), len(values)]


def _rates(groups: Sequence[Sequence[int]]) -> list[BandRate | None]:
    """The rate of each group of counts; None for one without days."""
    phi = _dispersion([group for group in groups if group])
    return [_rate(group, phi) if group else None for group in groups]


def _dispersion(groups: Iterable[Sequence[int]]) -> float:
    """Pearson's estimate over all groups, at least 1."""
    squares, degrees = 0.0, 0
    for group in groups:
        mean = fmean(group)
        if mean:
            squares += sum(days * (count - mean) ** 2 for count, days in Counter(group).items()) / mean
            degrees += len(group) - 1
    return max(1.0, squares / degrees) if degrees else 1.0


def _rate(counts: Sequence[int], phi: float) -> BandRate:
    days, mean = len(counts), fmean(counts)
    shift = phi * Z * Z / (2 * days)
    half = sqrt(Z * Z * phi * mean / days + shift * shift)
    return BandRate(days, mean, max(0.0, mean + shift - half), mean + shift + half)

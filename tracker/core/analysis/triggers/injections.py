"""The wave after injections as columns of a design matrix: the rate falls within days and comes back over weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from tracker.core.analysis.triggers.grid import DayGrid, Floats

Indices = npt.NDArray[np.intp]

WORKS_DAYS = 112
"""Days after which nothing is left of an injection: the effect lasts three to four months (`reference.injections`)."""

TOP_UP_DAYS = 28
"""Injections closer together than this are one: what was missed is often added a few weeks later."""


def separate(injections: Sequence[date]) -> tuple[date, ...]:
    """The days of injections in order, without those within TOP_UP_DAYS of the one kept before."""
    kept: list[date] = []
    for day in sorted(injections):
        if not kept or (day - kept[-1]).days >= TOP_UP_DAYS:
            kept.append(day)
    return tuple(kept)


def injection_columns(grid: DayGrid, rows: Indices, curves: Floats) -> Floats:
    """Curves of the days since an injection, summed over injections, on these rows.

    Parameters
    ----------
    curves : (d, k) the height of each curve on the day of an injection and the d - 1 days after it; 0 afterwards.

    Returns
    -------
    An (n, k) matrix. A column times its coefficient adds to the log rate, so the waves of two injections add up.
    """
    days = np.arange(grid.counts.size) + grid.first_day.toordinal()
    total = np.zeros((days.size, curves.shape[1]))
    for day in separate(grid.injections):
        since = days - day.toordinal()
        known = (since >= 0) & (since < len(curves))
        total[known] += curves[since[known]]
    return np.asarray(total[rows])


def spline(knots: Sequence[int]) -> Floats:
    """A linear B-spline over the WORKS_DAYS after an injection: (WORKS_DAYS + 1, k), column j is 1 at knot j.

    All columns are 0 on the day of the injection and on the last day.
    """
    at = np.array([0, *knots, WORKS_DAYS], dtype=float)
    days = np.arange(WORKS_DAYS + 1)
    return np.column_stack([np.interp(days, at, np.eye(at.size)[number + 1]) for number in range(len(knots))])

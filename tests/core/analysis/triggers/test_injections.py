"""Columns of the design matrix for the weeks after injections."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.analysis.triggers.injections import WORKS_DAYS, injection_columns, separate, spline

FIRST = date(2026, 1, 1)


def grid(days: int, *given: int) -> DayGrid:
    injections = tuple(FIRST + timedelta(days=row) for row in given)
    return DayGrid(FIRST, np.ones(days), (), np.empty((days, 0)), injections)


def test_a_spline_is_one_at_its_knot_and_nothing_at_both_ends() -> None:
    columns = spline((7, 56))
    assert columns.shape == (WORKS_DAYS + 1, 2)
    assert columns[7].tolist() == [1, 0]
    assert columns[56].tolist() == [0, 1]
    assert columns[[0, -1]].sum() == 0
    assert columns[84, 1] == 0.5


def test_waves_of_two_injections_add_up_and_those_to_come_count_for_nothing() -> None:
    curve = np.linspace(1, 0, 11)[:, None]
    column = injection_columns(grid(40, 10, 38, 60), np.arange(40), curve)[:, 0]
    assert column[:10].sum() == 0
    assert column[10:21].tolist() == curve[:, 0].tolist()
    assert column[21:38].sum() == 0
    assert column[38:].tolist() == curve[:2, 0].tolist()
    overlapping = injection_columns(grid(60, 0, 30), np.arange(60), np.ones((60, 1)))[:, 0]
    assert overlapping[[29, 30]].tolist() == [1, 2]


def test_an_injection_before_the_first_row_still_acts() -> None:
    curve = np.arange(20.0)[:, None]
    assert injection_columns(grid(30, -5), np.array([0, 2, 20]), curve)[:, 0].tolist() == [5, 7, 0]


def test_injections_of_four_weeks_are_one() -> None:
    days = [FIRST + timedelta(days=row) for row in (90, 0, 27, 54, 28)]
    assert [(day - FIRST).days for day in separate(days)] == [0, 28, 90]

"""Before and after one change, kept apart from the others around it."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tracker.core.analysis.changes.medication import step_at
from tracker.core.analysis.triggers.grid import DayGrid

FIRST = date(2026, 1, 1)


def grid(*counts: float) -> DayGrid:
    return DayGrid(FIRST, np.array(counts, dtype=float), (), np.empty((len(counts), 0)))


def day(row: int) -> date:
    return FIRST + timedelta(days=row)


HALVED = grid(*[6, 4, 5, 7, 6, 5, 7] * 8, *[1, 0, 2, 1, 1, 0, 1] * 8)


def test_a_clear_fall_is_claimed_with_its_interval() -> None:
    step = step_at(HALVED, day(56), ())
    assert step
    assert step.claimed
    assert step.ratio.low < step.ratio.ratio < step.ratio.high < 1
    assert 0.05 < step.ratio.ratio < 0.5


def test_a_steady_rate_claims_nothing() -> None:
    step = step_at(grid(*[3, 2, 4, 3, 1, 3, 2] * 16), day(56), ())
    assert step
    assert not step.claimed
    assert step.ratio.low < 1 < step.ratio.high


def test_the_nearest_other_changes_bound_what_is_compared() -> None:
    """The fall at day 56 belongs to another medicine, so it is no longer seen at day 84."""
    alone, beside = step_at(HALVED, day(84), ()), step_at(HALVED, day(84), (day(56), day(200), day(-3)))
    assert alone
    assert beside
    assert beside.ratio != alone.ratio
    assert not beside.claimed


@pytest.mark.parametrize("row", [-1, 0, 10, 100, 112])
def test_too_few_days_on_a_side_are_not_compared(row: int) -> None:
    assert step_at(HALVED, day(row), ()) is None
    assert step_at(HALVED, day(56), (day(40),)) is None

"""Pairs of periods and their weighted differences."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.experiments.pairs import Pairs, pairs_of, weighted_differences
from tracker.core.analysis.experiments.plan import PlannedDay

DAY = date(2026, 3, 2)
numbers = st.lists(st.integers(0, 40), min_size=4, max_size=4).map(np.array)


def test_only_logged_days_that_count_are_added() -> None:
    days = [
        PlannedDay(DAY, 0, True, False),
        PlannedDay(DAY + timedelta(1), 0, True, True),
        PlannedDay(DAY + timedelta(2), 0, False, True),
        PlannedDay(DAY + timedelta(3), 0, False, True),
    ]
    found = pairs_of(days, {DAY: 9, DAY + timedelta(1): 3, DAY + timedelta(2): 1}, 2)
    assert found.on_episodes.tolist() == [3, 0]
    assert found.on_days.tolist() == [1, 0]
    assert found.off_episodes.tolist() == [1, 0]
    assert found.off_days.tolist() == [1, 0]
    assert found.usable().tolist() == [True, False]
    assert weighted_differences(found).tolist() == [pytest.approx(2 / np.sqrt(5 / 2)), 0]


@given(numbers, numbers, numbers, numbers)
def test_the_other_order_gives_the_same_difference_the_other_way(
    on: np.ndarray, on_days: np.ndarray, off: np.ndarray, off_days: np.ndarray
) -> None:
    one = weighted_differences(Pairs(on, on_days, off, off_days))
    other = weighted_differences(Pairs(off, off_days, on, on_days))
    assert np.allclose(one, -other)

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis import DailyTotals, median_by_exposure


def days(*values: dict[str, float]) -> list[DailyTotals]:
    return [
        DailyTotals(date(2026, 3, 1) + timedelta(n), False, None, None, None, each) for n, each in enumerate(values)
    ]


def test_days_without_a_value_do_not_count():
    found = median_by_exposure(days({"sleep_h": 6}, {}, {"sleep_h": 8, "stress": 3}, {"sleep_h": 7.5}))
    assert found == {"sleep_h": 7.5, "stress": 3}


def test_an_even_number_of_days_gives_the_middle_of_the_two():
    assert median_by_exposure(days({"stress": 2}, {"stress": 5}))["stress"] == 3.5


def test_zero_is_a_value():
    assert median_by_exposure(days({"caffeine_mg": 0}, {"caffeine_mg": 0}, {"caffeine_mg": 200})) == {"caffeine_mg": 0}


def test_no_values_no_medians():
    assert median_by_exposure(days({}, {})) == {}


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=60))
def test_agrees_with_numpy(values):
    found = median_by_exposure(days(*({"water_ml": value} for value in values)))
    assert found["water_ml"] == pytest.approx(float(np.median(values)))

"""The trend of the weekly rate, against scipy and against a case computed by hand."""

from __future__ import annotations

from datetime import date, timedelta
from math import erfc, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from tracker.core.analysis import Direction, WeekTotals, trend
from tracker.core.analysis.describe.trend import mann_kendall_p
from tracker.core.analysis.describe.weekly import weekly_rate

MONDAY = date(2026, 1, 5)

counts = st.lists(st.integers(0, 30), min_size=6, max_size=40)


def week(number: int, episodes: int, days_logged: int = 7) -> WeekTotals:
    rate = weekly_rate(episodes, days_logged)
    return WeekTotals(MONDAY + timedelta(weeks=number), days_logged, episodes, rate)


def weeks(*episodes: int) -> list[WeekTotals]:
    return [week(number, count) for number, count in enumerate(episodes)]


def test_a_hand_worked_case() -> None:
    # Of the 15 pairs 13 rise, one falls (4, 3) and one is equal (4, 4): score 12.
    # Variance (6·5·17 - 2·1·9) / 18 = 492 / 18; z = 11 / sqrt(27.33) = 2.104; p = 0.0354.
    found = trend(weeks(1, 2, 4, 3, 4, 7))
    assert found.p == pytest.approx(erfc(11 / sqrt(2 * 492 / 18)))
    assert found.p == pytest.approx(0.0354, abs=5e-5)
    assert found.slope_per_week == 1.0
    assert found.direction is Direction.RISING


def test_a_straight_line_has_an_interval_without_width() -> None:
    found = trend(weeks(20, 18, 16, 14, 12, 10, 8))
    assert (found.slope_per_week, found.low, found.high) == (-2, -2, -2)
    assert found.direction is Direction.FALLING


@given(counts)
def test_slope_and_interval_equal_scipys_theilslopes(episodes: list[int]) -> None:
    assume(len(set(episodes)) > 1)
    found = trend(weeks(*episodes))
    rates = [week.rate_per_week for week in weeks(*episodes)]
    expected = stats.theilslopes(rates, range(len(rates)))
    assert found.slope_per_week == pytest.approx(expected.slope)
    assert found.low == pytest.approx(expected.low_slope)
    assert found.high == pytest.approx(expected.high_slope)


@given(counts)
def test_p_equals_scipys_kendalltau_after_the_continuity_correction(episodes: list[int]) -> None:
    assume(len(set(episodes)) > 1)
    expected = stats.kendalltau(range(len(episodes)), episodes, method="asymptotic")
    score = sum((b > a) - (b < a) for i, a in enumerate(episodes) for b in episodes[i + 1 :])
    assume(score != 0)
    z = stats.norm.isf(expected.pvalue / 2) * (abs(score) - 1) / abs(score)
    assert mann_kendall_p(episodes) == pytest.approx(2 * stats.norm.sf(z), rel=1e-6)


@given(st.permutations(range(10)))
def test_p_is_close_to_the_exact_one(values: list[int]) -> None:
    exact = stats.kendalltau(range(10), values, method="exact").pvalue
    assert mann_kendall_p(values) == pytest.approx(exact, abs=0.02)


@given(counts)
def test_the_same_weeks_backwards_go_the_other_way(episodes: list[int]) -> None:
    there, back = trend(weeks(*episodes)), trend(weeks(*reversed(episodes)))
    assert there.p == back.p
    assert there.slope_per_week == pytest.approx(-(back.slope_per_week or 0))


def test_five_weeks_are_too_early() -> None:
    found = trend(weeks(1, 2, 3, 4, 5))
    assert found.direction is Direction.TOO_EARLY
    assert (found.weeks, found.slope_per_week, found.low, found.high, found.p) == (5, None, None, None, None)


def test_weeks_hardly_logged_do_not_count_and_leave_a_gap() -> None:
    logged = weeks(2, 4, 0, 0, 10, 12, 14, 16)
    logged[2], logged[3] = week(2, 0, days_logged=2), week(3, 0, days_logged=0)
    found = trend(logged)
    assert found.weeks == 6
    assert found.slope_per_week == 2


def test_four_logged_days_are_enough() -> None:
    found = trend([week(number, 3, days_logged=4) for number in range(6)])
    assert (found.weeks, found.direction) == (6, Direction.UNCLEAR)


def test_weeks_that_are_all_alike_have_no_direction() -> None:
    found = trend(weeks(*[4] * 12))
    assert (found.slope_per_week, found.p, found.direction) == (0, 1.0, Direction.UNCLEAR)


def test_no_weeks_at_all_are_too_early() -> None:
    assert trend([]).direction is Direction.TOO_EARLY

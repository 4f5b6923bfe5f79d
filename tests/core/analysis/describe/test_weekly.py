from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis import DailyTotals, WeekTotals, weekly

MONDAY = date(2026, 3, 2)


def days(first: date, *episodes: int | None) -> list[DailyTotals]:
    return [
        DailyTotals(first + timedelta(n), count is not None, count, None, None, {}) for n, count in enumerate(episodes)
    ]


counts = st.lists(st.none() | st.integers(0, 40), max_size=60)
firsts = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def test_a_full_week_is_its_own_rate():
    assert weekly(days(MONDAY, 1, 0, 2, 0, 0, 3, 1)) == (WeekTotals(MONDAY, 7, 7, 7.0),)


def test_gaps_are_not_zeros():
    assert weekly(days(MONDAY, 2, None, 4, 0, 2, None, None)) == (WeekTotals(MONDAY, 4, 8, 14.0),)


def test_a_week_with_too_few_logged_days_has_a_count_and_no_rate():
    (week,) = weekly(days(MONDAY, 2, None, 4, 0, None, None, None))
    assert (week.episodes, week.days_logged, week.rate_per_week, week.estimated_unlogged) == (6, 3, None, None)


def test_days_without_an_entry_are_estimated_at_the_pace_of_their_week():
    full, gaps, begun = weekly(days(MONDAY, *[1] * 7, 2, None, 4, 0, 2, None, None, 1, 1, 2, 0, None))
    assert full.estimated_unlogged == 0
    assert gaps.estimated_unlogged == 6
    assert (begun.days, begun.estimated_unlogged) == (5, 1)


def test_a_week_nobody_logged_has_no_rate():
    assert weekly(days(MONDAY, *[None] * 7)) == (WeekTotals(MONDAY, 0, 0, None),)


def test_a_logged_quiet_week_has_rate_zero():
    assert weekly(days(MONDAY, *[0] * 7)) == (WeekTotals(MONDAY, 7, 0, 0.0),)


def test_a_period_that_begins_midweek_keeps_its_monday():
    found = weekly(days(MONDAY + timedelta(5), 1, 1, 5))
    assert [(week.first_day, week.days_logged, week.episodes) for week in found] == [
        (MONDAY, 2, 2),
        (MONDAY + timedelta(7), 1, 5),
    ]


def test_no_days_no_weeks():
    assert weekly([]) == ()


@given(firsts, counts)
def test_sums_agree_and_weeks_follow_each_other(first, episodes):
    found = weekly(days(first, *episodes))
    assert sum(week.episodes for week in found) == sum(count or 0 for count in episodes)
    assert sum(week.days_logged for week in found) == sum(count is not None for count in episodes)
    assert all(week.first_day.weekday() == 0 for week in found)
    assert all(later.first_day - week.first_day == timedelta(7) for week, later in pairwise(found))


@given(firsts, counts)
def test_rates_weighted_by_days_give_the_episodes_back(first, episodes):
    for week in weekly(days(first, *episodes)):
        assert (week.rate_per_week is None) == (week.days_logged < 4)
        if week.rate_per_week is not None:
            assert week.rate_per_week * week.days_logged / 7 == pytest.approx(week.episodes)

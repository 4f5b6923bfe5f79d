from datetime import UTC, date, datetime, timedelta
from statistics import mean
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.describe.daily import MINUTES_A_DAY, daily, summarise_day
from tracker.core.records import Day, Diary, Episode, Exposure, Person, Reading, Summary

FIRST = date(2026, 3, 2)


def exposure(summary=Summary.SUM, key="caffeine_mg"):
    return Exposure(UUID(int=1), key, "Caffeine", "mg", summary)


def reading(value, key="caffeine_mg", day=FIRST):
    return Reading(UUID(int=2), key, day, value)


def episode(day=FIRST, **said):
    return Episode(UUID(int=3), datetime(2026, 3, 2, tzinfo=UTC), "UTC", day, **said)


def diary(**entries):
    return Diary(Person(), FIRST, FIRST + timedelta(days=2), **entries)


def test_a_day_that_was_not_logged_is_unknown_and_not_zero():
    quiet, logged, unknown = daily(
        diary(days=(Day(UUID(int=4), FIRST),), episodes=(episode(FIRST + timedelta(days=1)),))
    )
    assert (quiet.logged, quiet.episodes, quiet.minutes) == (True, 0, 0)
    assert (logged.logged, logged.episodes) == (True, 1)
    assert (unknown.logged, unknown.episodes, unknown.minutes, unknown.strongest) == (False, None, None, None)


def test_a_value_on_a_day_that_was_not_logged_is_still_a_value():
    totals = daily(diary(exposures=(exposure(),), readings=(reading(80),)))[0]
    assert (totals.logged, totals.values) == (False, {"caffeine_mg": 80})
    assert "sleep_h" not in totals.values


@pytest.mark.parametrize(("summary", "value"), [(Summary.SUM, 9), (Summary.MEAN, 3), (Summary.LAST, 2)])
def test_several_values_of_a_day_become_one(summary, value):
    assert summarise_day(exposure(summary), [reading(4), reading(3), reading(2)]) == value


@given(st.lists(st.integers(0, 1_000), min_size=1))
def test_a_mean_is_that_of_the_standard_library(values):
    assert summarise_day(exposure(Summary.MEAN), map(reading, values)) == pytest.approx(mean(values))


def test_an_episode_without_duration_counts_one_minute():
    episodes = (episode(duration_s=90), episode(), episode(still_going=True))
    assert daily(diary(episodes=episodes))[0].minutes == 1.5 + 1 + 1


def test_an_episode_of_zero_duration_counts_none():
    assert daily(diary(episodes=(episode(duration_s=0),)))[0].minutes == 0


@given(st.lists(st.integers(0, 7 * 24 * 3600) | st.none(), max_size=30))
def test_minutes_never_exceed_a_day(durations):
    totals = daily(diary(episodes=tuple(episode(duration_s=seconds) for seconds in durations)))[0]
    assert 0 <= (totals.minutes or 0) <= MINUTES_A_DAY


def test_strongest_ignores_episodes_without_strength():
    episodes = (episode(strength=3), episode(), episode(strength=7), episode(strength=0))
    assert daily(diary(episodes=episodes))[0].strongest == 7
    assert daily(diary(episodes=(episode(),)))[0].strongest is None


def test_every_date_of_the_period_comes_once_in_order():
    assert [totals.date for totals in daily(diary())] == [FIRST + timedelta(days=n) for n in range(3)]

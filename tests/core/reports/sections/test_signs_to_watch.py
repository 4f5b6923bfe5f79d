"""The rules with the trend of the days handed to them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis.changes.worsening import worsening
from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.records import Diary, Episode, Person
from tracker.core.red_flags import Settings, TrendResult
from tracker.core.reports.sections.signs_to_watch import signs_to_watch, trend_result

TODAY = date(2026, 5, 31)  # A Sunday: the week is whole.


def diary(numbers: list[int]) -> Diary:
    """Episodes of ten minutes: a number per day for each week, the last week the one of today."""
    weeks = len(numbers)
    first = TODAY - timedelta(days=7 * weeks - 1)
    days = [(first + timedelta(days=7 * week + day), n) for week, n in enumerate(numbers) for day in range(7)]
    moments = [datetime(day.year, day.month, day.day, hour, tzinfo=UTC) for day, n in days for hour in range(n)]
    episodes = tuple(
        Episode(UUID(int=number), at, "UTC", at.date(), 600) for number, at in enumerate(moments, start=1)
    )
    return Diary(Person(), first, TODAY, episodes=episodes)


def level_of_s4(value: Diary) -> str | None:
    return next((flag.level.value for flag in signs_to_watch(value, TODAY) if flag.rule == "S4_worsening"), None)


def test_a_rising_trend_makes_worsening_a_reason_to_see_a_doctor_soon() -> None:
    assert level_of_s4(diary([1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 14])) == "soon"


def test_one_bad_week_after_steady_ones_is_worth_mentioning() -> None:
    assert level_of_s4(diary([4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 9])) == "next_visit"


def test_the_trend_is_the_one_whose_false_alarms_are_measured() -> None:
    value = diary([1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 14])
    found = worsening(align(day_table(value)))
    assert found is not None
    assert trend_result(value, TODAY) == TrendResult(True, found.p)


@pytest.mark.parametrize("numbers", [[3] * 4, []])
def test_a_young_diary_has_no_trend(numbers: list[int]) -> None:
    assert trend_result(diary(numbers), TODAY) == TrendResult(False, None)


def test_entries_after_today_do_not_count() -> None:
    later = diary([1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 14])
    assert not trend_result(later, TODAY - timedelta(weeks=8)).rising


def test_thresholds_and_the_switch_for_patterns_are_handed_on() -> None:
    value = diary([1] * 3)
    assert "S2_persistent" in {flag.rule for flag in signs_to_watch(value, TODAY)}
    assert signs_to_watch(value, TODAY, Settings(pattern_flags=False)) == ()

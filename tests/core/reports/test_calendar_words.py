"""A month or a year in words."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tracker.core.analysis import DailyTotals
from tracker.core.records import Exposure, Summary
from tracker.core.reports.calendar_words import (
    episodes_answer,
    exposure_answer,
    in_month,
    mean_in_words,
    most_and_fewest,
    strength_answer,
)

SLEEP = Exposure(UUID(int=1), "sleep_h", "Sleep", "h", Summary.LAST)
STRESS = Exposure(UUID(int=2), "stress", "Stress", "0–10", Summary.MEAN)


def days(*counts: int | None, first: date = date(2026, 11, 1), **values: float) -> list[DailyTotals]:
    return [
        DailyTotals(first + timedelta(n), count is not None, count, None, 4 if count else None, values)
        for n, count in enumerate(counts)
    ]


def test_episodes_are_counted_over_noted_days():
    assert episodes_answer(days(2, 0, None, 1)) == "3 episodes on 2 of 3 days noted."
    assert episodes_answer(days(1)) == "1 episode on the one day noted."
    assert episodes_answer(days(0)) == "No twitch on the one day noted."
    assert episodes_answer(days(0, 0)) == "No twitch on 2 days noted."
    assert episodes_answer(days(None)) == "Nothing noted in these days."


def test_strength_has_its_mean_and_its_most():
    assert strength_answer(days(2, 1)) == "The strongest of a day: 4 of 10 on average, 4 at most."
    assert strength_answer(days(0)) == "No strength noted in these days."


def test_an_exposure_has_its_mean_and_unit():
    assert exposure_answer(days(1, 1, sleep_h=6.94), SLEEP) == "Sleep: 6.9 h a day on average."
    assert exposure_answer(days(1, stress=4), STRESS) == "Stress: 4 of 10 a day on average."
    assert exposure_answer(days(1), SLEEP) == "Sleep: nothing noted in these days."
    assert in_month(10, mean_in_words(days(1, sleep_h=7.2), SLEEP)) == "October: 7.2 h."
    assert in_month(10, "1 episode on 1 of 2 days noted.") == "October: 1 episode on 1 of 2 days noted."


def test_months_are_compared_only_where_enough_days_were_noted():
    january, march = days(*[2] * 31, first=date(2026, 1, 1)), days(*[1] * 31, first=date(2026, 3, 1))
    february, april = days(*[3] * 28, first=date(2026, 2, 1)), days(*[0] * 10, first=date(2026, 4, 1))
    assert most_and_fewest(january + february + march + april) == "Most in February: 84. Fewest in March: 31."
    assert most_and_fewest(january + february + april) == ""

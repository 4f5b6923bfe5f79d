"""Seven days in words."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.analysis.describe.usual import Mark
from tracker.core.records import Exposure, Summary
from tracker.core.reports.week_words import day_with_values, value_in_words, week_answer, week_counted

MONDAY = date(2026, 11, 16)
SLEEP = Exposure(UUID(int=1), "sleep_h", "Sleep", "h", Summary.LAST)
STRESS = Exposure(UUID(int=2), "stress", "Stress", "0–10", Summary.MEAN)


def days(*counts: int | None) -> list[DailyTotals]:
    return [
        DailyTotals(MONDAY + timedelta(place), count is not None, count, None, None, {})
        for place, count in enumerate(counts)
    ]


@pytest.mark.parametrize(
    ("counts", "answer", "counted"),
    [
        ((None,) * 7, "Nothing noted in these days.", ""),
        ((1, None), "1 episode on 1 day noted.", ""),
        ((0, 0, 3), "3 episodes on 3 days noted.", ""),
        ((0, 0, 0, 0, None), "A quiet week: no twitch.", "No twitch on 4 days noted."),
        ((0, None), "No twitch on 1 day noted.", ""),
        ((0, 1, 0, 1, 0, None, 0), "A quiet week: 2 episodes.", "2 episodes on 6 days noted."),
        ((1, 0, 2, 4, 0, 0, 0), "Most on Thursday: 4.", "7 episodes on 7 days noted."),
        ((1, 0, 2, 4, 4, 0, 0), "Most on Thursday and Friday: 4 each.", "11 episodes on 7 days noted."),
        ((1, 0, 2, 2, 2, 0, 0), "7 episodes, at most 2 a day.", "7 episodes on 7 days noted."),
    ],
)
def test_the_first_sentence_says_when_it_was_most(counts, answer, counted):
    assert week_answer(days(*counts)) == answer
    assert week_counted(days(*counts)) == counted


def test_a_day_is_read_out_with_all_its_values():
    cells = [(SLEEP, ComparedValue(5.5, Mark.MUCH_LESS)), (STRESS, ComparedValue(7, Mark.USUAL))]
    (day,) = days(4)
    assert day_with_values("Monday 16 November", day, cells) == (
        "Monday 16 November: 4 episodes; Sleep 5.5 h, much less than usual; Stress 7 of 10"
    )


@pytest.mark.parametrize(("count", "words"), [(None, "not logged"), (0, "no twitch"), (1, "1 episode")])
def test_a_day_without_an_entry_is_not_a_quiet_one(count, words):
    assert day_with_values("Monday", days(count)[0], [(SLEEP, None)]) == f"Monday: {words}"


def test_a_running_sum_is_so_far():
    assert value_in_words(SLEEP, ComparedValue(2, None, is_so_far=True)) == "Sleep 2 h so far"

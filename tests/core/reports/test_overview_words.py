"""The overview in words: the answer comes first and claims no more than the days allow."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis import WeekTotals, overview
from tracker.core.records import Day, Diary, Episode, Person
from tracker.core.reports.overview_words import OverviewWords, overview_words, week_words

LAST = date(2026, 11, 30)


def words_of(*counts: int | None) -> OverviewWords:
    first = LAST - timedelta(days=len(counts) - 1)
    days, episodes = [], []
    for number, count in enumerate(counts):
        day = first + timedelta(days=number)
        onset = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        if count is not None:
            days.append(Day(UUID(int=number), day, no_twitch=not count))
        episodes += [Episode(UUID(int=1000 * number + turn), onset, "UTC", day) for turn in range(count or 0)]
    return overview_words(overview(Diary(Person(), first, LAST, days=tuple(days), episodes=tuple(episodes))))


@pytest.mark.parametrize(
    ("counts", "answer"),
    [
        ([None] * 20, "Nothing noted yet."),
        ([1], "So far: 1 episode on 1 day noted."),
        ([None, None, 2, 0, 1], "So far: 3 episodes on 3 days noted."),
        ([1] * 14, "About the same as the week before."),
        ([0] * 7 + [2] * 7, "More than the week before."),
        ([2] * 7 + [0] * 7, "Fewer than the week before."),
        ([2] * 10 + [None] * 4, "Too few days noted to compare."),
    ],
)
def test_the_answer_comes_first(counts: list[int | None], answer: str) -> None:
    assert words_of(*counts).answer == answer


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([None] * 20, ""),
        ([1] * 5, "After two weeks you see here whether it gets more or less."),
        ([1] * 20, "A change over weeks can be seen after six weeks."),
        ([1] * 84, "No clear change over 12 weeks."),
        ([n // 7 for n in range(84)], "More than 12 weeks ago."),
        ([11 - n // 7 for n in range(84)], "Fewer than 12 weeks ago."),
    ],
)
def test_then_how_it_goes_over_the_weeks(counts: list[int | None], sentence: str) -> None:
    assert words_of(*counts).over_weeks == sentence


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ([1] * 20, ""),
        ([1] * 19 + [None], "One day is not logged: the hatched part is a guess at it."),
        ([1] * 18 + [None] * 2, "2 days are not logged: the hatched part is a guess at them."),
        ([1] * 15 + [None] * 5, "5 of the last 7 days are not logged."),
    ],
)
def test_missing_values_are_named(counts: list[int | None], sentence: str) -> None:
    assert words_of(*counts).gaps == sentence


def test_drawings_have_words() -> None:
    words = words_of(*[1] * 14)
    assert words.two_weeks == "Last 7 days: 7 episodes. The 7 days before: 7 episodes."
    assert words.weeks == "Weeks of seven days, 17 Nov to 30 Nov 2026: from 7 to 7 episodes a week."
    assert week_words(WeekTotals(LAST, 6, 1, 1.2), "24 to 30 Nov") == "24 to 30 Nov: 1 episode, 6 of 7 days noted"

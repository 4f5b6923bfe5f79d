"""Calm mode in words: quiet days first, and nothing that got worse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from tracker.core.analysis import Overview, overview
from tracker.core.records import Day, Diary, Episode, Person
from tracker.core.reports.calm_words import calm_answer, calm_comparison, quiet_days_so_far

SUNDAY = date(2026, 11, 29)
THURSDAY = date(2026, 11, 26)


def seen_on(last: date, counts: Sequence[int | None]) -> Overview:
    first = last - timedelta(days=len(counts) - 1)
    days, episodes = [], []
    for number, count in enumerate(counts):
        day = first + timedelta(days=number)
        onset = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        if count is not None:
            days.append(Day(UUID(int=number), day, no_twitch=not count))
        episodes += [Episode(UUID(int=1000 * number + turn), onset, "UTC", day) for turn in range(count or 0)]
    return overview(Diary(Person(), first, last, days=tuple(days), episodes=tuple(episodes)))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([0, 0, 0, 1, 2, None, 3], ""),
        ([0, 0, 0, 0, 2, None, 3], "One quiet day so far."),
        ([1, 1, 1, 0, 0, None, 0], "Three quiet days so far."),
        ([0, 0, 0, 0, 0, 0, 0], "Four quiet days so far."),
    ],
)
def test_quiet_days_count_from_monday(counts: list[int | None], words: str) -> None:
    assert quiet_days_so_far(seen_on(THURSDAY, counts).days, THURSDAY) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([None] * 7, "Nothing noted yet."),
        ([0, 0] + [1] * 7, "No quiet day was noted in the week to 29 Nov."),
        ([0, 1, 1, 1, 1, 0, 0], "Three quiet days in the week to 29 Nov."),
        ([0] * 9, "Seven quiet days in the week to 29 Nov."),
    ],
)
def test_the_week_begins_with_its_quiet_days(counts: list[int | None], words: str) -> None:
    assert calm_answer(seen_on(SUNDAY, counts), SUNDAY) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([1] * 5, ""),
        ([0] * 7 + [2] * 7, ""),
        ([1] * 14, "About the same as the week before."),
        ([2] * 7 + [0] * 7, "Fewer than the week before."),
        ([n // 7 for n in range(84)], "About the same as the week before."),
        ([11 - n // 7 for n in range(84)], "Fewer than the week before. Fewer than 12 weeks ago."),
    ],
)
def test_nothing_that_got_worse_is_said(counts: list[int], words: str) -> None:
    assert calm_comparison(seen_on(SUNDAY, counts)) == words

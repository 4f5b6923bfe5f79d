"""Since when: the dates of a diary and of what lies before the part that is at hand."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from walk.long_diary import SEEDS, long_diary

from tracker.core.analysis import diary_dates
from tracker.core.records import Diary, History, Person, history_of

LAST = date(2026, 5, 31)


@settings(max_examples=20)
@given(st.integers(30, 1_000), SEEDS, st.integers(0, 800))
def test_a_part_and_its_history_know_the_dates_of_the_whole(days: int, seed: int, ago: int) -> None:
    diary = long_diary(LAST, days, seed)
    until = LAST - timedelta(days=ago)
    part = diary_dates(diary.between(until, LAST), history_of(diary, until))
    assert part == diary_dates(diary, History(diary.first_day))
    assert part.logged == diary.logged_dates()
    for one in part.places:
        on = {episode.local_date for episode in diary.episodes if one.place in episode.places}
        assert (one.first, one.last, one.days) == (min(on), max(on), len(on))
    noted = {(sign.name, entry.local_date) for entry in (*diary.episodes, *diary.days) for sign in entry.signs}
    assert part.signs == {name: min(day for other, day in noted if other == name) for name, _day in noted}
    assert [one.first for one in part.places] == sorted(one.first for one in part.places)


def test_what_is_noted_in_the_first_two_weeks_may_be_older() -> None:
    began = date(2026, 1, 1)
    dates = diary_dates(Diary(Person(), LAST, LAST), History(LAST, check_ins=frozenset({began})))
    assert dates.may_be_older(began + timedelta(days=13))
    assert not dates.may_be_older(began + timedelta(days=14))


def test_an_empty_diary_began_on_no_day() -> None:
    dates = diary_dates(Diary(Person(), LAST, LAST), History(LAST))
    assert dates.first_logged is None
    assert not dates.may_be_older(LAST)

"""The counts that rules share: windows, logged days, minutes, numbers, signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from walk.long_diary import SEEDS, long_diary

from tracker.core.records import Diary, History, Onset, Person, history_of
from tracker.core.records.history import LONG_S
from tracker.core.red_flags import check
from tracker.core.red_flags.context import TrendResult
from tracker.core.red_flags.place_sets import of_the_face
from tracker.core.red_flags.settings import numbers
from tracker.core.red_flags.window import MAX_WINDOW_DAYS, window_start

TODAY = date(2026, 5, 31)


def test_the_last_days_end_today(pen: Any) -> None:
    assert pen.context().last(3) == (pen.day(2), pen.day(1), pen.day(0))
    assert pen.context().last(2, before=7) == (pen.day(8), pen.day(7))


def test_entries_after_today_are_ignored(pen: Any) -> None:
    context = pen.context(pen.episode(-1), pen.check_in(-1, "ringing sudden"), pen.episode(0))
    assert context.logged == {pen.day(0)}
    assert context.logged_signs(30) == ()
    assert list(context.latest_episodes) == [pen.day(0)]


def test_an_episode_over_midnight_makes_both_days_logged(pen: Any) -> None:
    context = pen.context(pen.episode(3, at=time(23), minutes=90), pen.check_in(5))
    assert context.logged == {pen.day(5), pen.day(3), pen.day(2)}
    assert context.coverage(context.last(4)) == 0.5
    assert (context.minutes_on(pen.day(3)), context.minutes_on(pen.day(2)), context.minutes_on(pen.day(1))) == (
        60,
        30,
        0,
    )
    assert (context.number_on(pen.day(2)), context.number_on(pen.day(1))) == (1, 0)


def test_day_start_is_respected(pen: Any) -> None:
    night = pen.episode(3, at=time(23), minutes=90)
    late = pen.context(night, person=Person(day_starts_at=4))
    assert late.logged == {pen.day(3)}
    assert late.minutes_on(pen.day(3)) == 90
    assert late.days_with([night]) == {pen.day(3)}


def test_a_day_has_no_more_minutes_than_a_day(pen: Any) -> None:
    context = pen.context(*(pen.episode(0, minutes=800, at=time(1)) for _ in range(2)))
    assert context.minutes_on(pen.day(0)) == 1_440


def test_a_cluster_counts_as_its_number(pen: Any) -> None:
    assert pen.context(pen.episode(0, count=12), pen.episode(0)).number_on(pen.day(0)) == 13


def test_an_episode_of_several_days_is_one_episode(pen: Any) -> None:
    late, early = pen.episode(1, at=time(23), minutes=120), pen.episode(2)
    assert pen.context(late, early).episodes(3) == (early, late)
    assert pen.context(late, early).episodes(1) == (late,)
    assert pen.context(early).episodes(2) == ()


def test_signs_are_found_by_name_onset_and_date_of_their_entry(pen: Any) -> None:
    context = pen.context(
        pen.check_in(2, "ringing gradual", "fever sudden"),
        pen.episode(1, signs=("ringing sudden",)),
        pen.episode(4, signs=("ringing unsure",), at=time(23), minutes=2 * 1_440),
    )
    found = [(noted.day, noted.sign.name, noted.sign.onset.value) for noted in context.logged_signs(4)]
    assert found == [(pen.day(2), "fever", "sudden"), (pen.day(2), "ringing", "gradual"),
                    (pen.day(1), "ringing", "sudden")]  # fmt: skip
    assert [noted.day for noted in context.logged_signs(5, "ringing")] == [pen.day(4), pen.day(2), pen.day(1)]
    assert [noted.day for noted in context.logged_signs(5, "ringing", onsets={Onset.UNSURE})] == [pen.day(4)]


@pytest.mark.parametrize(("place", "is_face"), [("", True), ("chin:left", True), ("tongue:midline", True),
                                                ("calf:left", False)])  # fmt: skip
def test_an_episode_without_a_place_counts_for_the_face(pen: Any, place: str, is_face: bool) -> None:
    assert of_the_face(pen.episode(0, place).places) is is_face


def test_runs_of_all_of_the_face_and_of_each_place(pen: Any) -> None:
    context = pen.context(pen.episodes(range(10, 20), "calf:left"), pen.episodes(range(9), "chin:left", "brow:right"),
                    pen.episodes(range(5, 12), "brow:right"))  # fmt: skip
    assert context.run.length == 20
    assert context.face_run.length == 12
    assert {str(place): run.length for place, run in context.place_runs.items()} == {
        "chin:left": 9,
        "brow:right": 12,
    }


def test_runs_may_be_years_long(pen: Any) -> None:
    years = pen.context(pen.episodes(range(1_200)))
    assert years.run.length == 1_200
    bridged = pen.context(pen.episodes(range(0, 1_200, 10), minutes=7 * 1_440))
    assert bridged.run.length == 1_191


def test_no_threshold_exceeds_the_window() -> None:
    most = {number.name: number.metadata["high"] for number in numbers()}
    windows = [most["sleep_days"], most["on_and_off_window"], most["signs_days"] + most["constant_days"],
               most["recent_days"] + max(most["spread_quiet_days"], most["spread_before_days"])]  # fmt: skip
    assert max(windows) < MAX_WINDOW_DAYS == 400


def test_trend_p_defaults_to_none() -> None:
    assert TrendResult(rising=True).p is None


DAYS = st.dates(date(2010, 1, 1), date(2060, 1, 1))


@given(DAYS)
def test_the_window_exceeds_its_maximum_by_at_most_four_weeks(today: date) -> None:
    assert MAX_WINDOW_DAYS <= (today - window_start(today)).days < MAX_WINDOW_DAYS + 28


@given(DAYS)
def test_the_window_moves_by_four_weeks_at_a_time(today: date) -> None:
    days = [today + timedelta(days=n) for n in range(29)]
    moves = {(window_start(after) - window_start(before)).days for before, after in pairwise(days)}
    assert moves == {0, 28}


def test_runs_of_a_place_may_be_years_long(pen: Any) -> None:
    context = pen.context(pen.episodes(range(700), "chin:left"), pen.episodes(range(300, 900), "calf:left"))
    assert context.run.length == 900
    assert {str(place): run.length for place, run in context.place_runs.items()} == {"chin:left": 700}
    assert context.face_run.length == 700


def test_signs_of_any_age_are_returned(pen: Any) -> None:
    context = pen.context(
        pen.check_in(900, "ringing gradual", "fever sudden"),
        pen.episode(700, signs=("ringing sudden",)),
        pen.check_in(1, "ringing unsure"),
        pen.check_in(-1, "ringing unsure"),
    )
    assert [noted.day for noted in context.all_logged_signs("ringing")] == [pen.day(900), pen.day(700), pen.day(1)]
    assert [noted.day for noted in context.all_logged_signs("ringing", onsets={Onset.SUDDEN})] == [pen.day(700)]


def test_the_first_entry_of_any_age_is_known(pen: Any) -> None:
    assert min(pen.context(pen.check_in(900), pen.episode(0)).logged) == pen.day(900)


@settings(max_examples=60)
@given(st.integers(30, 1_000), SEEDS, st.integers(0, 40))
def test_window_with_history_equals_the_whole_diary(days: int, seed: int, ago: int) -> None:
    diary, today = long_diary(TODAY, days, seed), TODAY - timedelta(days=ago)
    first = window_start(today)
    window = replace(diary.between(first, TODAY), readings=diary.between(today - timedelta(days=6), TODAY).readings)
    flags = check(window, today, history=history_of(diary, first))
    assert flags == check(diary, today)
    assert flags == check(_within_a_date(diary, first), today, history=History(date(2000, 1, 1)))


def _within_a_date(diary: Diary, until: date) -> Diary:
    """The diary without durations of short episodes before the day, so that none runs over midnight."""
    episodes = [
        replace(e, duration_s=None) if e.local_date < until and (e.duration_s or 0) < LONG_S else e
        for e in diary.episodes
    ]
    return replace(diary, episodes=tuple(episodes))

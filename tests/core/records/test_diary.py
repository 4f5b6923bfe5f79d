from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.records import Day, Diary, Dose, Episode, Person, Reading, Visit, last_visit, next_visit

FIRST = date(2026, 3, 2)


def day(n):
    return Day(UUID(int=n), FIRST + timedelta(days=n))


def episode(n):
    at = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=n)
    return Episode(UUID(int=n), at, "UTC", at.date())


def reading(n):
    return Reading(UUID(int=n), "sleep_h", FIRST + timedelta(days=n), 7)


def dose(n):
    at = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=n)
    return Dose(UUID(int=n), UUID(int=99), at, "UTC", at.date())


def diary(length=10, **entries):
    return Diary(Person(), FIRST, FIRST + timedelta(days=length - 1), **entries)


def test_both_ends_of_the_period_belong_to_it():
    assert diary(2).dates() == (FIRST, FIRST + timedelta(days=1))


def test_a_coffee_does_not_make_a_day_logged_but_an_episode_and_a_check_in_do():
    held = diary(3, readings=(reading(0),), episodes=(episode(1),))
    assert held.logged_dates() == {FIRST + timedelta(days=1)}
    assert diary(3, readings=(reading(0),)).logged_dates() == set()


@pytest.mark.parametrize("make", [day, episode, reading, dose])
def test_an_entry_on_either_edge_is_kept_and_one_beyond_is_not(make):
    name = {day: "days", episode: "episodes", reading: "readings", dose: "doses"}[make]
    held = diary(**{name: tuple(make(n) for n in range(5))})
    part = held.between(FIRST + timedelta(days=1), FIRST + timedelta(days=3))
    assert getattr(part, name) == (make(1), make(2), make(3))
    assert (part.first_day, part.last_day) == (FIRST + timedelta(days=1), FIRST + timedelta(days=3))


@given(st.sets(st.integers(0, 30)), st.integers(0, 30), st.integers(0, 30))
def test_two_halves_hold_what_the_whole_holds(logged, low, high):
    low, high = sorted((low, high))
    held = diary(31, days=tuple(day(n) for n in sorted(logged)))
    parts = [(0, low - 1), (low, high), (high + 1, 30)]
    found = [held.between(FIRST + timedelta(days=a), FIRST + timedelta(days=b)).days for a, b in parts]
    assert tuple(d for part in found for d in part) == held.days


def visit(n):
    return Visit(UUID(int=n), FIRST + timedelta(days=n))


def test_the_last_visit_is_over_and_one_of_today_is_still_to_come():
    held = diary(visits=tuple(visit(n) for n in (1, 4, 7)))
    today = FIRST + timedelta(days=4)
    assert (last_visit(held, today), next_visit(held, today)) == (visit(1), visit(4))
    tomorrow = today + timedelta(days=1)
    assert (last_visit(held, tomorrow), next_visit(held, tomorrow)) == (visit(4), visit(7))


def test_before_the_first_visit_there_is_no_last_and_after_the_last_no_next():
    held = diary(visits=(visit(4),))
    assert (last_visit(held, FIRST), next_visit(held, FIRST + timedelta(days=9))) == (None, None)
    assert (last_visit(diary(), FIRST), next_visit(diary(), FIRST)) == (None, None)


def test_a_part_of_the_diary_keeps_every_visit():
    held = diary(visits=(visit(20), visit(90)))
    assert held.between(FIRST, FIRST).visits == held.visits

"""How often somebody is asked to see a doctor: once for each time it begins, and calm after an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from benchmarks.red_flags.asked import PEOPLE, Asked, Year, tables
from benchmarks.red_flags.lives import Life
from tracker.core.records import Day, Diary, Episode, Person, Place

FIRST = date(2025, 1, 1)


def lived(twitching: range) -> Life:
    """A year that is checked in on every day, with a twitch on these days of it."""
    days = [FIRST + timedelta(days=n) for n in range(365)]
    episodes = tuple(
        Episode(UUID(int=n), datetime.combine(days[n], time(9), UTC), "UTC", days[n], 5,
                places=(Place.parse("chin:left"),))
        for n in twitching
    )  # fmt: skip
    check_ins = tuple(Day(UUID(int=1_000 + n), day) for n, day in enumerate(days))
    return Life(Diary(Person(), FIRST, days[-1], check_ins, episodes), "rare", 0)


def asked(person: str, twitching: range) -> Asked:
    return Year(lived(twitching), person).asked()


def test_who_never_answers_is_asked_once_and_for_as_long_as_it_lasts() -> None:
    found = asked("never answers", range(100, 164))
    assert (found.rules, found.weeks) == (("S2_persistent",), 7)


def test_who_was_seen_is_left_alone() -> None:
    found = asked("says seen", range(100, 300))
    assert (found.rules, found.weeks) == (("S2_persistent",), 1)


def test_who_books_is_left_alone_once_the_visit_is_logged() -> None:
    found = asked("books and goes", range(100, 300))
    assert (found.rules, found.weeks) == (("S2_persistent",), 1)
    assert asked("books and goes", range(0)).rules == ()


def test_the_table_counts_people_and_rules() -> None:
    years = [Asked(person, "rare", ("S2_persistent",) * n, n) for person in PEOPLE for n in (0, 2)]
    lines = list(tables(years))
    assert "| never answers | 1.00 (1.00) | 1.00 (1.00) | 1 of 2 | 1.0 | – | – |" in lines
    assert "| S2_persistent | 1.00 | 1.00 | 1.00 |" in lines

"""Prompts to see a doctor: one for each new flag, and none after an answer."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from benchmarks.red_flags.doctor_prompts import PEOPLE, YearOfPrompts, YearSimulation, tables
from benchmarks.red_flags.lives import Life
from tracker.core.records import Day, Diary, Episode, Person, Place

FIRST = date(2025, 1, 1)


def lived(twitching: range) -> Life:
    """A year with a check-in every day and a twitch on these days."""
    days = [FIRST + timedelta(days=n) for n in range(365)]
    episodes = tuple(
        Episode(UUID(int=n), datetime.combine(days[n], time(9), UTC), "UTC", days[n], 5,
                places=(Place.parse("chin:left"),))
        for n in twitching
    )  # fmt: skip
    check_ins = tuple(Day(UUID(int=1_000 + n), day) for n, day in enumerate(days))
    return Life(Diary(Person(), FIRST, days[-1], check_ins, episodes), "rare", 0)


def asked(person: str, twitching: range) -> YearOfPrompts:
    return YearSimulation(lived(twitching), person).run()


def test_without_answer_the_prompt_lasts_as_long_as_the_run() -> None:
    found = asked("never answers", range(100, 164))
    assert (found.rules, found.weeks) == (("S2_persistent",), 7)


def test_no_prompt_after_the_answer_seen() -> None:
    found = asked("says seen", range(100, 300))
    assert (found.rules, found.weeks) == (("S2_persistent",), 1)


def test_no_prompt_after_a_logged_visit() -> None:
    found = asked("books and goes", range(100, 300))
    assert (found.rules, found.weeks) == (("S2_persistent",), 1)
    assert asked("books and goes", range(0)).rules == ()


def test_the_table_counts_people_and_rules() -> None:
    years = [YearOfPrompts(person, "rare", ("S2_persistent",) * n, n) for person in PEOPLE for n in (0, 2)]
    lines = list(tables(years))
    assert "| never answers | 1.00 (1.00) | 1.00 (1.00) | 1 of 2 | 1.0 | – | – |" in lines
    assert "| S2_persistent | 1.00 | 1.00 | 1.00 |" in lines

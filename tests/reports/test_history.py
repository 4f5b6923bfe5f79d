"""A doctor's questions: yes with dates, no with how often, or never asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tracker.records import Day, Diary, Episode, Onset, Person, Sign
from tracker.reference.signs import SIGNS
from tracker.reports.history import QUESTIONS, history_table


def episode(month: int, day: int, **said: object) -> Episode:
    onset = datetime(2026, month, day, 12, tzinfo=UTC)
    return Episode(UUID(int=100 * month + day), onset, "UTC", onset.date(), **said)  # type: ignore[arg-type]


def sign(name: str) -> tuple[Sign, ...]:
    return (Sign(name, Onset.UNSURE),)


def diary(*episodes: Episode, days: tuple[Day, ...] = ()) -> Diary:
    return Diary(Person(), date(2026, 5, 1), date(2026, 7, 1), days=days, episodes=episodes)


def row(period: Diary, key: str, *before: Episode) -> dict[str, Any]:
    (record,) = (record for record in history_table(period, before, str).records if record["question"].value == key)
    return record


def words(period: Diary, key: str, *before: Episode) -> str:
    return str(row(period, key, *before)["answer"].text)


def test_every_sign_asked_for_exists() -> None:
    assert {name for question in QUESTIONS for name in question.signs} <= set(SIGNS)


def test_never_asked() -> None:
    assert {record["answer"].text for record in history_table(diary(), (), str).records} == {"never asked"}


def test_a_no_says_how_often_it_was_asked_and_when_last() -> None:
    asked = diary(episode(5, 2, no_other_signs=True), episode(5, 9, no_other_signs=True), episode(5, 12))
    assert words(asked, "speech") == "no, asked 2 times, last on 9 May 2026"
    found = row(asked, "speech")
    assert (found["answer"].value, found["yes"].value, found["no"].value, found["last"].value) == (
        "no", 0, 2, "2026-05-09",
    )  # fmt: skip
    assert words(diary(episode(5, 2, in_sleep=False)), "in_sleep") == "no, asked once, on 2 May 2026"


def test_a_yes_has_its_dates_and_a_check_in_counts() -> None:
    ringing = diary(
        episode(6, 2, signs=sign("ringing")), days=(Day(UUID(int=1), date(2026, 6, 9), signs=sign("ringing")),)
    )
    assert words(ringing, "hearing") == "yes: 2 Jun and 9 Jun 2026"


def test_many_dates_are_counted() -> None:
    often = diary(*(episode(5, day, eye_closes=True) for day in range(2, 8)))
    assert words(often, "eye_closes") == "yes, on 6 days, last on 7 May 2026"


def test_yes_and_no_are_both_said() -> None:
    mixed = diary(episode(5, 2, urge_before=True), episode(5, 3, urge_before=False))
    assert words(mixed, "urge_before") == "yes: 2 May 2026; no once, on 3 May 2026"


def test_another_sign_ticked_says_nothing_of_this_one() -> None:
    assert words(diary(episode(5, 2, signs=sign("ringing"))), "weakness") == "never asked"


def test_an_answer_about_the_movement_is_no_answer_about_signs() -> None:
    none = diary(episode(5, 2, no_other_signs=True))
    assert words(none, "in_sleep") == "never asked"
    assert words(none, "blinking") == "no, asked once, on 2 May 2026"


def test_a_yes_before_the_period_is_named() -> None:
    earlier = replace(episode(4, 2, signs=sign("face_numb")))
    assert words(diary(), "numbness", earlier) == (
        "never asked in this period; yes before this period, last on 2 Apr 2026"
    )
    assert words(diary(episode(5, 2, no_other_signs=True)), "numbness", earlier) == (
        "no, asked once, on 2 May 2026; yes before this period, last on 2 Apr 2026"
    )

"""A doctor's questions: yes with dates, no with how often, or never asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from tracker.core.records import Day, Diary, Episode, History, Onset, Person, Sign
from tracker.core.records.history import NO_SIGN
from tracker.core.reference.signs import SIGNS
from tracker.core.reports.facts import Fact
from tracker.core.reports.sections.history import QUESTIONS, history


def episode(month: int, day: int, **said: object) -> Episode:
    onset = datetime(2026, month, day, 12, tzinfo=UTC)
    return Episode(UUID(int=100 * month + day), onset, "UTC", onset.date(), **said)  # type: ignore[arg-type]


def sign(name: str) -> tuple[Sign, ...]:
    return (Sign(name, Onset.UNSURE),)


def diary(*episodes: Episode, days: tuple[Day, ...] = ()) -> Diary:
    return Diary(Person(), date(2026, 5, 1), date(2026, 7, 1), days=days, episodes=episodes)


def fact(period: Diary, key: str, *before: Episode) -> Fact:
    (found,) = (fact for fact in history(period, before, None, str) if fact.key == key)
    return found


def words(period: Diary, key: str, *before: Episode) -> str:
    return fact(period, key, *before).text


def test_every_sign_asked_for_exists() -> None:
    assert {name for question in QUESTIONS for name in question.signs} <= set(SIGNS)


def test_questions_never_asked_share_one_line() -> None:
    *each, never = history(diary(), (), None, str)
    assert {fact.text for fact in each} == {"never asked"}
    assert not any(fact.shown for fact in each)
    assert never.text.startswith("weakness, numbness, hearing, sight, speech, swallowing, eye closing, in sleep, urge")
    assert never.values == {"questions": len(QUESTIONS)}


def test_questions_with_the_same_no_share_one_line() -> None:
    asked = diary(episode(5, 2, no_other_signs=True), episode(5, 9, no_other_signs=True, in_sleep=False))
    shown = [(fact.label, fact.text, fact.detail) for fact in history(asked, (), None, str) if fact.shown]
    assert shown == [
        (
            "No",
            "weakness, numbness, hearing, sight, speech, swallowing, blinking",
            "asked 2 times, last on 9 May 2026",
        ),
        ("No", "in sleep", "asked once, on 9 May 2026"),
        ("Never asked", "eye closing, urge, holding it back", ""),
    ]


def test_a_question_with_a_yes_has_its_own_line() -> None:
    mixed = diary(episode(5, 2, in_sleep=True, no_other_signs=True))
    shown = {fact.label: fact.text for fact in history(mixed, (), None, str) if fact.shown}
    assert shown["Seen in sleep"] == "yes: 2 May 2026"
    assert "in sleep" not in shown["No"]
    assert "in sleep" not in shown["Never asked"]


def test_a_no_says_how_often_it_was_asked_and_when_last() -> None:
    asked = diary(episode(5, 2, no_other_signs=True), episode(5, 9, no_other_signs=True), episode(5, 12))
    assert words(asked, "speech") == "no, asked 2 times, last on 9 May 2026"
    assert fact(asked, "speech").values == {
        "answer": "no", "yes": 0, "no": 2, "last": "2026-05-09", "last_yes_before": None, "usual": None,
    }  # fmt: skip
    assert words(diary(episode(5, 2, in_sleep=False)), "in_sleep") == "no, asked once, on 2 May 2026"


def test_a_yes_has_its_dates_and_a_check_in_counts() -> None:
    ringing = diary(
        episode(6, 2, signs=sign("ringing")), days=(Day(UUID(int=1), date(2026, 6, 9), signs=sign("ringing")),)
    )
    assert words(ringing, "hearing") == "yes: 2 Jun and 9 Jun 2026"


def test_many_dates_are_counted() -> None:
    often = diary(*(episode(5, day, eye_closes=True) for day in range(2, 8)))
    assert words(often, "eye_closes") == "yes, on 6 days, last on 7 May 2026"


def test_yes_and_no_are_both_shown() -> None:
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
    assert words(diary(), "numbness", earlier) == "yes before this period, last on 2 Apr 2026"
    assert words(diary(episode(5, 2, no_other_signs=True)), "numbness", earlier) == (
        "no, asked once, on 2 May 2026; yes before this period, last on 2 Apr 2026"
    )


def test_what_was_asked_before_the_period_alone_is_not_called_never_asked() -> None:
    before = [episode(4, 2, in_sleep=False), episode(4, 3, no_other_signs=True)]
    facts = {fact.label: fact.text for fact in history(diary(), before, None, str) if fact.shown}
    assert facts["Never asked"] == "eye closing, urge, holding it back"
    assert facts["Not asked in this period"] == (
        "weakness, numbness, hearing, sight, speech, swallowing, in sleep, blinking"
    )
    assert words(diary(), "in_sleep", *before) == "not asked in this period"


def test_answers_of_the_reduced_history_count() -> None:
    long_ago = date(2024, 3, 4)
    said = {(long_ago, "eye_closes", True), (long_ago, "in_sleep", False), (long_ago, NO_SIGN, True)}
    facts = {
        fact.key: fact.text for fact in history(diary(), (), History(date(2026, 4, 1), answers=frozenset(said)), str)
    }
    assert facts["eye_closes"] == "yes before this period, last on 4 Mar 2024"
    assert facts["in_sleep"] == facts["speech"] == "not asked in this period"
    assert facts["urge_before"] == "never asked"


def test_a_yes_in_the_reduced_history_is_named_too() -> None:
    earlier = History(date(2026, 4, 1), signs=frozenset({(date(2025, 1, 2), Sign("face_numb", Onset.UNSURE))}))
    (numbness,) = (fact for fact in history(diary(), (), earlier, str) if fact.key == "numbness")
    assert numbness.text == "yes before this period, last on 2 Jan 2025"


def test_the_usual_answer_comes_before_single_answers() -> None:
    usual = replace(diary(episode(5, 2, in_sleep=False)), person=Person(goes_on_in_sleep=True, eye_closes=False))
    assert words(usual, "in_sleep") == "usually yes; no, asked once, on 2 May 2026"
    assert words(usual, "eye_closes") == "usually no"
    assert "eye closing" not in words(usual, "never_asked")

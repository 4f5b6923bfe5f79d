"""Sections that say nothing are named in one line; what was asked and answered is never among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.records import Diary
from tracker.reports import build

TODAY = date(2026, 7, 1)


def silent(diary: Diary) -> list[str]:
    return [section.key for section in build(diary, TODAY).sections if not section.noted]


def test_an_empty_diary_says_nothing_of_most_things(empty: Diary) -> None:
    assert {"reliefs", "beliefs", "bouts", "person", "medicines", "exposures", "places"} <= set(silent(empty))
    assert not {"course", "questions", "signs_to_watch", "signs", "how_made"} & set(silent(empty))


def test_one_answer_is_enough(three_weeks: Diary) -> None:
    quiet = replace(three_weeks, episodes=tuple(replace(one, reliefs=(), blamed=()) for one in three_weeks.episodes))
    assert "bouts" not in silent(quiet)
    assert {"reliefs", "beliefs"} <= set(silent(quiet))
    assert "reliefs" not in silent(three_weeks)


def test_a_section_that_says_nothing_is_named_once_and_not_each_of_its_questions(empty: Diary) -> None:
    names = build(empty, TODAY).nothing_noted
    assert "strength, length and feel" in names
    assert not {"pain", "feel", "length"} & set(names)
    assert len(names) == len(set(names))

"""Sections that say nothing are named in one line; what was asked and answered is never among them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.records import Diary
from tracker.reports import build
from tracker.reports.noted import nothing_noted, split_by_content

TODAY = date(2026, 7, 1)


def silent_titles(diary: Diary) -> list[str]:
    return [section.title for section in split_by_content(build(diary, TODAY).sections)[1]]


def test_an_empty_diary_says_nothing_of_most_things(empty: Diary) -> None:
    silent = silent_titles(empty)
    assert {"What was tried", "What the person blames", "What a bout is like"} <= set(silent)
    assert "How often" not in silent
    assert "Questions for the visit" not in silent


def test_one_answer_is_enough(three_weeks: Diary) -> None:
    quiet = replace(three_weeks, episodes=tuple(replace(bout, reliefs=(), blamed=()) for bout in three_weeks.episodes))
    assert "What a bout is like" not in silent_titles(quiet)
    assert {"What was tried", "What the person blames"} <= set(silent_titles(quiet))
    assert "What was tried" not in silent_titles(three_weeks)


def test_the_order_is_kept_and_the_line_names_them(empty: Diary) -> None:
    sections = build(empty, TODAY).sections
    told, silent = split_by_content(sections)
    assert sorted(told + silent, key=sections.index) == list(sections)
    assert nothing_noted(silent[:2], str) == f"Nothing noted on: {silent[0].title}, {silent[1].title}."
    assert nothing_noted([], str) == ""

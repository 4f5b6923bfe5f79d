"""What a bout is like, against answers counted by hand; what was not said is never taken for no."""

from __future__ import annotations

from tracker.records import Diary
from tracker.reports.bouts import bouts, duration, strength
from tracker.reports.facts import Fact


def fact(diary: Diary, key: str) -> Fact:
    return next(fact for fact in bouts(diary.episodes, str).facts if fact.key == key)


def test_strength(three_weeks: Diary) -> None:
    found = strength(three_weeks.episodes, str)
    assert (found.text, found.detail) == ("5 of 10", "highest 8, said for 3 of 7")
    assert found.values == {"said": 3, "median": 5, "highest": 8}


def test_duration(three_weeks: Diary) -> None:
    found = duration(three_weeks.episodes, str)
    assert (found.text, found.detail) == ("5 min 30 s", "longest 10 min, known for 2 of 7, 1 still going")
    assert found.values == {"known": 2, "still_going": 1, "median_s": 330, "longest_s": 600}


def test_feel_counts_what_was_not_said(three_weeks: Diary) -> None:
    found = fact(three_weeks, "feel")
    assert (found.text, found.detail) == ("flutter 1, jerk 1", "not said 5")
    assert found.values == {"flutter": 1, "jerk": 1, "pull_and_hold": 0, "not_said": 5}


def test_yes_no_and_not_said_are_three_answers(three_weeks: Diary) -> None:
    assert fact(three_weeks, "in_sleep").values == {"yes": 1, "no": 1, "not_said": 5}
    assert fact(three_weeks, "can_hold_back").text == "yes 0, no 1"
    assert fact(three_weeks, "eye_closes").text == "not said"


def test_without_episodes_nothing_is_known() -> None:
    assert strength((), str).text == "not said"
    found = duration((), str)
    assert (found.text, found.detail, found.values["median_s"]) == ("not known", "", None)

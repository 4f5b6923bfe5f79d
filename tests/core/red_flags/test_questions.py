"""Questions are asked once, and only if a rule needs the answer."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.records import Feel, Person
from tracker.core.red_flags import check, questions

LID = "upper_eyelid:left"


def asked(pen: Any, *entries: Any, person: Person | None = None) -> tuple[str, ...]:
    context = pen.context(*entries, person=person)
    return questions(context, check(context.diary, context.today))


def test_an_empty_diary_and_a_short_flutter_ask_nothing(pen: Any) -> None:
    assert asked(pen) == ()
    assert asked(pen, pen.episodes(range(5), "chin:left", feel=Feel.FLUTTER)) == ()


def test_since_when_and_the_doctor_with_the_first_rule_that_needs_them(pen: Any) -> None:
    run = pen.episodes(range(15), "chin:left")
    assert asked(pen, run) == ("twitching_since", "seen_by_doctor")
    assert asked(pen, run, person=Person(seen_by_doctor=False)) == ("twitching_since",)
    said = Person(seen_by_doctor=True, twitching_since=pen.day(400))
    assert asked(pen, run, person=said) == ()


@pytest.mark.parametrize("answer", [True, False])
def test_whether_the_eye_closes_where_no_episode_of_a_lid_says_it(pen: Any, answer: bool) -> None:
    assert asked(pen, pen.episode(0, LID)) == ("eye_closes",)
    assert asked(pen, pen.episode(0, LID), pen.episode(29, LID, eye_closes=answer)) == ()
    assert asked(pen, pen.episode(0, LID), pen.episode(30, LID, eye_closes=answer)) == ("eye_closes",)
    assert asked(pen, pen.episode(0, LID), person=Person(eye_closes=answer)) == ()
    assert asked(pen, pen.episode(0, "chin:left")) == ()


def test_holding_back_and_sleep_after_a_jerk_or_a_pull_only(pen: Any) -> None:
    for feel in (Feel.JERK, Feel.PULL_AND_HOLD):
        assert asked(pen, pen.episode(0, "chin:left", feel=feel)) == ("can_hold_back", "goes_on_in_sleep")
    said = pen.episode(3, "chin:left", feel=Feel.JERK, can_hold_back=False, in_sleep=False)
    assert asked(pen, pen.episode(0, "chin:left", feel=Feel.JERK), said) == ()
    assert asked(pen, pen.episode(0, "chin:left")) == ()

"""How long an answer silences a flag, and what ends the silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tracker.core.records import WatchedSign
from tracker.core.red_flags import Settings, asks_whether_worse, is_silenced, with_answers
from tracker.core.red_flags.answers import REOPENING_FACTS
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.reference.rules.levels import Level

DAY = date(2026, 5, 31)
SEEN = {"run_days": 20, "places": ["chin:left"], "signs": ["ringing"]}


def answered(flag: RedFlag, answer: str, days: int = 0, facts: Any = None) -> WatchedSign:
    """An answer to this flag, `days` ago."""
    on = DAY - timedelta(days=days)
    about = flag.facts if facts is None else facts
    hours = {} if flag.within_hours is None else {"within_hours": flag.within_hours}
    return WatchedSign(flag.rule, 1, flag.level, flag.within_hours, flag.facts, flag.says, on, DAY, answer, on,
                       {**about, **hours}, flag.level)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "quiet"),
    [
        (SEEN, True),
        ({**SEEN, "run_days": 400}, True),
        ({**SEEN, "places": []}, True),
        ({**SEEN, "places": ["chin:left", "brow:left"]}, False),
        ({**SEEN, "signs": ["face_numb"]}, False),
        ({**SEEN, "last": "2026-05-31", "dates": ["2026-05-31"]}, True),
        ({}, True),
    ],
)
def test_seen_answer_silences_until_something_is_new(facts: dict[str, Any], quiet: bool) -> None:
    flag = raise_flag("S2_persistent", facts)
    assert is_silenced(flag, answered(flag, "seen", 300, SEEN), DAY) is quiet


@pytest.mark.parametrize("name", REOPENING_FACTS)
def test_new_facts_end_the_silence(name: str) -> None:
    flag = raise_flag("S2_persistent", {name: ["new"]})
    assert not is_silenced(flag, answered(flag, "seen", facts={}), DAY)
    assert is_silenced(flag, answered(flag, "seen"), DAY)


@pytest.mark.parametrize("answer", ["booked", "worse_no"])
@pytest.mark.parametrize(("days", "quiet"), [(0, True), (27, True), (28, False)])
def test_booked_and_worse_no_silence_for_four_weeks(answer: str, days: int, quiet: bool) -> None:
    flag = raise_flag("S4_worsening", SEEN, "number", level=Level.NEXT_VISIT)
    assert is_silenced(flag, answered(flag, answer, days), DAY) is quiet
    assert is_silenced(flag, answered(flag, answer, days), DAY, Settings(booked_days=40))


def test_worse_yes_does_not_silence() -> None:
    flag = raise_flag("S4_worsening", {}, "number", level=Level.NEXT_VISIT)
    assert not is_silenced(flag, answered(flag, "worse_yes"), DAY)
    assert not is_silenced(flag, replace(answered(flag, "worse_yes"), answer="", answered_on=None), DAY)


def test_higher_urgency_ends_the_silence() -> None:
    mention = raise_flag("S2_persistent", {}, "place", level=Level.NEXT_VISIT)
    routine, soon = raise_flag("S2_persistent", {}, "place"), raise_flag("S9_vision_hearing", {})
    urgent = raise_flag("S9_vision_hearing", {}, within_hours=24)
    assert not is_silenced(routine, answered(mention, "seen"), DAY)
    assert is_silenced(mention, answered(routine, "seen"), DAY)
    assert not is_silenced(urgent, answered(soon, "seen"), DAY)
    assert is_silenced(soon, answered(urgent, "seen"), DAY)


def test_answers_without_hours_count_as_two_weeks() -> None:
    soon = raise_flag("S9_vision_hearing", {})
    old = replace(answered(soon, "seen"), answered_facts={})
    assert is_silenced(soon, old, DAY)
    assert not is_silenced(raise_flag("S9_vision_hearing", {}, within_hours=24), old, DAY)


def test_an_emergency_is_never_silenced() -> None:
    flag = raise_flag("E1_face_droop", {"dates": ["2026-05-31"], "signs": ["face_droop"]})
    assert not is_silenced(flag, answered(flag, "seen"), DAY)


@pytest.mark.parametrize(("days", "level"), [(0, "soon"), (27, "soon"), (28, "next_visit")])
def test_worse_yes_raises_worsening_for_four_weeks(days: int, level: str) -> None:
    mention = raise_flag("S4_worsening", {"number_now": 4}, "number", level=Level.NEXT_VISIT)
    other = raise_flag("S2_persistent", {}, "place")
    flags = with_answers([other, mention], [answered(mention, "worse_yes", days)], DAY)
    assert {flag.rule: flag.level for flag in flags} == {"S4_worsening": level, "S2_persistent": "routine"}
    if level == "soon":
        assert flags[0] == raise_flag("S4_worsening", {"number_now": 4, "said": True}, "number", "said")
    assert with_answers([mention], [answered(mention, "worse_no")], DAY) == (mention,)
    assert with_answers([mention], [], DAY) == (mention,)


def test_asks_whether_worse_without_a_recent_answer() -> None:
    flag = raise_flag("S4_worsening", {"number_now": 4}, "number", level=Level.NEXT_VISIT)
    unanswered = replace(answered(flag, "seen"), answer="", answered_on=None)
    assert asks_whether_worse(flag, unanswered, DAY)
    assert asks_whether_worse(flag, answered(flag, "booked"), DAY)
    assert not asks_whether_worse(flag, answered(flag, "worse_no", 27), DAY)
    assert asks_whether_worse(flag, answered(flag, "worse_no", 28), DAY)
    said = raise_flag("S4_worsening", {"number_now": 4, "said": False}, "number", level=Level.NEXT_VISIT)
    assert not asks_whether_worse(said, unanswered, DAY)
    assert not asks_whether_worse(raise_flag("S4_worsening", {}, "number"), unanswered, DAY)
    other = raise_flag("S2_persistent", {}, "place", level=Level.NEXT_VISIT)
    assert not asks_whether_worse(other, answered(other, "seen"), DAY)

"""Movements that cannot be held back: jerks and pulls, never a flutter."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from tracker.core.records import Feel, Person

LID, LIDS = "lower_eyelid:left", ("lower_eyelid:left", "upper_eyelid:left", "outer_eye:left")
HOLD = {"can_hold_back": False, "feel": Feel.JERK}


@pytest.mark.parametrize(
    ("days", "place", "matches"),
    [
        ((0, 1), "nose_side:left", False),
        ((0, 1, 29), "nose_side:left", True),
        ((0, 1, 30), "nose_side:left", False),
        ((0, 1, 1), "nose_side:left", False),
        ((0, 1, 1, 2), "calf:left", True),
        ((0, 1, 2), LID, False),
        ((0, 1, 2), "", False),
    ],
)
def test_s15_movements_that_cannot_be_held_back(pen: Any, days: Any, place: str, matches: bool) -> None:
    flags = pen.flags(pen.episodes(days, place, **HOLD), pen.episodes((4, 5, 6), "chin:left"))
    assert ("S15" in flags) is matches
    if matches:
        facts = {"dates": pen.iso(*set(days)), "episodes": len(days), "places": [place]}
        assert (flags["S15"].facts, flags["S15"].level) == (facts, "routine")


@pytest.mark.parametrize(
    ("said", "places", "matches"),
    [
        ({"feel": Feel.FLUTTER}, ("chin:left",), False),
        ({"feel": Feel.FLUTTER}, ("chin:left", "brow:left"), False),
        ({"feel": None}, ("chin:left",), False),
        ({"feel": None}, ("chin:left", "nostril:left"), True),
        ({"feel": Feel.PULL_AND_HOLD}, ("chin:left",), True),
        ({"feel": Feel.FLUTTER, "eye_closes": True}, ("chin:left",), True),
        ({"feel": Feel.JERK, "can_hold_back": None}, ("chin:left",), False),
        ({"feel": Feel.JERK, "can_hold_back": True}, ("chin:left",), False),
        ({"feel": Feel.JERK, "falling_asleep": True}, ("chin:left",), False),
    ],
)
def test_s15_ignores_flutters(pen: Any, said: dict[str, Any], places: tuple[str, ...], matches: bool) -> None:
    flags = pen.flags(pen.episodes(range(3), *places, **{"can_hold_back": False, **said}))
    assert ("S15" in flags) is matches


def test_s15_uses_the_usual_answer_for_unanswered_episodes(pen: Any) -> None:
    jerks = pen.episodes(range(3), "chin:left", feel=Feel.JERK)
    assert "S15" not in pen.flags(jerks)
    assert "S15" in pen.flags(jerks, person=Person(can_hold_back=False))
    held = pen.episodes(range(3), "chin:left", feel=Feel.JERK, can_hold_back=True)
    assert "S15" not in pen.flags(held, person=Person(can_hold_back=False))


def test_s15_is_off_under_treatment_and_after_a_palsy_and_a_mention_once_seen(pen: Any) -> None:
    jerks = pen.episodes(range(3), "chin:left", **HOLD)
    assert "S15" not in pen.flags(jerks, pen.injection(300))
    assert "S15" not in pen.flags(jerks, person=Person(palsy_began=pen.day(400)))
    assert pen.flags(jerks, pen.visit(1))["S15"].level == "next_visit"
    assert pen.flags(jerks, pen.quiet(range(20, 60)), pen.visit(3))["S15"].level == "routine"


def test_s15_two_episodes_on_three_days_are_too_few(pen: Any) -> None:
    night = pen.episode(3, at=time(23), minutes=90, **HOLD)
    assert "S15" not in pen.flags(night, pen.episode(0, **HOLD))


def test_s15_all_three_parts_of_the_lids_are_still_only_lids(pen: Any) -> None:
    assert "S15" not in pen.flags([pen.episode(ago, *LIDS, **HOLD) for ago in range(3)])


def test_s15_one_of_them_beyond_the_lid_is_enough(pen: Any) -> None:
    flags = pen.flags(pen.episodes((0, 1), LID, **HOLD), pen.episode(2, "chin:left", **HOLD))
    assert flags["S15"].facts["places"] == ["chin:left", LID]
    outside = pen.episode(30, "chin:left", at=time(23), minutes=90, **HOLD)
    found = pen.flags(pen.episodes((0, 1), LID, **HOLD), outside)["S15"].facts
    assert found["dates"] == pen.iso(0, 1, 29)

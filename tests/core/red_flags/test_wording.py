"""Flags in words: gaps filled, places named, the number of the country, another language."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from tracker.core.records import Person
from tracker.core.red_flags import RuleContext, advice, in_words, sources
from tracker.core.red_flags.flag import raise_flag
from tracker.core.reference.rules.levels import ADVICE, Level
from tracker.core.reference.rules.mention import ALL_RULES


def test_an_emergency_names_the_number_of_the_country_or_of_the_person(pen: Any) -> None:
    flag = pen.flags(pen.check_in(0, "face_droop sudden"))["E1"]
    assert in_words(flag, "GB") == (
        "A face that suddenly drops on one side, or that suddenly cannot smile evenly, needs emergency help now. "
        "Call 999. Note the time it started."
    )
    assert "Call 112." in in_words(flag)
    assert "Call 119." in in_words(flag, "JP")
    assert "Call 070 1." in in_words(flag, "GB", own_number="070 1")


def test_a_sign_of_another_day_is_named_with_its_day(pen: Any) -> None:
    flag = pen.flags(pen.check_in(3, "arm_or_leg_weak_or_numb sudden"))["E2"]
    assert in_words(flag, "US") == (
        "On 28 May 2026 you noted “Arm or leg weak or numb (not from lying on it)”. Even if it has passed, be seen "
        "today. If it is there now or comes back, call 911."
    )


def test_a_month_is_named(pen: Any) -> None:
    flag = pen.flags(pen.episodes(range(4)), person=Person(twitching_since=date(2019, 3, 1)))["S2"]
    assert in_words(flag).startswith("You said that it has twitched since Mar 2019. NHS advice")


@pytest.mark.parametrize(
    ("country", "way"),
    [
        ("GB", "call 111 for urgent advice"),
        ("DE", "call 116117 for urgent advice"),
        ("US", "go to urgent care or the out-of-hours doctor"),
        ("", "go to urgent care or the out-of-hours doctor"),
    ],
)
def test_within_a_day_there_is_a_way_to_be_seen(pen: Any, country: str, way: str) -> None:
    flag = pen.flags(pen.check_in(0, "face_weak gradual"))["S1"]
    assert advice(flag, country) == f"To be seen quickly, ring your doctor, or {way}."


def test_a_flag_and_its_advice_do_not_say_the_same(pen: Any) -> None:
    assert advice(pen.flags(pen.check_in(0, "face_droop sudden"))["E1"], "GB") == ""
    assert advice(pen.flags(pen.quiet(range(14)))["R3"]) == ""
    for rule in ALL_RULES:
        for sentence in re.split(r"(?<=\.) ", " ".join(rule.wording.values())):
            assert all(sentence != text for text in ADVICE.values()), rule.id


def test_places_and_numbers_are_put_in(pen: Any) -> None:
    flag = pen.flags(pen.episodes(range(16), "nose_side:left", "chin:right"))["S2"]
    assert in_words(flag) == (
        "You have logged twitching at Chin, right; Side of nose, left for 16 days. NHS advice is to see a GP when a "
        "twitch lasts more than 2 weeks. It is usually harmless, and there is no hurry unless something new comes "
        "with it."
    )
    assert advice(flag) == "Please book a routine appointment."
    spread = raise_flag("S5_spreading", {"from": ["nose_side:left"], "places": ["mouth_corner:left"]})
    assert in_words(spread) == "Twitching that was at Side of nose, left now also appears at Corner of mouth, left."


def test_areas_are_named() -> None:
    text = in_words(raise_flag("S13_more_places", {"areas": ["calf", "face"]}))
    assert text.startswith("You logged twitching in more than one place: Calf; Face. ")


def test_numbers_are_short() -> None:
    facts = {"minutes_now": 30.0, "minutes_before": 9.5, "number_now": 12, "number_before": 3}
    flag = raise_flag("S4_worsening", facts, "minutes", "number", level=Level.NEXT_VISIT)
    assert in_words(flag) == (
        "Your last 7 days show more twitching than the 2 weeks before (30 against 9.5 minutes a day). "
        "Your last 7 days show more twitches than the 2 weeks before (12 against 3 a day)."
    )
    assert advice(flag) == "Worth mentioning at your next visit."


@pytest.mark.parametrize(("says", "word"), [("left", "left side"), ("right", "right side"), ("side", "one side")])
def test_half_of_the_face_is_named_by_its_side(says: str, word: str) -> None:
    assert f"the {word}" in in_words(raise_flag("S6_half_face", {}, says)) or word == "one side"


def test_every_text_is_translated() -> None:
    flag = raise_flag("S2_persistent", {"run_days": 20, "places": ["chin:left"]}, "place", "guidance")
    found = in_words(flag, translate=lambda text: f"[{text}]")
    assert found.startswith("[You have logged twitching at [[Chin], left] for 20 days.] [NHS advice is to")
    assert advice(flag, translate=str.upper).isupper()
    assert (
        sources(flag, str.lower)
        == "nhs, twitching eyes and muscles; article on nose spasms; article on nasal twitching"
    )
    areas = raise_flag("S13_more_places", {"areas": ["calf", "face"]})
    assert "[Calf]; [Face]" in in_words(areas, translate=lambda text: f"[{text}]")
    signs = raise_flag("N12_also_noted", {"signs": ["fever"]})
    assert in_words(signs, translate=lambda text: f"[{text}]") == "[You also noted [“[Fever]”].]"


def test_a_medicine_is_named_as_the_person_wrote_it(pen: Any) -> None:
    flag = pen.flags(pen.episode(0), pen.quiet(range(3, 40)), pen.medicine("100 % iron", started=2))["S14"]
    assert in_words(flag) == (
        "The first twitch for weeks came 2 days after 100 % iron was begun or raised. Ask a pharmacist."
    )


def test_every_flag_of_a_full_diary_has_words(pen: Any) -> None:
    from tracker.core.reference.signs import SIGNS

    signs = [tuple(f"{name} {onset}" for name in SIGNS) for onset in ("sudden", "gradual")]
    entries = [
        pen.episodes(range(2), signs=signs[0], pain=8),
        pen.episodes(range(2, 30), signs=signs[1], urge_before=True),
    ]
    flags = pen.flags(*entries, pen.check_in(0, worse_than_month_ago=True, impact=9))
    assert len(flags) > 18
    for flag in flags.values():
        assert "%" not in in_words(flag)
        assert advice(flag)[-1:] in (".", "")
        assert sources(flag)


def test_rules_take_a_rule_context(pen: Any) -> None:
    assert isinstance(pen.context(), RuleContext)

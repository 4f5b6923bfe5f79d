"""Flags in words: gaps filled, places named, the number of the country, another language."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.red_flags import Seen, advice, in_words, sources
from tracker.red_flags.flag import raised
from tracker.reference.rules import Level


def test_an_emergency_names_the_number_of_the_country(pen: Any) -> None:
    flag = pen.flags(pen.check_in(0, "face_droop sudden"))["E1"]
    assert in_words(flag, "GB") == (
        "A face that suddenly drops on one side needs emergency help now. Call 999. Note the time it started."
    )
    assert "Call 112." in in_words(flag)
    assert (advice(flag, "US"), advice(flag)) == ("Call 911 now.", "Call 112 now.")


def test_places_and_numbers_are_put_in(pen: Any) -> None:
    flag = pen.flags(pen.episodes(range(16), "nose_side:left", "chin:right"))["S2"]
    assert in_words(flag) == (
        "You have logged twitching in the same place for 16 days: Chin, right; Side of nose, left. "
        "Public guidance is to see a GP when a twitch lasts more than 2 weeks."
    )
    assert advice(flag) == "Please book an appointment with a doctor within two weeks."
    spread = raised("S5_spreading", {"from": ["nose_side:left"], "places": ["mouth_corner:left"]})
    assert in_words(spread) == "Twitching that was at Side of nose, left now also appears at Corner of mouth, left."


def test_areas_are_named() -> None:
    text = in_words(raised("S13_more_places", {"areas": ["calf", "face"]}))
    assert text.startswith("You logged twitching in more than one place: Calf; Face. ")


def test_numbers_are_short() -> None:
    facts = {"minutes_now": 30.0, "minutes_before": 9.5, "number_now": 12, "number_before": 3}
    flag = raised("S4_worsening", facts, "minutes", "number", level=Level.NEXT_VISIT)
    assert in_words(flag) == (
        "Your last 7 days show more twitching than the 2 weeks before (30 against 9.5 minutes a day). "
        "Your last 7 days show more twitches than the 2 weeks before (12 against 3 a day)."
    )
    assert advice(flag) == "Worth mentioning at your next visit."


@pytest.mark.parametrize(("says", "word"), [("left", "left side"), ("right", "right side"), ("side", "one side")])
def test_half_of_the_face_is_named_by_its_side(says: str, word: str) -> None:
    assert f"the {word}" in in_words(raised("S6_half_face", {}, says)) or word == "one side"


def test_every_text_goes_through_the_translator() -> None:
    flag = raised("S2_persistent", {"run_days": 20, "places": ["chin:left"]}, "place", "guidance")
    told = in_words(flag, say=lambda text: f"[{text}]")
    assert told == (
        "[You have logged twitching in the same place for 20 days: [[Chin], left].] "
        "[Public guidance is to see a GP when a twitch lasts more than 2 weeks.]"
    )
    assert advice(flag, say=str.upper).isupper()
    assert (
        sources(flag, str.lower)
        == "nhs, twitching eyes and muscles; article on nose spasms; article on nasal twitching"
    )
    areas = raised("S13_more_places", {"areas": ["calf", "face"]})
    assert "[Calf]; [Face]" in in_words(areas, say=lambda text: f"[{text}]")


def test_a_medicine_is_named_as_the_person_wrote_it(pen: Any) -> None:
    flag = pen.flags(pen.episode(0), pen.medicine("100 % iron", started=2))["S14"]
    assert in_words(flag).startswith("Twitching began after a change in 100 % iron. Ask your doctor")


def test_every_flag_of_a_full_diary_can_be_said(pen: Any) -> None:
    from tracker.reference.signs import SIGNS

    signs = [tuple(f"{name} {onset}" for name in SIGNS) for onset in ("sudden", "gradual")]
    entries = [
        pen.episodes(range(2), signs=signs[0], pain=8),
        pen.episodes(range(2, 30), signs=signs[1], urge_before=True),
    ]
    flags = pen.flags(*entries, pen.check_in(0, worse_than_month_ago=True, impact=9))
    assert len(flags) > 18
    for flag in flags.values():
        assert "%" not in in_words(flag)
        assert advice(flag)[-1] == "."
        assert sources(flag)


def test_seen_is_what_every_rule_takes(pen: Any) -> None:
    assert isinstance(pen.seen(), Seen)

"""Every sign is used by a rule or ignored with a written reason."""

from __future__ import annotations

from typing import Any

import pytest
from walk.signs import every_sign

from tracker.core.records import Onset
from tracker.core.red_flags import RedFlag, check, check_entry
from tracker.core.red_flags.other_signs import IGNORED_SIGNS
from tracker.core.reference.rules.levels import Level
from tracker.core.reference.signs import SIGNS

NOTHING, MENTION, ROUTINE, TWO_WEEKS, DAY, NOW = range(6)

LEVELS = {
    "face_droop": (NOW, DAY, NOW),
    "face_weak": (NOW, DAY, NOW),
    "face_numb": (NOW, TWO_WEEKS, NOW),
    "lid_droop": (DAY, TWO_WEEKS, TWO_WEEKS),
    "eye_red_swollen_discharge": (TWO_WEEKS,) * 3,
    "both_eyes_forced_shut": (TWO_WEEKS,) * 3,
    "stops_reading_or_driving": (MENTION,) * 3,
    "whole_side": (TWO_WEEKS,) * 3,
    "other_face_movements_or_tics": (MENTION,) * 3,
    "moves_with_blink_or_chew": (MENTION,) * 3,
    "nearly_nonstop": (NOTHING,) * 3,
    "vision_lost_or_double": (NOW, DAY, NOW),
    "vision_change": (DAY, TWO_WEEKS, DAY),
    "hearing_loss": (DAY, TWO_WEEKS, DAY),
    "ringing": (ROUTINE,) * 3,
    "ear_click": (MENTION,) * 3,
    "speech_slurred_or_lost": (NOW, TWO_WEEKS, NOW),
    "swallow_hard": (DAY,) * 3,
    "cannot_swallow_saliva": (NOW,) * 3,
    "choking": (NOW,) * 3,
    "breathless_rest_or_flat": (NOW,) * 3,
    "jaw_locked": (DAY,) * 3,
    "arm_or_leg_weak_or_numb": (NOW, DAY, NOW),
    "limb_weak": (DAY, TWO_WEEKS, DAY),
    "dropping_things": (TWO_WEEKS,) * 3,
    "tripping": (MENTION,) * 3,
    "muscle_thinner": (TWO_WEEKS,) * 3,
    "stiff_rigid": (TWO_WEEKS,) * 3,
    "widespread_cramps": (MENTION,) * 3,
    "hand_foot_spasm": (DAY,) * 3,
    "worst_headache": (NOW, DAY, NOW),
    "severe_headache": (MENTION,) * 3,
    "dizzy_unsteady": (MENTION,) * 3,
    "vomiting": (NOTHING,) * 3,
    "confusion": (NOW, DAY, NOW),
    "fit": (NOW,) * 3,
    "fainted": (DAY,) * 3,
    "fever": (NOTHING,) * 3,
    "heavy_sweating": (NOTHING,) * 3,
    "agitated": (MENTION,) * 3,
    "rigid_muscles": (TWO_WEEKS,) * 3,
    "racing_heart": (MENTION,) * 3,
    "palpitations": (MENTION,) * 3,
    "irregular_heartbeat": (MENTION,) * 3,
    "blackout_or_fit": (NOW,) * 3,
    "agitated_or_confused": (MENTION,) * 3,
}
"""The level of each sign alone, logged today with a twitching lid, not pregnant: sudden, gradual, unsure."""

IN_PREGNANCY = {"severe_headache", "worst_headache", "vision_change", "vision_lost_or_double"}
ONSETS = (Onset.SUDDEN, Onset.GRADUAL, Onset.UNSURE)


def level(flags: tuple[RedFlag, ...]) -> int:
    ranks = {"emergency": NOW, "routine": ROUTINE, "next_visit": MENTION, "reassure": NOTHING}
    return max(
        (ranks.get(flag.level, DAY if flag.within_hours == 24 else TWO_WEEKS) for flag in flags), default=NOTHING
    )


def test_every_sign_is_used_or_ignored_with_a_reason(pen: Any) -> None:
    for case in every_sign():
        flags = check(case.diary_with_entry(pen.today), pen.today)
        taken = {name for flag in flags for name in flag.facts.get("signs", ())}
        assert case.sign.name in taken | IGNORED_SIGNS.keys(), case
        assert all(flag.level is not Level.REASSURE for flag in flags), case


def test_ignored_signs_have_a_reason_and_no_rule(pen: Any) -> None:
    assert set(IGNORED_SIGNS) == {name for name, levels in LEVELS.items() if levels == (NOTHING,) * 3}
    assert all(len(reason) > 20 for reason in IGNORED_SIGNS.values())


def test_every_sign_has_its_level(pen: Any) -> None:
    assert set(LEVELS) == set(SIGNS)
    for case in every_sign():
        if case.before:
            continue
        expected = LEVELS[case.sign.name][ONSETS.index(case.sign.onset)]
        if case.pregnant and case.sign.name in IN_PREGNANCY:
            expected = NOW
        assert level(check(case.diary_with_entry(pen.today), pen.today)) == expected, case


def test_check_entry_agrees_with_the_rules(pen: Any) -> None:
    for case in every_sign():
        said = {flag.rule for flag in check_entry(case.entry(pen.today), case.diary(pen.today))}
        flags = check(case.diary_with_entry(pen.today), pen.today)
        found = {flag.rule for flag in flags if flag.level is Level.EMERGENCY}
        assert said == found, case


def test_n10_a_racing_heart_with_sweating(pen: Any) -> None:
    both = ("racing_heart sudden", "heavy_sweating gradual")
    flag = pen.flags(pen.check_in(3, *both), pen.episode(0))["N10"]
    assert (flag.level, flag.within_hours) == ("next_visit", None)
    assert flag.facts == {"dates": pen.iso(3), "signs": ["heavy_sweating", "racing_heart"]}
    often = pen.flags([pen.check_in(n, *both) for n in (0, 3, 29)], pen.episode(0))["N10"]
    assert (often.level, often.within_hours, often.says) == ("soon", 336, ("says",))
    assert pen.flags([pen.check_in(n, *both) for n in (0, 3, 30)], pen.episode(0))["N10"].level == "next_visit"
    assert "N10" not in pen.flags(pen.check_in(0, "racing_heart sudden"), pen.check_in(1, "heavy_sweating sudden"),
                                  pen.episode(0))  # fmt: skip
    assert "N10" not in pen.flags(pen.check_in(0, *both))


def test_n10_is_replaced_by_an_emergency(pen: Any) -> None:
    signs = ("racing_heart sudden", "heavy_sweating sudden", "rigid_muscles sudden")
    flags = pen.flags(pen.check_in(0, *signs), pen.episode(0))
    assert "E8" in flags
    assert "N10" not in flags


def test_n11_a_seen_sign_is_a_mention(pen: Any) -> None:
    droop = pen.check_in(3, "face_droop sudden")
    assert pen.flags(droop)["E1"].within_hours == 24
    flags = pen.flags(droop, pen.visit(3))
    assert set(flags) == {"N11"}
    assert flags["N11"].facts == {"dates": pen.iso(3), "signs": ["face_droop"]}
    assert pen.flags(droop, pen.visit(4))["E1"].within_hours == 24
    assert "N11" not in pen.flags(pen.check_in(30, "face_droop sudden"), pen.visit(3))


def test_a_visit_of_today_counts_once_it_has_a_result(pen: Any) -> None:
    droop = pen.check_in(1, "face_droop sudden")
    assert "E1" in pen.flags(droop, pen.visit(0, findings=""))
    assert "E1" not in pen.flags(droop, pen.visit(0, findings="", agreed="Tablets"))
    assert "E1" in pen.flags(droop, pen.visit(-3))


@pytest.mark.parametrize("sign", ["severe_headache", "palpitations", "widespread_cramps", "agitated"])
def test_n12_a_sign_that_no_other_rule_uses(pen: Any, sign: str) -> None:
    flag = pen.flags(pen.check_in(29, f"{sign} sudden"))["N12"]
    assert (flag.level, flag.facts) == ("next_visit", {"dates": pen.iso(29), "signs": [sign]})
    assert flag.says == ("says", *{"severe_headache": ("head",), "palpitations": ("heart",)}.get(sign, ()))
    assert pen.flags(pen.check_in(30, f"{sign} sudden")) == {}


def test_n12_does_not_repeat_other_rules(pen: Any) -> None:
    flags = pen.flags(pen.check_in(0, "palpitations gradual", "widespread_cramps gradual", "dizzy_unsteady gradual"))
    assert "E9" in flags
    assert flags["N12"].facts["signs"] == ["dizzy_unsteady"]

"""Signs that cannot wait: each by itself and together, alone and on its date, and for how long they are shown."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tracker.red_flags import check_entry
from tracker.red_flags.emergency import MATCHES, TOXIC, WITH_DIZZINESS
from tracker.red_flags.together import together
from tracker.reference.signs import SIGNS

# By rule: signs that match when sudden or not sure, and signs that match whatever their onset.
SUDDEN_ONLY = {
    "E1": ["face_droop"],
    "E2": ["arm_or_leg_weak_or_numb"],
    "E3": ["speech_slurred_or_lost", "confusion"],
    "E4": ["vision_lost_or_double"],
    "E5": ["worst_headache"],
}
ALWAYS = {"E6": ["blackout_or_fit"], "E7": ["breathless_rest_or_flat", "cannot_swallow_saliva", "choking"]}
BY_SIGN = {sign: rule for signs in (SUDDEN_ONLY, ALWAYS) for rule, names in signs.items() for sign in names}


def rules(flags: Any) -> set[str]:
    return {flag.rule[:2] for flag in flags}


def on_episode(pen: Any, *signs: str) -> set[str]:
    return rules(check_entry(pen.episode(0, signs=signs), pen.diary()))


def on_check_in(pen: Any, *signs: str) -> set[str]:
    return rules(check_entry(pen.check_in(0, *signs), pen.diary()))


@pytest.mark.parametrize("rule", MATCHES)
def test_every_emergency_rests_on_a_sign(pen: Any, rule: str) -> None:
    assert not MATCHES[rule].found(together(pen.episode(0).local_date, [pen.episode(0), pen.check_in(0)], twitch=True))


@pytest.mark.parametrize("onset", ["sudden", "unsure", "gradual"])
@pytest.mark.parametrize("sign", list(SIGNS))
def test_every_sign_alone(pen: Any, sign: str, onset: str) -> None:
    rule = BY_SIGN.get(sign)
    expected = {rule} if rule and (rule in ALWAYS or onset != "gradual") else set()
    assert on_episode(pen, f"{sign} {onset}") == expected
    assert on_check_in(pen, f"{sign} {onset}") == expected


@pytest.mark.parametrize("onset", ["sudden", "unsure", "gradual"])
@pytest.mark.parametrize("other", ["severe_headache", "vision_lost_or_double"])
def test_a_lid_that_suddenly_hangs_with_headache_or_double_vision(pen: Any, other: str, onset: str) -> None:
    found = on_episode(pen, f"lid_droop {onset}", f"{other} gradual")
    assert ("E4" in found) is (onset != "gradual")
    assert "E4" not in on_episode(pen, f"{other} gradual", "vomiting sudden")


@pytest.mark.parametrize("other", sorted(SIGNS))
def test_sudden_dizziness_needs_another_sign(pen: Any, other: str) -> None:
    named = {"face_droop", "arm_or_leg_weak_or_numb", "speech_slurred_or_lost", "confusion", "vision_lost_or_double",
             "lid_droop", "severe_headache", "hearing_loss", "vomiting"}  # fmt: skip
    assert set(WITH_DIZZINESS) == named
    if other != "dizzy_unsteady":
        assert ("E5" in on_episode(pen, "dizzy_unsteady unsure", f"{other} gradual")) is (other in named)
        assert "E5" not in on_episode(pen, "dizzy_unsteady gradual", f"{other} gradual")


def test_a_twitch_with_two_signs_of_poisoning(pen: Any) -> None:
    named = {"fever", "heavy_sweating", "agitated_or_confused", "racing_heart", "rigid_muscles"}
    assert set(TOXIC) == named
    for pair in combinations(sorted(named), 2):
        assert on_episode(pen, *(f"{sign} gradual" for sign in pair)) == {"E8"}
    assert on_episode(pen, "fever sudden", "palpitations sudden") == set()
    assert on_episode(pen, *(f"{sign} sudden" for sign in sorted(named))) == {"E8"}


def test_signs_of_poisoning_need_a_twitch(pen: Any) -> None:
    fever = pen.check_in(0, "fever sudden", "heavy_sweating sudden")
    assert rules(check_entry(fever, pen.diary())) == set()
    assert rules(check_entry(fever, pen.diary(pen.episode(1)))) == set()
    assert rules(check_entry(fever, pen.diary(pen.episode(0)))) == {"E8"}
    assert on_check_in(pen, "fever sudden", "heavy_sweating sudden", "nearly_nonstop gradual") == {"E8"}
    (flag,) = check_entry(pen.episode(0), pen.diary(fever))
    assert flag.facts["signs"] == ["fever", "heavy_sweating"]


@pytest.mark.parametrize("heart", ["palpitations", "irregular_heartbeat"])
@pytest.mark.parametrize("spasm", ["widespread_cramps", "hand_foot_spasm"])
def test_heart_and_spasm_together(pen: Any, heart: str, spasm: str) -> None:
    assert on_check_in(pen, f"{heart} gradual", f"{spasm} gradual") == {"E9"}
    assert on_check_in(pen, f"{heart} gradual", "racing_heart gradual") == set()
    assert on_check_in(pen, f"{spasm} gradual", "racing_heart gradual") == set()


def test_medicines_of_the_last_two_weeks_come_with_signs_of_poisoning(pen: Any) -> None:
    ill = pen.episode(2, signs=("fever sudden", "racing_heart sudden"))
    raised = pen.medicine("raised", started=99, raised=16)
    medicines = [pen.medicine("old", started=17), raised, pen.medicine("new", 2),
                 pen.medicine("later", started=1), pen.medicine("unknown")]  # fmt: skip
    (flag,) = check_entry(ill, pen.diary(medicines))
    assert flag.facts == {"dates": pen.iso(2), "signs": ["fever", "racing_heart"], "medicines": ["new", "raised"]}
    assert pen.flags(ill, medicines)["E8"].facts == flag.facts


@pytest.mark.parametrize("up", [True, False, None])
@pytest.mark.parametrize(("change", "told"), [("up_1", False), ("up_2", True), ("up_16", True), ("up_17", False)])
def test_any_change_of_a_dose_is_told_with_signs_of_poisoning(pen: Any, change: str, told: bool, up: Any) -> None:
    ill = pen.episode(2, signs=("fever sudden", "racing_heart sudden"))
    (flag,) = check_entry(ill, pen.diary(pen.medicine("Iron", started=300, **{change: up})))
    assert flag.facts["medicines"] == ["Iron"] * told


def test_signs_of_one_date_belong_together_and_old_ones_are_not_said_again(pen: Any) -> None:
    morning = pen.episode(0, signs=("face_droop sudden", "palpitations sudden"))
    evening = pen.check_in(0, "hand_foot_spasm sudden")
    (flag,) = check_entry(evening, pen.diary(morning))
    assert flag.rule == "E9_heart_spasm"
    assert flag.facts["signs"] == ["hand_foot_spasm", "palpitations"]
    assert check_entry(evening, pen.diary(pen.episode(1, signs=("palpitations sudden",)))) == ()
    again = pen.check_in(0, "face_droop sudden")
    assert rules(check_entry(again, pen.diary(morning))) == {"E1"}


def test_an_entry_that_is_already_there_is_not_its_own_other(pen: Any) -> None:
    entry = pen.episode(0, signs=("palpitations sudden", "hand_foot_spasm sudden"))
    assert check_entry(entry, pen.diary(entry)) == check_entry(entry, pen.diary())
    assert rules(check_entry(entry, pen.diary(entry))) == {"E9"}


def test_a_sign_noted_twice_on_a_date_counts_with_each_onset(pen: Any) -> None:
    gradual, sudden = pen.episode(0, signs=("face_droop gradual",)), pen.check_in(0, "face_droop sudden")
    assert set(pen.flags(gradual, sudden)) >= {"E1"}
    assert rules(check_entry(gradual, pen.diary(sudden))) == set()
    assert rules(check_entry(sudden, pen.diary(gradual))) == {"E1"}


@pytest.mark.parametrize(("ago", "shown"), [(0, True), (13, True), (14, False), (-1, False)])
def test_an_emergency_is_shown_for_two_weeks(pen: Any, ago: int, shown: bool) -> None:
    assert ("E1" in pen.flags(pen.check_in(ago, "face_droop sudden"))) is shown
    assert rules(check_entry(pen.check_in(ago, "face_droop sudden"), pen.diary())) == {"E1"}


def test_the_dates_and_signs_that_matched_are_told(pen: Any) -> None:
    flag = pen.flags(pen.check_in(2, "confusion sudden"), pen.check_in(5, "speech_slurred_or_lost unsure"),
                     pen.check_in(4, "confusion gradual"))["E3"]  # fmt: skip
    assert flag.facts == {"dates": pen.iso(5, 2), "signs": ["confusion", "speech_slurred_or_lost"]}
    assert (flag.rule, flag.version, flag.level, flag.within_hours) == ("E3_speech", 1, "emergency", 0)
    assert flag.says == ("says",)


def test_a_bout_from_the_day_before_is_a_twitch_but_its_signs_stay_on_its_date(pen: Any) -> None:
    long = pen.episode(1, minutes=20 * 60, signs=("palpitations sudden", "confusion sudden"))
    flags = pen.flags(long, pen.check_in(0, "hand_foot_spasm sudden", "fever sudden", "heavy_sweating sudden"))
    assert {"E9"} & flags.keys() == set()
    assert flags["E8"].facts["dates"] == pen.iso(0)
    assert flags["E3"].facts["dates"] == pen.iso(1)


def test_all_nine_are_looked_for(pen: Any) -> None:
    assert [rule[:2] for rule in MATCHES] == [f"E{n}" for n in range(1, 10)]
    everything = [f"{sign} sudden" for sign in SIGNS]
    assert on_episode(pen, *everything) == {f"E{n}" for n in range(1, 10)}

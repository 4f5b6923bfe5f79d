"""Emergency rules: single and combined signs, within one date, and how long they are shown."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from tracker.core.records import Feel, Person
from tracker.core.red_flags import check_entry
from tracker.core.red_flags.combinations import INJECTED, NEW_MEDICINE, PREGNANT, TWITCH, day_signs
from tracker.core.red_flags.emergency import COMBINATIONS, WITH_DIZZINESS
from tracker.core.reference.signs import SIGNS

# By rule: signs that match when sudden or not sure, and signs that match whatever their onset.
SUDDEN_ONLY = {
    "E1": ["face_droop", "face_weak"],
    "E2": ["arm_or_leg_weak_or_numb", "face_numb"],
    "E3": ["speech_slurred_or_lost", "confusion"],
    "E4": ["vision_lost_or_double"],
    "E5": ["worst_headache"],
}
ALWAYS = {
    "E6": ["blackout_or_fit", "fit"],
    "E7": ["breathless_rest_or_flat", "cannot_swallow_saliva", "choking"],
}
BY_SIGN = {sign: rule for signs in (SUDDEN_ONLY, ALWAYS) for rule, names in signs.items() for sign in names}
PREGNANT_PERSON = Person(pregnant=True)


def rules(flags: Any) -> set[str]:
    return {flag.rule.partition("_")[0] for flag in flags}


def on_episode(pen: Any, *signs: str) -> set[str]:
    return rules(check_entry(pen.episode(0, signs=signs), pen.diary()))


def on_check_in(pen: Any, *signs: str) -> set[str]:
    return rules(check_entry(pen.check_in(0, *signs), pen.diary()))


@pytest.mark.parametrize("rule", COMBINATIONS)
def test_without_a_sign_or_jerks_nothing_is_an_emergency(pen: Any, rule: str) -> None:
    given = (TWITCH, PREGNANT, INJECTED, NEW_MEDICINE)
    assert not COMBINATIONS[rule].matching_signs(day_signs([pen.episode(0), pen.check_in(0)], given))


@pytest.mark.parametrize("onset", ["sudden", "unsure", "gradual"])
@pytest.mark.parametrize("sign", list(SIGNS))
def test_every_sign_alone(pen: Any, sign: str, onset: str) -> None:
    rule = BY_SIGN.get(sign)
    expected = {rule} if rule and (rule in ALWAYS or onset != "gradual") else set()
    assert on_episode(pen, f"{sign} {onset}") == expected
    assert on_check_in(pen, f"{sign} {onset}") == expected


@pytest.mark.parametrize("onset", ["sudden", "unsure", "gradual"])
@pytest.mark.parametrize("other", ["severe_headache", "vision_lost_or_double"])
def test_sudden_lid_droop_with_headache_or_double_vision(pen: Any, other: str, onset: str) -> None:
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


MENTAL_CHANGE = {"agitated", "agitated_or_confused", "confusion"}
HOT = {"fever", "heavy_sweating", "racing_heart"}


def test_a_twitch_with_stiffness_or_restlessness_and_another_sign(pen: Any) -> None:
    for pair in combinations(sorted(MENTAL_CHANGE | HOT | {"rigid_muscles"}), 2):
        first, second = pair
        toxic = not {first, second} <= HOT and not {first, second} <= MENTAL_CHANGE
        found = on_episode(pen, *(f"{sign} gradual" for sign in pair))
        assert ("E8" in found) is toxic, pair
        assert "E8" not in on_check_in(pen, *(f"{sign} gradual" for sign in pair))


@pytest.mark.parametrize("pair", list(combinations(sorted({*HOT, "rigid_muscles"}), 2)))
def test_a_new_medicine_makes_any_two_of_them_an_emergency(pen: Any, pair: tuple[str, str]) -> None:
    ill = pen.episode(0, signs=tuple(f"{sign} gradual" for sign in pair))
    assert "E8" in rules(check_entry(ill, pen.diary(pen.medicine("Sertraline 50 mg", started=14))))
    assert "E8" in rules(check_entry(ill, pen.diary(pen.medicine("haloperidol", started=400, up_3=None))))
    without = "rigid_muscles" in pair
    for medicine in (
        pen.medicine("Sertraline", started=15),
        pen.medicine("Sertraline", started=400, up_3=False),
        pen.medicine("Iron", started=1),
        pen.medicine("Sertraline", started=-1),
    ):
        assert ("E8" in rules(check_entry(ill, pen.diary(medicine)))) is without


def test_a_twitch_of_that_day_is_enough(pen: Any) -> None:
    ill = pen.check_in(0, "fever gradual", "rigid_muscles gradual")
    assert rules(check_entry(ill, pen.diary(pen.episode(0)))) == {"E8"}
    assert rules(check_entry(ill, pen.diary(pen.episode(1)))) == set()
    assert rules(check_entry(pen.episode(0), pen.diary(ill))) == {"E8"}
    assert on_check_in(pen, "fever sudden", "rigid_muscles sudden", "nearly_nonstop gradual") == {"E8"}
    (flag,) = check_entry(pen.episode(0), pen.diary(ill))
    assert (flag.facts["signs"], flag.says) == (["fever", "rigid_muscles"], ("says", "noted"))


@pytest.mark.parametrize("heart", ["palpitations", "irregular_heartbeat", "racing_heart"])
@pytest.mark.parametrize("spasm", ["widespread_cramps", "hand_foot_spasm"])
def test_heart_and_spasm_together(pen: Any, heart: str, spasm: str) -> None:
    assert on_check_in(pen, f"{heart} gradual", f"{spasm} gradual") == {"E9"}
    assert on_check_in(pen, f"{heart} gradual", "dizzy_unsteady gradual") == set()
    assert on_check_in(pen, f"{spasm} gradual", "dizzy_unsteady gradual") == set()


def test_medicines_of_the_last_two_weeks_come_with_signs_of_poisoning(pen: Any) -> None:
    ill = pen.episode(2, signs=("fever sudden", "rigid_muscles sudden"))
    raised = pen.medicine("raised", started=99, raised=16)
    medicines = [pen.medicine("old", started=17), raised, pen.medicine("new", 2),
                 pen.medicine("later", started=1), pen.medicine("unknown")]  # fmt: skip
    (flag,) = check_entry(ill, pen.diary(medicines))
    assert flag.facts == {"dates": pen.iso(2), "signs": ["fever", "rigid_muscles"], "medicines": ["new", "raised"]}


@pytest.mark.parametrize("up", [True, False, None])
@pytest.mark.parametrize(("change", "is_named"), [("up_1", False), ("up_2", True), ("up_16", True), ("up_17", False)])
def test_any_dose_change_is_named_with_signs_of_poisoning(pen: Any, change: str, is_named: bool, up: Any) -> None:
    ill = pen.episode(2, signs=("fever sudden", "rigid_muscles sudden"))
    (flag,) = check_entry(ill, pen.diary(pen.medicine("Iron", started=300, **{change: up})))
    assert flag.facts["medicines"] == ["Iron"] * is_named


@pytest.mark.parametrize(("ago", "matches"), [(0, True), (84, True), (85, False), (-1, False)])
@pytest.mark.parametrize("sign", ["swallow_hard", "speech_slurred_or_lost"])
def test_swallowing_or_speech_after_an_injection(pen: Any, sign: str, ago: int, matches: bool) -> None:
    noted = pen.check_in(0, f"{sign} gradual")
    assert ("E7" in rules(check_entry(noted, pen.diary(pen.injection(ago))))) is matches
    assert "E7" not in rules(check_entry(noted, pen.diary()))


@pytest.mark.parametrize("sign", ["severe_headache", "worst_headache", "vision_change", "vision_lost_or_double"])
def test_headache_or_sight_in_pregnancy(pen: Any, sign: str) -> None:
    noted = pen.check_in(0, f"{sign} gradual")
    assert rules(check_entry(noted, pen.diary(person=PREGNANT_PERSON))) == {"E10"}
    assert rules(check_entry(noted, pen.diary())) == set()
    assert rules(check_entry(pen.check_in(0, "dizzy_unsteady sudden"), pen.diary(person=PREGNANT_PERSON))) == set()


@pytest.mark.parametrize("other", ["swallow_hard", "stiff_rigid"])
def test_a_jaw_that_is_cramped_shut_with_stiffness_or_swallowing(pen: Any, other: str) -> None:
    assert on_check_in(pen, "jaw_locked gradual", f"{other} gradual") == {"E12"}
    assert on_check_in(pen, "jaw_locked sudden") == set()


HAND, FACE, CALF, THIGH = "hand:left", "mid_cheek:left", "calf:left", "thigh:left"


@pytest.mark.parametrize(
    ("places", "matches"),
    [
        ((HAND,), True),
        ((FACE, CALF), True),
        ((CALF, THIGH), True),
        ((CALF, "thigh:right"), False),
        ((CALF,), False),
        (("thumb:left",), False),
        ((FACE,), False),
    ],
)
def test_jerks_of_five_minutes_that_take_a_limb(pen: Any, places: tuple[str, ...], matches: bool) -> None:
    def found(**said: Any) -> bool:
        entry = pen.episode(0, *places, **{"feel": Feel.JERK, "minutes": 5, **said})
        return "E11" in rules(check_entry(entry, pen.diary()))

    assert found() is matches
    assert found(minutes=None, still_going=True) is matches
    assert found(signs=("confusion gradual",))
    assert not found(minutes=4.9)
    assert not found(feel=Feel.FLUTTER)
    assert not found(falling_asleep=True)


def test_signs_of_one_date_are_combined_and_old_ones_not_repeated(pen: Any) -> None:
    morning = pen.episode(0, signs=("face_droop sudden", "palpitations sudden"))
    evening = pen.check_in(0, "hand_foot_spasm sudden")
    (flag,) = check_entry(evening, pen.diary(morning))
    assert flag.rule == "E9_heart_spasm"
    assert flag.facts["signs"] == ["hand_foot_spasm", "palpitations"]
    assert check_entry(evening, pen.diary(pen.episode(1, signs=("palpitations sudden",)))) == ()
    again = pen.check_in(0, "face_droop sudden")
    assert rules(check_entry(again, pen.diary(morning))) == {"E1"}


def test_an_edited_entry_is_not_combined_with_itself(pen: Any) -> None:
    entry = pen.episode(0, signs=("palpitations sudden", "hand_foot_spasm sudden"))
    assert check_entry(entry, pen.diary(entry)) == check_entry(entry, pen.diary())
    assert rules(check_entry(entry, pen.diary(entry))) == {"E9"}


def test_a_sign_noted_twice_on_a_date_counts_with_each_onset(pen: Any) -> None:
    gradual, sudden = pen.episode(0, signs=("face_droop gradual",)), pen.check_in(0, "face_droop sudden")
    assert set(pen.flags(gradual, sudden)) >= {"E1"}
    assert rules(check_entry(gradual, pen.diary(sudden))) == set()
    assert rules(check_entry(sudden, pen.diary(gradual))) == {"E1"}


@pytest.mark.parametrize(("ago", "hours"), [(0, 0), (1, 0), (2, 24), (13, 24), (390, 24), (900, 24), (-1, None)])
def test_an_emergency_lasts_two_days_then_asks_for_a_doctor(pen: Any, ago: int, hours: int | None) -> None:
    flags = pen.flags(pen.check_in(ago, "face_droop sudden"))
    assert (flags["E1"].within_hours if "E1" in flags else None) == hours
    if hours == 24:
        assert (flags["E1"].level, flags["E1"].says, flags["E1"].facts["day"]) == ("soon", ("older",), pen.iso(ago)[0])
    assert rules(check_entry(pen.check_in(ago, "face_droop sudden"), pen.diary())) == {"E1"}


def test_an_emergency_of_today_replaces_an_older_one(pen: Any) -> None:
    flag = pen.flags(pen.check_in(9, "confusion sudden"), pen.check_in(0, "confusion sudden"))["E3"]
    assert (flag.level, flag.facts["dates"]) == ("emergency", pen.iso(0))
    both = pen.flags(pen.check_in(9, "confusion sudden"), pen.check_in(4, "confusion sudden"))["E3"]
    assert (both.facts["dates"], both.facts["day"]) == (pen.iso(9, 4), pen.iso(4)[0])


@pytest.mark.parametrize(("visit", "seen"), [(5, True), (4, True), (6, False), (0, True)])
def test_a_visit_on_or_after_the_day_ends_an_emergency(pen: Any, visit: int, seen: bool) -> None:
    flags = pen.flags(pen.check_in(5, "confusion sudden"), pen.visit(visit))
    assert ("E3" not in flags) is seen


def test_a_visit_does_not_end_later_emergencies(pen: Any) -> None:
    flags = pen.flags(pen.check_in(5, "confusion sudden"), pen.visit(5), pen.check_in(1, "confusion sudden"))
    assert (flags["E3"].level, flags["E3"].facts["dates"]) == ("emergency", pen.iso(1))


@pytest.mark.parametrize(("ago", "shown"), [(0, True), (6, True), (7, False)])
def test_in_pregnancy_an_emergency_lasts_a_week(pen: Any, ago: int, shown: bool) -> None:
    flags = pen.flags(pen.check_in(ago, "severe_headache gradual"), person=PREGNANT_PERSON)
    assert ("E10" in flags) is shown


def test_choking_counts_on_its_day_only(pen: Any) -> None:
    assert pen.flags(pen.check_in(0, "choking sudden"))["E7"].level == "emergency"
    flags = pen.flags(pen.check_in(1, "choking sudden"))
    assert "E7" not in flags
    assert flags["N12"].facts["signs"] == ["choking"]
    both = pen.flags(pen.check_in(1, "choking sudden", "cannot_swallow_saliva sudden"))["E7"]
    assert both.facts["signs"] == ["cannot_swallow_saliva"]


def test_older_jerks_have_their_own_sentence(pen: Any) -> None:
    flag = pen.flags(pen.episode(3, HAND, feel=Feel.JERK, minutes=9))["E11"]
    assert (flag.within_hours, flag.says, flag.facts["signs"]) == (24, ("jerked",), [])


def test_facts_hold_matching_dates_and_signs(pen: Any) -> None:
    flag = pen.flags(pen.check_in(0, "confusion sudden"), pen.check_in(1, "speech_slurred_or_lost unsure"),
                     pen.check_in(4, "confusion gradual"))["E3"]  # fmt: skip
    assert flag.facts == {"dates": pen.iso(1, 0), "signs": ["confusion", "speech_slurred_or_lost"]}
    assert (flag.rule, flag.version, flag.level, flag.within_hours) == ("E3_speech", 2, "emergency", 0)
    assert flag.says == ("says",)


def test_an_episode_from_the_day_before_is_a_twitch_but_its_signs_are_not_combined(pen: Any) -> None:
    long = pen.episode(1, minutes=20 * 60, signs=("palpitations sudden", "confusion sudden"))
    flags = pen.flags(long, pen.check_in(0, "hand_foot_spasm sudden", "fever sudden", "rigid_muscles sudden"))
    assert "E9" not in flags
    assert flags["E8"].facts["dates"] == pen.iso(0)
    assert flags["E3"].facts["dates"] == pen.iso(1)


def test_every_emergency_has_a_combination(pen: Any) -> None:
    assert [rule.partition("_")[0] for rule in COMBINATIONS] == [f"E{n}" for n in range(1, 13)]
    everything = tuple(f"{sign} sudden" for sign in SIGNS)
    entry = pen.episode(0, HAND, signs=everything, feel=Feel.JERK, minutes=9)
    assert rules(check_entry(entry, pen.diary(person=PREGNANT_PERSON))) == {f"E{n}" for n in range(1, 13)}

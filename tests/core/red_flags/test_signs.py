"""Rules about signs, each just below, at and above its thresholds."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from tracker.core.records import Person

SOON, URGENT = 336, 24


def hours(flags: Any, rule: str) -> int | None:
    return flags[rule].within_hours if rule in flags else None


@pytest.mark.parametrize(("days", "matches"), [((0,), False), ((0, 13), True), ((0, 14), False), ((1, 2, 3), True)])
def test_s7_the_eye_closed_on_two_days_of_two_weeks(pen: Any, days: tuple[int, ...], matches: bool) -> None:
    flags = pen.flags(pen.episodes(days, eye_closes=True), pen.episodes((0, 1, 2), eye_closes=False))
    assert hours(flags, "S7") == (SOON if matches else None)
    if matches:
        assert flags["S7"].facts == {"dates": pen.iso(*days), "signs": []}


def test_s7_twice_on_one_day_is_one_day_and_a_night_is_two(pen: Any) -> None:
    assert "S7" not in pen.flags(pen.episodes((3, 3), eye_closes=True))
    assert "S7" in pen.flags(pen.episode(3, eye_closes=True, at=time(23), minutes=90))
    assert "S7" not in pen.flags(pen.episode(14, eye_closes=True, at=time(23), minutes=90))


@pytest.mark.parametrize(("ago", "asked"), [(29, SOON), (30, None)])
def test_s7_both_eyes_forced_shut_once(pen: Any, ago: int, asked: int | None) -> None:
    assert hours(pen.flags(pen.check_in(ago, "both_eyes_forced_shut gradual")), "S7") == asked


def test_s7_says_not_to_drive_where_it_stops_that(pen: Any) -> None:
    shut = pen.check_in(0, "both_eyes_forced_shut sudden")
    flags = pen.flags(shut, pen.check_in(29, "stops_reading_or_driving sudden"))
    signs = ["both_eyes_forced_shut", "stops_reading_or_driving"]
    assert flags["S7"].facts == {"dates": pen.iso(29, 0), "signs": signs}
    assert (flags["S7"].within_hours, flags["S7"].says) == (SOON, ("says", "driving"))
    assert pen.flags(shut, pen.check_in(30, "stops_reading_or_driving sudden"))["S7"].says == ("says",)
    assert "S7" not in pen.flags(pen.check_in(0, "stops_reading_or_driving sudden"))


def test_s7_is_a_mention_under_treatment_and_once_seen(pen: Any) -> None:
    closed, before = pen.episodes((0, 5), eye_closes=True), pen.quiet(range(20, 60))
    assert pen.flags(closed, before, pen.injection(300))["S7"].level == "next_visit"
    assert pen.flags(closed, before, pen.visit(5))["S7"].level == "next_visit"
    assert pen.flags(closed, before, pen.visit(6))["S7"].level == "soon"


def test_s7_uses_the_usual_answer_for_lids(pen: Any) -> None:
    usual = Person(eye_closes=True)
    assert "S7" in pen.flags(pen.episodes((0, 1), "upper_eyelid:left"), person=usual)
    assert "S7" not in pen.flags(pen.episodes((0, 1), "chin:left"), person=usual)
    assert "S7" not in pen.flags(pen.episodes((0, 1), "upper_eyelid:left", eye_closes=False), person=usual)


@pytest.mark.parametrize(("pain", "ago", "matches"), [(6, 0, False), (7, 0, True), (10, 29, True), (7, 30, False)])
def test_s8_strong_pain_once(pen: Any, pain: int, ago: int, matches: bool) -> None:
    flags = pen.flags(pen.episode(ago, pain=pain))
    assert hours(flags, "S8") == (SOON if matches else None)
    if matches:
        assert flags["S8"].facts == {"dates": pen.iso(ago), "signs": []}


@pytest.mark.parametrize(
    ("pain", "days", "matches"),
    [(4, (0, 1), False), (4, (0, 1, 13), True), (4, (0, 1, 14), False), (3, (0, 1, 2), False), (4, (0, 1, 1), False)],
)
def test_s8_some_pain_on_three_days(pen: Any, pain: int, days: tuple[int, ...], matches: bool) -> None:
    flags = pen.flags(pen.episodes(days, pain=pain))
    assert hours(flags, "S8") == (SOON if matches else None)
    if matches:
        assert flags["S8"].facts["dates"] == pen.iso(*days)


def test_s8_omits_days_with_too_little_pain(pen: Any) -> None:
    assert pen.flags(pen.episode(0, pain=7), pen.episode(3, pain=5))["S8"].facts["dates"] == pen.iso(0)


def test_s8_a_face_that_slowly_gets_numb_with_a_twitch(pen: Any) -> None:
    numb = pen.check_in(29, "face_numb gradual")
    flags = pen.flags(numb, pen.episode(0))
    assert hours(flags, "S8") == SOON
    assert flags["S8"].facts == {"dates": pen.iso(29), "signs": ["face_numb"]}
    assert "S8" in pen.flags(numb, pen.episode(29))
    assert "S8" not in pen.flags(numb, pen.episode(30))
    assert "S8" not in pen.flags(pen.check_in(30, "face_numb gradual"), pen.episode(0))
    assert "S8" not in pen.flags(pen.check_in(0, "face_numb sudden"), pen.episode(0))
    assert "S8" not in pen.flags(numb, pen.episode(0), pen.visit(1))


def test_s8_is_urgent_where_hearing_went_too(pen: Any) -> None:
    numb, deaf = pen.check_in(3, "face_numb gradual"), pen.check_in(9, "hearing_loss gradual")
    assert hours(pen.flags(numb, deaf, pen.episode(0)), "S8") == URGENT
    assert "S8" not in pen.flags(deaf, pen.episode(0))


def test_s8_pain_before_a_visit_is_over(pen: Any) -> None:
    assert "S8" not in pen.flags(pen.episode(5, pain=8), pen.visit(5))
    assert "S8" in pen.flags(pen.episode(5, pain=8), pen.visit(6))


@pytest.mark.parametrize(
    ("sign", "asked"),
    [
        ("vision_change gradual", SOON),
        ("vision_change sudden", URGENT),
        ("vision_change unsure", URGENT),
        ("hearing_loss gradual", SOON),
        ("hearing_loss sudden", URGENT),
        ("hearing_loss unsure", URGENT),
        ("ear_click sudden", None),
    ],
)
def test_s9_sight_or_hearing_with_a_twitch(pen: Any, sign: str, asked: int | None) -> None:
    flags = pen.flags(pen.check_in(29, sign), pen.episode(0))
    assert hours(flags, "S9") == asked
    if asked:
        assert flags["S9"].facts == {"dates": pen.iso(29), "signs": [sign.split()[0]]}
    assert "S9" not in pen.flags(pen.check_in(0, sign))
    assert "S9" not in pen.flags(pen.check_in(30, sign), pen.episode(0))


@pytest.mark.parametrize("onset", ["sudden", "gradual", "unsure"])
def test_s9_ringing_alone_is_routine(pen: Any, onset: str) -> None:
    ringing = pen.check_in(29, f"ringing {onset}")
    flag = pen.flags(ringing, pen.episode(0))["S9"]
    assert (flag.level, flag.within_hours, flag.says) == ("routine", None, ("ringing",))
    both = pen.flags(ringing, pen.episode(0), pen.check_in(3, "vision_change gradual"))["S9"]
    assert (both.level, both.says) == ("soon", ("says",))


@pytest.mark.parametrize(
    ("sign", "asked"),
    [
        ("eye_red_swollen_discharge sudden", SOON),
        ("eye_red_swollen_discharge gradual", SOON),
        ("lid_droop gradual", SOON),
        ("lid_droop unsure", SOON),
        ("lid_droop sudden", URGENT),
    ],
)
def test_s10_a_red_swollen_or_hanging_lid(pen: Any, sign: str, asked: int) -> None:
    flags = pen.flags(pen.check_in(29, sign))
    assert hours(flags, "S10") == asked
    assert flags["S10"].facts == {"dates": pen.iso(29), "signs": [sign.split()[0]]}
    assert "S10" not in pen.flags(pen.check_in(30, sign))


@pytest.mark.parametrize(("ago", "asked"), [(2, URGENT), (3, SOON)])
def test_s10_is_urgent_where_sight_changed_on_that_day(pen: Any, ago: int, asked: int) -> None:
    flags = pen.flags(pen.check_in(2, "eye_red_swollen_discharge gradual"), pen.check_in(9),
                      pen.episode(ago, signs=("vision_change gradual",)))  # fmt: skip
    assert hours(flags, "S10") == asked
    assert flags["S10"].says == (("says", "sight") if asked == URGENT else ("says",))


LIMB = ["dropping_things", "muscle_thinner", "stiff_rigid", "rigid_muscles", "limb_weak"]


def test_s11_one_day_of_tripping_alone_is_a_mention(pen: Any) -> None:
    twitch = pen.episode(0, "calf:left")
    once = pen.flags(pen.check_in(9, "tripping sudden"), twitch)["S11"]
    assert (once.level, once.says) == ("next_visit", ("once",))
    assert (
        hours(pen.flags(pen.check_in(9, "tripping sudden"), pen.check_in(3, "tripping sudden"), twitch), "S11") == SOON
    )
    assert hours(pen.flags(pen.check_in(9, "tripping sudden", "muscle_thinner gradual"), twitch), "S11") == SOON


@pytest.mark.parametrize("sign", LIMB)
def test_s11_a_limb_that_gets_weaker_with_a_twitch_anywhere(pen: Any, sign: str) -> None:
    weak = pen.check_in(29, f"{sign} gradual")
    flags = pen.flags(weak, pen.episode(0, "calf:left"))
    assert hours(flags, "S11") == SOON
    assert flags["S11"].facts == {"dates": pen.iso(29), "signs": [sign]}
    assert "S11" not in pen.flags(weak)
    assert "S11" not in pen.flags(weak, pen.episode(30))
    assert "S11" not in pen.flags(pen.check_in(30, f"{sign} gradual"), pen.episode(0))
    asked = URGENT if sign == "limb_weak" else SOON
    assert hours(pen.flags(pen.check_in(0, f"{sign} sudden"), pen.episode(0)), "S11") == asked
    assert hours(pen.flags(pen.check_in(0, f"{sign} unsure"), pen.episode(0)), "S11") == asked


@pytest.mark.parametrize("onset", ["gradual", "sudden", "unsure"])
def test_s11_is_urgent_with_speech_swallowing_or_the_tongue(pen: Any, onset: str) -> None:
    thin, twitch = pen.check_in(1, "muscle_thinner gradual"), pen.episode(0)
    speech = hours(pen.flags(thin, twitch, pen.check_in(29, f"speech_slurred_or_lost {onset}")), "S11")
    assert speech == (URGENT if onset == "gradual" else SOON)
    swallow = pen.flags(thin, twitch, pen.check_in(29, f"swallow_hard {onset}"))
    assert hours(swallow, "S11") == URGENT
    assert swallow["S11"].facts == {"dates": pen.iso(29, 1), "signs": ["muscle_thinner", "swallow_hard"]}
    assert hours(pen.flags(thin, twitch, pen.check_in(30, f"swallow_hard {onset}")), "S11") == SOON
    assert hours(pen.flags(thin, twitch, pen.episode(29, "chin:left", "tongue:midline")), "S11") == URGENT
    assert hours(pen.flags(thin, twitch, pen.episode(30, "tongue:midline")), "S11") == SOON


@pytest.mark.parametrize(
    ("sign", "asked"),
    [
        ("speech_slurred_or_lost gradual", SOON),
        ("speech_slurred_or_lost sudden", None),
        ("speech_slurred_or_lost unsure", None),
        ("swallow_hard gradual", URGENT),
        ("swallow_hard sudden", URGENT),
    ],
)
def test_s12_speech_or_swallowing_that_changes_slowly(pen: Any, sign: str, asked: int | None) -> None:
    flags = pen.flags(pen.check_in(29, sign))
    assert hours(flags, "S12") == asked
    if asked:
        assert flags["S12"].facts == {"dates": pen.iso(29), "signs": [sign.split()[0]]}
        assert flags["S12"].says == (("speech",) if "speech" in sign else ("swallow",))
    assert "S12" not in pen.flags(pen.check_in(30, sign))


@pytest.mark.parametrize(("days", "matches"), [((0,), False), ((0, 29), True), ((0, 30), False), ((3, 3), False)])
def test_s16_other_movements_on_two_days(pen: Any, days: tuple[int, ...], matches: bool) -> None:
    movements = ("other_face_movements_or_tics gradual",)
    flags = pen.flags(pen.episodes(days, signs=movements))
    assert ("S16" in flags) is matches
    if matches:
        assert flags["S16"].level == "routine"
        assert flags["S16"].facts == {"dates": pen.iso(*days), "signs": ["other_face_movements_or_tics"]}
        assert flags["S16"].says == ("says",)


@pytest.mark.parametrize(("impact", "ago", "rule"), [(6, 0, "N4"), (7, 0, "S16"), (7, 13, "S16"), (7, 14, "N4")])
def test_s16_takes_over_from_n4_where_it_gets_in_the_way(pen: Any, impact: int, ago: int, rule: str) -> None:
    urges = pen.episodes((0, 1, 29), urge_before=True)
    one = pen.episode(0, signs=("other_face_movements_or_tics gradual",))
    flags = pen.flags(urges, one, pen.check_in(ago, impact=impact))
    assert {"N4", "S16"} & flags.keys() == {rule}
    assert flags[rule].facts["dates"] == pen.iso(0, 1, 29)
    if rule == "S16":
        assert (flags[rule].says, flags[rule].facts["signs"], flags[rule].level) == (("urge",), [], "routine")


def test_s16_needs_enough_urges(pen: Any) -> None:
    assert not {"S16", "N4"} & pen.flags(pen.episodes((0, 1), urge_before=True), pen.check_in(0, impact=9)).keys()


@pytest.mark.parametrize(
    ("began", "improving", "matches"),
    [(20, False, False), (21, False, True), (4_000, False, True), (21, True, False), (21, None, False)],
)
def test_s18_a_face_that_does_not_get_better(pen: Any, began: int, improving: bool | None, matches: bool) -> None:
    flags = pen.flags(person=Person(palsy_began=pen.day(began), palsy_improving=improving))
    assert hours(flags, "S18") == (SOON if matches else None)
    if matches:
        assert flags["S18"].facts == {"first": pen.iso(began)[0], "days": began}


def test_s18_needs_a_beginning(pen: Any) -> None:
    assert pen.flags(person=Person(palsy_improving=False)) == {}


def test_s8_unanswered_pain_is_no_pain(pen: Any) -> None:
    assert "S8" not in pen.flags(pen.episodes(range(5)), pain=1)
    assert "S8" in pen.flags(pen.episodes(range(3), pain=1), pain=1)


@pytest.mark.parametrize(
    ("began", "ago", "matches"), [(149, 0, False), (150, 0, True), (150, 29, True), (999, 30, False)]
)
def test_n3_linked_movements_after_a_palsy(pen: Any, began: int, ago: int, matches: bool) -> None:
    linked = pen.check_in(ago, "moves_with_blink_or_chew gradual")
    flags = pen.flags(linked, person=Person(palsy_began=pen.day(began)))
    assert ("N3" in flags) is matches
    assert "N3" not in pen.flags(linked)
    if matches:
        facts = {"dates": pen.iso(ago), "signs": ["moves_with_blink_or_chew"], "first": pen.iso(began)[0]}
        assert flags["N3"].facts == facts
        assert flags["N3"].level == "next_visit"


@pytest.mark.parametrize(("impact", "level"), [(4, "next_visit"), (5, "routine")])
def test_n3_asks_for_an_appointment_with_impact(pen: Any, impact: int, level: str) -> None:
    linked = pen.check_in(0, "moves_with_blink_or_chew gradual", impact=impact)
    assert pen.flags(linked, person=Person(palsy_began=pen.day(200)))["N3"].level == level

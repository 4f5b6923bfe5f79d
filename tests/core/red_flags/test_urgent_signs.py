"""Rules about urgent signs, each just below, at and above its thresholds."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.records import Feel
from tracker.core.red_flags.urgent_signs import SLOW


@pytest.mark.parametrize(("ago", "matches"), [(0, True), (29, True), (30, False)])
def test_s1_a_face_that_slowly_gets_weaker(pen: Any, ago: int, matches: bool) -> None:
    flags = pen.flags(pen.check_in(ago, "face_weak gradual"))
    assert ("S1" in flags) is matches
    if matches:
        assert flags["S1"].facts == {"dates": pen.iso(ago), "signs": ["face_weak"]}
        assert (flags["S1"].within_hours, flags["S1"].says) == (24, ("says",))
    assert "S1" not in pen.flags(pen.check_in(ago, "face_weak sudden"))


@pytest.mark.parametrize(("ago", "hours"), [(3, 336), (31, 336), (32, 24), (2, 24)])
def test_s1_after_an_injection_is_less_urgent(pen: Any, ago: int, hours: int) -> None:
    flag = pen.flags(pen.check_in(3, "face_weak gradual"), pen.injection(ago))["S1"]
    assert (flag.level, flag.within_hours) == ("soon", hours)
    if hours == 336:
        assert (flag.says, flag.facts["day"]) == (("injected",), pen.iso(ago)[0])


@pytest.mark.parametrize("sign", SLOW)
@pytest.mark.parametrize(("ago", "matches"), [(0, True), (29, True), (30, False)])
def test_s19_what_came_slowly(pen: Any, sign: str, ago: int, matches: bool) -> None:
    flags = pen.flags(pen.check_in(ago, f"{sign} gradual"))
    assert ("S19" in flags) is matches
    if matches:
        assert (flags["S19"].within_hours, flags["S19"].facts) == (24, {"dates": pen.iso(ago), "signs": [sign]})
        assert "S19" not in pen.flags(pen.check_in(ago, f"{sign} gradual"), pen.visit(ago))
        assert "S19" in pen.flags(pen.check_in(ago, f"{sign} gradual"), pen.visit(ago + 1))
    assert "S19" not in pen.flags(pen.check_in(ago, f"{sign} sudden"))


def test_the_same_sign_after_a_visit_is_not_new_but_a_more_sudden_one_is(pen: Any) -> None:
    before, visit = pen.check_in(5, "hearing_loss gradual"), pen.visit(4)
    twitch = pen.episode(0)
    assert "S9" not in pen.flags(before, visit, twitch, pen.check_in(1, "hearing_loss gradual"))
    assert pen.flags(before, visit, twitch, pen.check_in(1, "hearing_loss sudden"))["S9"].within_hours == 24
    assert "S9" in pen.flags(before, visit, twitch, pen.check_in(1, "vision_change gradual"))
    sudden = pen.check_in(5, "hearing_loss sudden")
    assert "S9" not in pen.flags(sudden, visit, twitch, pen.check_in(1, "hearing_loss gradual"))
    long_ago = pen.check_in(94, "hearing_loss gradual")
    assert "S9" in pen.flags(long_ago, visit, twitch, pen.check_in(1, "hearing_loss gradual"))


def test_s20_hands_that_cramp_unless_the_heart_says_more(pen: Any) -> None:
    flags = pen.flags(pen.check_in(29, "hand_foot_spasm gradual"))
    assert (flags["S20"].within_hours, flags["S20"].facts["signs"]) == (24, ["hand_foot_spasm"])
    assert "S20" not in pen.flags(pen.check_in(0, "hand_foot_spasm gradual", "palpitations gradual"))
    assert "S20" not in pen.flags(pen.check_in(30, "hand_foot_spasm gradual"))


def test_s25_a_jaw_that_is_cramped_shut(pen: Any) -> None:
    assert pen.flags(pen.check_in(0, "jaw_locked sudden"))["S25"].within_hours == 24
    flags = pen.flags(pen.check_in(0, "jaw_locked sudden", "stiff_rigid gradual"))
    assert "S25" not in flags
    assert "E12" in flags


def test_s26_a_faint(pen: Any) -> None:
    assert pen.flags(pen.check_in(29, "fainted sudden"))["S26"].within_hours == 24
    assert "S26" not in pen.flags(pen.check_in(29, "fainted sudden"), pen.visit(28))


@pytest.mark.parametrize(
    ("places", "said", "matches"),
    [
        (("mouth_corner:left", "hand:left"), {}, True),
        (("mouth_corner:left", "calf:left"), {}, True),
        (("mouth_corner:left", "hand:right"), {}, False),
        (("mouth_corner:left",), {}, False),
        (("hand:left", "calf:left"), {}, False),
        (("mouth_corner:left", "hand:left"), {"feel": Feel.FLUTTER}, False),
        (("mouth_corner:left", "hand:left"), {"falling_asleep": True}, False),
    ],
)
def test_s22_face_and_limb_of_one_side(pen: Any, places: Any, said: dict[str, Any], matches: bool) -> None:
    entry = pen.episode(13, *places, **{"feel": Feel.JERK, **said})
    flags = pen.flags(entry)
    assert ("S22" in flags) is matches
    if matches:
        assert (flags["S22"].within_hours, flags["S22"].facts) == (24, {"dates": pen.iso(13)})
        assert "S22" not in pen.flags(entry, pen.visit(13))
        assert "S22" not in pen.flags(pen.episode(14, *places, feel=Feel.JERK))


@pytest.mark.parametrize(
    "sign",
    ["face_droop gradual", "face_weak gradual", "swallow_hard gradual", "fainted sudden", "hearing_loss sudden"],
)
@pytest.mark.parametrize("ago", [30, 300, 900])
def test_s27_unseen_signs_do_not_expire(pen: Any, sign: str, ago: int) -> None:
    noted = pen.check_in(ago, sign)
    flags = pen.flags(noted)
    facts = {"dates": pen.iso(ago), "signs": [sign.split()[0]], "day": pen.iso(ago)[0]}
    assert (flags["S27"].level, flags["S27"].facts) == ("routine", facts)
    assert "S27" not in pen.flags(noted, pen.visit(ago))
    assert "S27" in pen.flags(noted, pen.visit(ago + 1))


def test_s27_omits_recent_signs(pen: Any) -> None:
    assert "S27" not in pen.flags(pen.check_in(29, "fainted sudden"))
    assert "S27" not in pen.flags(pen.check_in(40, "fainted sudden"), pen.check_in(3, "fainted sudden"))
    assert "S27" not in pen.flags(pen.check_in(40, "face_droop sudden"))
    assert "S27" not in pen.flags(pen.check_in(40, "palpitations sudden"))

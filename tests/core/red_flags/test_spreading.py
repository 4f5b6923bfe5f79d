"""Twitching that spreads to new places of the face, or to most of one side."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.records import Feel

NOSE, MOUTH = "nose_side:left", "mouth_corner:left"


def spread(pen: Any, new: str = MOUTH, days: Any = (0, 1), old: str = NOSE, before: Any = (20, 40)) -> dict[str, Any]:
    return pen.flags(pen.episodes(before, old), pen.episodes(days, new))


def test_s5_a_new_place_near_an_old_one(pen: Any) -> None:
    flags = spread(pen)
    assert "S5w" not in flags
    assert flags["S5"].facts == {
        "places": [MOUTH],
        "from": [NOSE],
        "spread": [{"place": MOUTH, "from": [NOSE], "first": pen.iso(1)[0], "days": 2}],
    }
    assert (flags["S5"].level, flags["S5"].within_hours) == ("soon", 336)


@pytest.mark.parametrize(("before", "says"), [((20, 90), "first"), ((20, 40, 91), "says")])
def test_s5_says_now_also_only_where_the_diary_was_kept_before(pen: Any, before: Any, says: str) -> None:
    flags = pen.flags(pen.episodes((*before, 30), NOSE), pen.episodes((0, 1), MOUTH))
    assert flags["S5"].says == (says,)


def test_s5_is_a_mention_after_a_visit(pen: Any) -> None:
    entries = [pen.episodes((20, 40), NOSE), pen.episodes((3, 5), MOUTH)]
    assert pen.flags(*entries, pen.visit(5))["S5"].level == "next_visit"
    assert pen.flags(*entries, pen.visit(6))["S5"].level == "soon"


def test_s5w_once_at_a_new_place(pen: Any) -> None:
    flags = spread(pen, days=(0,))
    assert "S5" not in flags
    assert (flags["S5w"].level, flags["S5w"].within_hours) == ("next_visit", None)
    assert flags["S5w"].facts["spread"] == [{"place": MOUTH, "from": [NOSE], "first": pen.iso(0)[0], "days": 1}]
    assert "S5w" in spread(pen, days=(0, 0))


@pytest.mark.parametrize(
    ("days", "rule"),
    [((13,), "S5w"), ((14,), None), ((0, 13), "S5"), ((0, 14), None), ((13, 103), None), ((0, 91), "S5w"),
     ((0, 90), None), ((13, 104), "S5w")],
)  # fmt: skip
def test_the_place_is_new_for_two_weeks_and_was_quiet_for_ninety_days(pen: Any, days: Any, rule: str | None) -> None:
    flags = spread(pen, days=days)
    assert {"S5", "S5w"} & flags.keys() == ({rule} if rule else set())


def test_quiet_for_ninety_days_before_the_first_of_several(pen: Any) -> None:
    assert "S5" in spread(pen, days=(0, 13, 104))
    assert "S5" not in spread(pen, days=(0, 13, 103))


@pytest.mark.parametrize(("before", "found"), [((2, 3), False), ((13, 5), False), ((14, 5), True), ((15, 16), True)])
def test_the_diary_is_two_weeks_older_than_the_new_place(pen: Any, before: Any, found: bool) -> None:
    assert ("S5w" in spread(pen, days=(0,), before=before)) is found
    assert "S5w" in pen.flags(pen.episodes(before, NOSE), pen.episode(0, MOUTH), pen.check_in(14))


@pytest.mark.parametrize(("before", "found"), [((20,), False), ((20, 20), False), ((20, 60), True), ((20, 61), False),
                                               ((20, 0), False), ((20, 1), True)])  # fmt: skip
def test_the_old_place_had_two_days_in_sixty(pen: Any, before: Any, found: bool) -> None:
    assert ("S5w" in spread(pen, days=(0,), before=before)) is found


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (NOSE, "upper_cheek:left", True),
        (NOSE, "mouth_corner:left", True),
        (NOSE, "brow:left", False),  # Three steps.
        (NOSE, "mouth_corner:right", False),
        ("glabella:midline", "brow:right", True),
        ("brow:left", "glabella:midline", True),
        ("nose_bridge:midline", "glabella:midline", True),
        ("temple:left", "brow:left", False),
        ("brow:left", "temple:left", False),
        ("mid_cheek:left", "jaw_angle:left", False),
        ("ear:left", "brow:left", True),  # Two steps, through the temple.
        ("tongue:midline", "chin:left", False),
        ("calf:left", "foot:left", False),
        (NOSE, "calf:left", False),
    ],
)
def test_near_means_two_steps_on_the_same_side_or_the_middle(pen: Any, old: str, new: str, found: bool) -> None:
    assert ("S5" in spread(pen, new, old=old)) is found


def test_the_nearest_places_are_reported(pen: Any) -> None:
    before = [pen.episodes((20, 21), place) for place in ("upper_lip:left", "chin:left", NOSE, "brow:left")]
    assert pen.flags(*before, pen.episodes((0, 1), MOUTH))["S5"].facts["from"] == ["chin:left", "upper_lip:left"]


def test_several_new_places_are_reported_separately(pen: Any) -> None:
    old = [pen.episodes((20, 21), NOSE), pen.episodes((20, 21), "chin:right")]
    flags = pen.flags(*old, pen.episodes((0, 2), "nostril:left", "lower_lip:right"), pen.episode(1, MOUTH))
    assert flags["S5"].facts["places"] == ["lower_lip:right", "nostril:left"]
    assert flags["S5"].facts["from"] == ["chin:right", NOSE]
    assert [new["place"] for new in flags["S5"].facts["spread"]] == ["lower_lip:right", "nostril:left"]
    assert flags["S5w"].facts["places"] == [MOUTH]


def test_moved_thresholds_reach_further_back(pen: Any) -> None:
    old = pen.episodes((150, 160), NOSE)
    assert "S5w" not in pen.flags(old, pen.episode(0, MOUTH))
    assert "S5w" in pen.flags(old, pen.episode(0, MOUTH), spread_before_days=180)


UPPER, MID, LOWER = "brow:left", "nose_side:left", "chin:left"


def half(pen: Any, *places: str, days: Any = (0, 1), others: int = 0, **said: Any) -> dict[str, Any]:
    """One episode at each place on each of the days, and episodes on the other side."""
    return pen.flags([pen.episode(ago, place, **said) for ago in days for place in places],
                     [pen.episode(2, "brow:right") for _ in range(others)])  # fmt: skip


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ((UPPER, MID, LOWER), True),
        ((UPPER, LOWER), False),
        ((UPPER, MID, "nostril:left"), False),
        ((LOWER, MID, "nostril:left"), False),
        ((UPPER, LOWER, "temple:left"), False),
        ((UPPER, LOWER, "jaw_angle:left"), False),
        ((UPPER, LOWER, "glabella:midline"), False),
        ((UPPER, LOWER, "tongue:midline"), False),
        ((UPPER, LOWER, "calf:left"), False),
        ((UPPER, LOWER, "nose_side:right"), False),
        ((UPPER, "chin:right", MID), False),
    ],
)
def test_s6_three_places_from_high_to_low(pen: Any, places: tuple[str, ...], found: bool) -> None:
    flags = half(pen, *places)
    assert ("S6" in flags) is found
    if found:
        facts = {"sides": ["left"], "places": sorted(places), "dates": pen.iso(0, 1), "signs": []}
        assert (flags["S6"].facts, flags["S6"].says) == (facts, ("left",))


@pytest.mark.parametrize(("days", "found"), [((0,), False), ((0, 13), True), ((0, 14), False)])
def test_s6_on_two_days_of_two_weeks(pen: Any, days: Any, found: bool) -> None:
    assert ("S6" in half(pen, UPPER, MID, LOWER, days=days)) is found


@pytest.mark.parametrize(("others", "found"), [(0, True), (1, True), (2, False)])
def test_s6_hardly_on_the_other_side(pen: Any, others: int, found: bool) -> None:
    nine = half(pen, UPPER, MID, LOWER, days=(0, 1, 3), others=others)
    assert ("S6" in nine) is found
    both = [pen.episode(4, UPPER, "brow:right") for _ in range(5)]
    body = [pen.episode(4, "calf:right", "temple:right") for _ in range(5)]
    eight = [pen.episode(ago, place) for ago in (0, 1) for place in (UPPER, MID, LOWER, LOWER)]
    assert "S6" not in pen.flags(eight, pen.episode(2, "brow:right"), both, body)
    assert "S6" in pen.flags(eight, UPPER and pen.episode(0, UPPER), pen.episode(2, "brow:right"), both, body)


def test_s6_says_nothing_where_every_episode_is_on_both_sides(pen: Any) -> None:
    both = [
        pen.episode(ago, f"{region}:left", f"{region}:right")
        for ago in (0, 1)
        for region in ("brow", "nostril", "chin")
    ]
    assert "S6" not in pen.flags(both)


@pytest.mark.parametrize(("places", "ago", "sides"), [((UPPER, LOWER), 13, ["left"]), ((UPPER, LOWER), 14, None),
                                                      ((UPPER, MID), 0, None), ((MID, LOWER), 0, None),
                                                      ((UPPER, "chin:right"), 0, None),
                                                      ((UPPER, "jaw_angle:left"), 0, None),
                                                      (("brow:right", "chin:right"), 0, ["right"]),
                                                      ((UPPER, LOWER, "brow:right", "chin:right"), 0,
                                                       ["left", "right"])])  # fmt: skip
def test_s6_high_and_low_at_once(pen: Any, places: tuple[str, ...], ago: int, sides: list[str] | None) -> None:
    flags = pen.flags(pen.episode(ago, *places), [pen.episode(1, "ear:right") for _ in range(9)])
    assert (flags["S6"].facts["sides"] if "S6" in flags else None) == sides
    if sides == ["left"]:
        assert flags["S6"].says == ("together",)


def test_s6_two_places_at_once_are_not_most_of_the_side(pen: Any) -> None:
    at_once = pen.episode(0, UPPER, LOWER)
    assert pen.flags(at_once)["S6"].says == ("together",)
    assert half(pen, UPPER, MID, LOWER)["S6"].says == ("left",)
    both = [at_once, pen.episode(1, MID), pen.episode(2, "brow:right", "chin:right")]
    assert pen.flags(*both, half_face_other=0.5)["S6"].says == ("left", "together")


def test_s6_is_off_under_treatment_unless_it_spreads_and_a_mention_once_seen(pen: Any) -> None:
    at_once, before = pen.episode(0, UPPER, LOWER), pen.quiet(range(20, 60))
    assert "S6" not in pen.flags(at_once, before, pen.injection(100))
    new_places = [
        pen.episodes((0, 1), UPPER, LOWER),
        pen.episodes((20, 40), UPPER),
        pen.episodes((20, 40), "mouth_corner:left"),
    ]
    flags = pen.flags(*new_places, pen.injection(100))
    assert "S5" in flags
    assert flags["S6"].level == "soon"
    assert pen.flags(at_once, before, pen.visit(0))["S6"].level == "next_visit"
    assert pen.flags(at_once, before, pen.visit(1))["S6"].level == "soon"


def test_s6_ignores_sleep_jerks(pen: Any) -> None:
    assert "S6" not in pen.flags(pen.episode(0, UPPER, LOWER, feel=Feel.JERK, falling_asleep=True))


@pytest.mark.parametrize(("place", "sides", "says"), [("nostril:right", ["right"], "right"), ("", [], "side"),
                                                      ("calf:left", [], "side")])  # fmt: skip
def test_s6_the_person_said_so(pen: Any, place: str, sides: list[str], says: str) -> None:
    flag = pen.flags(pen.episode(13, place, signs=("whole_side sudden",)))["S6"]
    assert (flag.facts["sides"], flag.says, flag.facts["signs"]) == (sides, (says,), ["whole_side"])
    assert flag.facts["dates"] == pen.iso(13)
    assert "S6" not in pen.flags(pen.episode(14, place, signs=("whole_side sudden",)))


def test_s6_said_in_the_check_in(pen: Any) -> None:
    flag = pen.flags(pen.check_in(3, "whole_side gradual"), pen.episode(2, UPPER, signs=("ringing gradual",)))["S6"]
    assert flag.facts == {"sides": [], "places": [], "dates": pen.iso(3), "signs": ["whole_side"]}


def test_s6_names_a_side_once(pen: Any) -> None:
    flag = pen.flags(pen.episode(0, UPPER, LOWER, signs=("whole_side sudden",)))["S6"]
    assert flag.facts["sides"] == ["left"]

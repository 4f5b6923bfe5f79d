"""Twitching that lasts: at one place, at the eyelids, nearly all day, in several places, after a medicine."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

SOON, URGENT = 336, 24
LID, LIDS = "lower_eyelid:left", ("lower_eyelid:left", "upper_eyelid:left", "outer_eye:left")


@pytest.mark.parametrize(
    ("days", "length"),
    [
        (range(14), None),
        (range(15), 15),
        ((0, 3, 6, 9, 12, 15), 16),
        ((0, 4, 8, 12, 16, 20), None),
        ((*range(5), *range(12, 17)), None),
        (range(4, 24), None),
        (range(3, 24), 21),
    ],
)
@pytest.mark.parametrize("place", ["nose_side:left", "calf:right", "chest:midline"])
def test_s2_at_one_place(pen: Any, days: Any, length: int | None, place: str) -> None:
    flags = pen.flags(pen.episodes(days, place))
    assert ("S2" in flags) is (length is not None)
    if length:
        assert flags["S2"].facts == {
            "first": pen.iso(max(days))[0], "last": pen.iso(min(days))[0], "run_days": length, "places": [place],
        }  # fmt: skip
        assert (flags["S2"].says, flags["S2"].within_hours) == (("place", "guidance"), SOON)


def test_s2_names_every_place_and_the_longest_run(pen: Any) -> None:
    flags = pen.flags(pen.episodes(range(15), "chin:left"), pen.episodes(range(1, 18), "brow:right"),
                      pen.episodes(range(2, 19), "calf:left"), pen.episodes(range(14), "ear:left"))  # fmt: skip
    places = ["brow:right", "calf:left", "chin:left"]
    facts = {"first": pen.iso(17)[0], "last": pen.iso(1)[0], "run_days": 17, "places": places}
    assert flags["S2"].facts == facts


@pytest.mark.parametrize(("last", "matches"), [(14, True), (13, False)])
def test_s2_in_the_face_as_a_whole(pen: Any, last: int, matches: bool) -> None:
    wandering = [pen.episode(ago, ("chin:left", "brow:right", "")[ago % 3]) for ago in range(0, last + 1, 2)]
    flags = pen.flags(wandering, pen.episode(last, "ear:left"))
    assert ("S2" in flags) is matches
    if matches:
        assert flags["S2"].facts == {"first": pen.iso(14)[0], "last": pen.iso(0)[0], "run_days": 15, "places": []}
        assert flags["S2"].says == ("face", "guidance")


def test_s2_needs_one_place_of_the_body(pen: Any) -> None:
    wandering = [
        pen.episode(ago, ("calf:left", "hand:right", "back:left", "thigh:left")[ago % 4]) for ago in range(30)
    ]
    assert "S2" not in pen.flags(wandering)


def test_s2_counts_a_bout_on_both_sides_of_midnight(pen: Any) -> None:
    assert "S2" not in pen.flags(pen.episodes(range(14)), pen.episode(14, at=time(9), minutes=60), run_gap_days=1,
                                 persistent_days=16)  # fmt: skip
    night = pen.episode(15, at=time(23), minutes=90)
    assert pen.flags(pen.episodes(range(14)), night, run_gap_days=1)["S2"].facts["run_days"] == 16


@pytest.mark.parametrize(("length", "matches"), [(89, False), (90, True), (200, True)])
def test_s2b_the_eyelid_for_three_months(pen: Any, length: int, matches: bool) -> None:
    lids = [pen.episode(ago, LIDS[ago % 3]) for ago in range(length)]
    flags = pen.flags(lids, pen.episodes(range(length), "calf:left", "brow:right"))
    assert ("S2b" in flags) is matches
    if matches:
        first, last = pen.iso(length - 1)[0], pen.iso(0)[0]
        assert flags["S2b"].facts == {"first": first, "last": last, "run_days": length, "places": sorted(LIDS)}


@pytest.mark.parametrize(("place", "ago", "only"), [("nose_side:left", 89, False), ("nose_side:left", 90, True),
                                                    ("glabella:midline", 5, False), ("tongue:midline", 5, False),
                                                    ("nose_side:right", 5, True), ("calf:left", 5, True),
                                                    ("temple:left", 0, False)])  # fmt: skip
def test_s2b_is_about_the_lids_of_one_eye_alone(pen: Any, place: str, ago: int, only: bool) -> None:
    lids = pen.episodes(range(90), LID)
    assert ("S2b" in pen.flags(lids, pen.episode(ago, place))) is only


def test_s2b_of_both_eyes_tells_the_longer_run_and_both_places(pen: Any) -> None:
    flags = pen.flags(pen.episodes(range(95), LID), pen.episodes(range(2, 99), "outer_eye:right"))
    assert flags["S2b"].facts["run_days"] == 97
    assert flags["S2b"].facts["places"] == [LID, "outer_eye:right"]
    one = pen.flags(pen.episodes(range(95), LID), pen.episodes(range(9), "outer_eye:right"))
    assert one["S2b"].facts["places"] == [LID]


def test_s2b_names_a_place_of_the_first_day_alone(pen: Any) -> None:
    flags = pen.flags(pen.episodes(range(95), LID), pen.episode(95, "outer_eye:left"))
    assert flags["S2b"].facts["places"] == [LID, "outer_eye:left"]


def test_s2b_leaves_out_places_from_before_the_run(pen: Any) -> None:
    before = pen.episodes(range(94, 120, 2), "upper_eyelid:left", minutes=1)
    other = pen.episodes(range(90, 120, 3), "calf:left")
    assert pen.flags(pen.episodes(range(90), LID), before, other)["S2b"].facts["places"] == [LID]


@pytest.mark.parametrize(
    ("said", "matches"),
    [
        ({"minutes": 359}, False),
        ({"minutes": 360}, True),
        ({"count": 29}, False),
        ({"count": 30}, True),
        ({"signs": ("nearly_nonstop gradual",)}, True),
    ],
)
def test_s3_nearly_constant(pen: Any, said: dict[str, Any], matches: bool) -> None:
    for days, enough in ((range(2), False), (range(3), True), ((0, 1, 3), False), (range(29, 32), True),
                         (range(30, 33), False), (range(4), True)):  # fmt: skip
        flags = pen.flags(pen.episodes(days, **said))
        assert ("S3" in flags) is (matches and enough), days
        if matches and enough:
            facts = {"dates": pen.iso(*days), "days": len(days), "signs": []}
            assert (flags["S3"].facts, flags["S3"].within_hours) == (facts, SOON)


def test_s3_tells_the_newest_stretch(pen: Any) -> None:
    flags = pen.flags(pen.episodes((*range(3), *range(10, 14)), count=30))
    assert flags["S3"].facts["dates"] == pen.iso(0, 1, 2)


@pytest.mark.parametrize(
    ("sign", "ago", "asked"),
    [("ringing gradual", 2, URGENT), ("ringing gradual", 3, SOON), ("whole_side gradual", 1, SOON),
     ("nearly_nonstop gradual", 1, SOON)],
)  # fmt: skip
def test_s3_is_urgent_with_another_sign(pen: Any, sign: str, ago: int, asked: int) -> None:
    flags = pen.flags(pen.episodes(range(3), count=30), pen.check_in(ago, sign))
    assert flags["S3"].within_hours == asked
    assert flags["S3"].facts["signs"] == (["ringing"] if asked == URGENT else [])


def test_s3_sees_the_signs_of_a_stretch_that_began_before_the_window(pen: Any) -> None:
    flags = pen.flags(pen.episodes(range(29, 32), count=30), pen.check_in(31, "ringing gradual"))
    assert flags["S3"].within_hours == URGENT


@pytest.mark.parametrize(
    ("first", "second", "areas"),
    [
        (("calf:left", (0, 13)), ("nose_side:left", (1, 2)), ["calf", "face"]),
        (("calf:left", (0, 14)), ("nose_side:left", (1, 2)), None),
        (("calf:left", (0, 0)), ("nose_side:left", (1, 2)), None),
        (("calf:left", (0, 1)), ("calf:right", (0, 1)), None),
        (("brow:left", (0, 1)), ("tongue:midline", (0, 1)), None),
        (("calf:left", (0, 1)), ("foot:left", (0, 1)), ["calf", "foot"]),
        (("calf:left", (0, 1)), ("", (0, 1)), None),
    ],
)
def test_s13_several_areas(pen: Any, first: Any, second: Any, areas: list[str] | None) -> None:
    flags = pen.flags(*(pen.episodes(days, place) for place, days in (first, second)))
    assert (flags["S13"].facts["areas"] if "S13" in flags else None) == areas


def test_s13_counts_sides_of_a_region_together(pen: Any) -> None:
    flags = pen.flags(pen.episode(0, "calf:left"), pen.episode(1, "calf:right"), pen.episodes((0, 1), "chin:left"))
    assert flags["S13"].facts == {"areas": ["calf", "face"]}


@pytest.mark.parametrize(("before", "matches"), [(-1, False), (0, True), (1, True), (30, True), (31, False)])
def test_s14_a_run_after_a_change_of_medicine(pen: Any, before: int, matches: bool) -> None:
    run = pen.episodes(range(3, 6))
    started, raised = pen.medicine("Iron", started=5 + before), pen.medicine("Zinc", started=300, raised=5 + before)
    flags = pen.flags(run, started, raised, pen.medicine("Tea"))
    assert ("S14" in flags) is matches
    if matches:
        facts = {"medicines": ["Iron", "Zinc"], "suspected": [], "dates": [], "first": pen.iso(5)[0]}
        assert (flags["S14"].facts, flags["S14"].says) == (facts, ("change", "advice"))
    assert "S14" not in pen.flags(pen.episodes(range(4, 7)), pen.medicine("Iron", started=6 + before))


@pytest.mark.parametrize(("noted", "matches"), [
    ({"up_5": True}, True), ({"up_35": True}, True), ({"up_36": True}, False), ({"up_4": True}, False),
    ({"up_6": False}, False), ({"up_6": None}, False), ({"up_99": True, "up_9": False}, False),
    ({"up_99": False, "up_9": True}, True), ({"up_9": True, "up_2": False}, True),
])  # fmt: skip
def test_s14_a_dose_that_was_raised_among_several(pen: Any, noted: dict[str, Any], matches: bool) -> None:
    flags = pen.flags(pen.episodes(range(3, 6)), pen.medicine("Iron", started=300, **noted))
    assert ("S14" in flags) is matches
    if matches:
        assert flags["S14"].facts["medicines"] == ["Iron"]


@pytest.mark.parametrize(("stopped", "matches"), [(None, True), (-1, True), (0, False), (9, False)])
def test_s14_a_medicine_the_person_suspects(pen: Any, stopped: int | None, matches: bool) -> None:
    flags = pen.flags(pen.medicine("Iron", stopped=stopped, suspected=True), pen.medicine("Zinc"))
    assert ("S14" in flags) is matches
    if matches:
        facts = {"medicines": [], "suspected": ["Iron"], "dates": []}
        assert (flags["S14"].facts, flags["S14"].says) == (facts, ("thought", "advice"))


@pytest.mark.parametrize(("ago", "matches"), [(29, True), (30, False)])
def test_s14_a_medicine_that_is_blamed(pen: Any, ago: int, matches: bool) -> None:
    flags = pen.flags(pen.episode(ago, blamed=("stress", "medicine")), pen.episode(0, blamed=("stress",)))
    assert ("S14" in flags) is matches
    if matches:
        facts = {"medicines": [], "suspected": [], "dates": pen.iso(ago)}
        assert (flags["S14"].facts, flags["S14"].says) == (facts, ("thought", "advice"))


def test_s14_says_both(pen: Any) -> None:
    flags = pen.flags(pen.episode(0), pen.medicine("Iron", started=2, suspected=True))
    assert flags["S14"].says == ("change", "thought", "advice")


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
    flags = pen.flags(pen.episodes(days, place, can_hold_back=False), pen.episodes((4, 5, 6), "chin:left"))
    assert ("S15" in flags) is matches
    if matches:
        facts = {"dates": pen.iso(*set(days)), "episodes": len(days), "places": [place]}
        assert flags["S15"].facts == facts


def test_s15_two_episodes_on_three_days_are_too_few(pen: Any) -> None:
    night = pen.episode(3, can_hold_back=False, at=time(23), minutes=90)
    assert "S15" not in pen.flags(night, pen.episode(0, can_hold_back=False))


def test_s15_all_three_parts_of_the_lids_are_still_only_lids(pen: Any) -> None:
    assert "S15" not in pen.flags([pen.episode(ago, *LIDS, can_hold_back=False) for ago in range(3)])


def test_s15_one_of_them_beyond_the_lid_is_enough(pen: Any) -> None:
    flags = pen.flags(pen.episodes((0, 1), LID, can_hold_back=False), pen.episode(2, "chin:left", can_hold_back=False))
    assert flags["S15"].facts["places"] == ["chin:left", LID]
    outside = pen.episode(30, "chin:left", can_hold_back=False, at=time(23), minutes=90)
    told = pen.flags(pen.episodes((0, 1), LID, can_hold_back=False), outside)["S15"].facts
    assert told["dates"] == pen.iso(0, 1, 29)

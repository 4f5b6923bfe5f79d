"""Persistent twitching: at one place, at the eyelids, nearly all day."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from tracker.core.records import Person

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
        assert (flags["S2"].says, flags["S2"].level, flags["S2"].within_hours) == (
            ("place", "guidance"),
            "routine",
            None,
        )


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


@pytest.mark.parametrize(
    ("visit", "level"), [({"ago": 19}, "next_visit"), ({"ago": 0}, "next_visit"), ({"ago": 21}, "routine"),
                         ({"ago": 3, "findings": ""}, "routine"), ({"ago": -3}, "routine")],
)  # fmt: skip
def test_s2_is_a_mention_once_a_doctor_has_looked(pen: Any, visit: dict[str, Any], level: str) -> None:
    flags = pen.flags(pen.episodes(range(20)), pen.quiet(range(30, 60)), pen.visit(**visit))
    assert flags["S2"].level == level
    assert flags["S2"].says == (("place",) if level == "next_visit" else ("place", "guidance"))


def test_s2_a_run_that_began_with_the_diary_may_be_what_an_earlier_visit_was_about(pen: Any) -> None:
    old = pen.visit(900)
    assert pen.flags(pen.episodes(range(20)), pen.quiet(range(20, 33)), old)["S2"].level == "next_visit"
    assert pen.flags(pen.episodes(range(20)), pen.quiet(range(20, 34)), old)["S2"].level == "routine"


def test_s2_after_a_visit_is_about_the_places_that_came_later(pen: Any) -> None:
    old, new = pen.episodes(range(40), "chin:left"), pen.episodes(range(16), "brow:right")
    flag = pen.flags(old, new, pen.quiet(range(50, 80)), pen.visit(20))["S2"]
    assert (flag.level, flag.facts["places"], flag.facts["run_days"]) == ("routine", ["brow:right"], 16)
    seen = pen.flags(old, new, pen.quiet(range(50, 80)), pen.visit(9))["S2"]
    assert (seen.level, seen.facts["places"]) == ("next_visit", ["brow:right", "chin:left"])


@pytest.mark.parametrize(("visit", "level"), [(60, "next_visit"), (121, "routine"), (400, "routine")])
def test_s2_a_visit_is_about_later_runs_of_the_same_place_too(pen: Any, visit: int, level: str) -> None:
    before = pen.episodes([70, 120]), pen.quiet(range(140, 160)), pen.visit(visit)
    assert pen.flags(pen.episodes(range(16)), *before)["S2"].level == level
    assert pen.flags(pen.episodes(range(16), "brow:right"), *before)["S2"].level == "routine"


def test_s2_a_visit_more_than_a_year_before_a_run_is_not_about_it(pen: Any) -> None:
    before = pen.episodes([600]), pen.quiet(range(610, 640))
    assert pen.flags(pen.episodes(range(16)), *before, pen.visit(380))["S2"].level == "next_visit"
    assert pen.flags(pen.episodes(range(16)), *before, pen.visit(381))["S2"].level == "routine"


@pytest.mark.parametrize(
    ("person", "level"),
    [
        (Person(seen_by_doctor=True), "next_visit"),
        (Person(seen_by_doctor=False), "routine"),
        (Person(seen_by_doctor=True, seen_by_doctor_in=date(2026, 5, 1)), "next_visit"),
        (Person(seen_by_doctor=True, seen_by_doctor_in=date(2026, 4, 1)), "routine"),
        (Person(palsy_improving=True), "next_visit"),
    ],
)
def test_s2_respects_what_the_person_says(pen: Any, person: Person, level: str) -> None:
    assert pen.flags(pen.episodes(range(20)), pen.quiet(range(30, 60)), person=person)["S2"].level == level


def test_s2_is_a_mention_under_treatment_and_with_urges_of_little_impact(pen: Any) -> None:
    run, before = pen.episodes(range(20)), pen.quiet(range(30, 60))
    assert pen.flags(run, before, pen.injection(80))["S2"].level == "next_visit"
    assert pen.flags(run, before, pen.injection(366))["S2"].level == "routine"
    urges = pen.episodes(range(20), urge_before=True)
    assert pen.flags(urges, before)["S2"].level == "next_visit"
    assert pen.flags(urges, before, pen.check_in(0, impact=5))["S2"].level == "routine"


@pytest.mark.parametrize(
    ("month", "days", "matches"),
    [((2026, 4, 1), 4, True), ((2026, 5, 1), 4, False), ((2019, 3, 1), 4, True), ((2019, 3, 1), 0, False)],
)
def test_s2_counts_from_when_the_person_says_it_began(pen: Any, month: Any, days: int, matches: bool) -> None:
    flags = pen.flags(pen.episodes(range(days)), person=Person(twitching_since=date(*month)))
    assert ("S2" in flags) is matches
    if matches:
        assert flags["S2"].says == ("since", "guidance")
        assert flags["S2"].facts["since"] == f"{month[0]}-{month[1]:02}"


def test_s2_ignores_the_beginning_if_the_diary_was_quiet_at_first(pen: Any) -> None:
    person = Person(twitching_since=date(2019, 3, 1))
    assert "S2" not in pen.flags(pen.episodes(range(4)), pen.quiet(range(10, 30)), person=person)


def test_s2_is_off_for_linked_movements(pen: Any) -> None:
    person = Person(palsy_began=pen.day(200))
    linked = pen.check_in(0, "moves_with_blink_or_chew gradual")
    flags = pen.flags(pen.episodes(range(20)), linked, person=person)
    assert "S2" not in flags
    assert "N3" in flags


def test_s2_needs_one_place_of_the_body(pen: Any) -> None:
    wandering = [
        pen.episode(ago, ("calf:left", "hand:right", "back:left", "thigh:left")[ago % 4]) for ago in range(30)
    ]
    assert "S2" not in pen.flags(wandering)


def test_s2_counts_an_episode_on_both_sides_of_midnight(pen: Any) -> None:
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


def test_s2b_of_both_eyes_reports_the_longer_run_and_both_places(pen: Any) -> None:
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


def test_s3_reports_the_newest_stretch(pen: Any) -> None:
    flags = pen.flags(pen.episodes((*range(3), *range(10, 14)), count=30))
    assert flags["S3"].facts["dates"] == pen.iso(0, 1, 2)


@pytest.mark.parametrize(
    ("sign", "ago", "asked"),
    [("ringing gradual", 2, URGENT), ("ringing gradual", 3, SOON), ("whole_side gradual", 1, SOON),
     ("ear_click gradual", 1, SOON), ("nearly_nonstop gradual", 1, SOON)],
)  # fmt: skip
def test_s3_is_urgent_with_another_sign(pen: Any, sign: str, ago: int, asked: int) -> None:
    flags = pen.flags(pen.episodes(range(3), count=30), pen.check_in(ago, sign))
    assert flags["S3"].within_hours == asked
    assert flags["S3"].facts["signs"] == (["ringing"] if asked == URGENT else [])


def test_s3_is_a_mention_after_a_visit(pen: Any) -> None:
    stretch = pen.episodes(range(4, 7), count=30)
    assert pen.flags(stretch, pen.visit(4))["S3"].level == "next_visit"
    assert pen.flags(stretch, pen.visit(5))["S3"].level == "soon"


def test_s3_sees_the_signs_of_a_stretch_that_began_before_the_window(pen: Any) -> None:
    flags = pen.flags(pen.episodes(range(29, 32), count=30), pen.check_in(31, "ringing gradual"))
    assert flags["S3"].within_hours == URGENT

"""Twitching in several areas of the body, on falling asleep, and of the tongue."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.records import Feel


@pytest.mark.parametrize(
    ("first", "second", "areas"),
    [
        (("calf:left", (0, 1, 27)), ("nose_side:left", (1, 2, 3)), ["calf", "face"]),
        (("calf:left", (0, 1, 28)), ("nose_side:left", (1, 2, 3)), None),
        (("calf:left", (0, 1, 1)), ("nose_side:left", (1, 2, 3)), None),
        (("calf:left", (0, 1, 2)), ("calf:right", (0, 1, 2)), None),
        (("brow:left", (0, 1, 2)), ("tongue:midline", (0, 1, 2)), None),
        (("calf:left", (0, 1, 2)), ("foot:left", (0, 1, 2)), ["calf", "foot"]),
        (("calf:left", (0, 1, 2)), ("", (0, 1, 2)), None),
    ],
)
def test_s13_several_areas(pen: Any, first: Any, second: Any, areas: list[str] | None) -> None:
    flags = pen.flags(*(pen.episodes(days, place) for place, days in (first, second)))
    assert (flags["S13"].facts["areas"] if "S13" in flags else None) == areas
    if areas:
        assert (flags["S13"].level, flags["S13"].within_hours) == ("routine", None)


def test_s13_counts_sides_of_a_region_together(pen: Any) -> None:
    calves = [pen.episode(0, "calf:left"), pen.episode(1, "calf:right"), pen.episode(5, "calf:left")]
    flags = pen.flags(*calves, pen.episodes((0, 1, 2), "chin:left"))
    assert flags["S13"].facts == {"areas": ["calf", "face"]}


def test_s13_is_a_mention_once_a_doctor_has_looked_at_every_area(pen: Any) -> None:
    calf, face = pen.episodes((2, 9, 40), "calf:left"), pen.episodes((1, 5, 8), "chin:left")
    calf_too = pen.episodes((8, 20), "calf:left")
    before = pen.quiet(range(60, 90))
    assert pen.flags(calf, calf_too, face, before, pen.visit(7))["S13"].level == "next_visit"
    assert pen.flags(calf, calf_too, face, before, pen.visit(20))["S13"].level == "routine"


def test_sleep_jerks_raise_no_flags(pen: Any) -> None:
    nights = range(0, 40, 2)
    for said in ({"falling_asleep": True}, {"in_sleep": True}):
        jerks = pen.episodes(nights, "thigh:left", "upper_arm:right", feel=Feel.JERK, **said)
        assert pen.flags(jerks, pen.quiet(range(40))).keys() <= {"R1", "R2", "R3"}
    assert "S2" in pen.flags(pen.episodes(nights, "chin:left", feel=Feel.JERK, in_sleep=True))
    assert "S13" in pen.flags(pen.episodes(nights, "thigh:left", "calf:left", feel=Feel.PULL_AND_HOLD, in_sleep=True))


@pytest.mark.parametrize(("days", "matches"), [((0, 1), False), ((0, 1, 13), True), ((0, 1, 14), False)])
def test_s23_the_tongue(pen: Any, days: tuple[int, ...], matches: bool) -> None:
    tongue = pen.episodes(days, "tongue:midline")
    flags = pen.flags(tongue)
    assert ("S23" in flags) is matches
    if matches:
        assert (flags["S23"].facts["dates"], flags["S23"].level) == (pen.iso(*days), "routine")
        assert "S23" not in pen.flags(tongue, pen.visit(0))

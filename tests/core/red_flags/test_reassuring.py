"""Reassuring rules, and what prevents them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tracker.core.records import Feel, Person

R = {"R1", "R2", "R3"}


def reassured(flags: Any) -> set[str]:
    return R & flags.keys()


@pytest.mark.parametrize(("days", "matches"), [(range(9), True), (range(8), False), (range(4, 14), False)])
def test_enough_must_be_logged(pen: Any, days: Any, matches: bool) -> None:
    # Ten of the last fourteen days are enough, nine are too few.
    assert ("R1" in pen.flags(pen.episodes(days), pen.check_in(13))) is matches


@pytest.mark.parametrize(("length", "matches"), [(14, True), (15, False)])
def test_r1_a_short_run(pen: Any, length: int, matches: bool) -> None:
    places = ("calf:left", "hand:left", "back:left", "foot:left")
    flags = pen.flags([pen.episode(ago, places[ago % 4]) for ago in range(length)], more_places_days=7)
    assert ("R1" in flags) is matches
    if matches:
        facts = {"first": pen.iso(13)[0], "last": pen.iso(0)[0], "run_days": 14}
        assert (flags["R1"].facts, flags["R1"].level, flags["R1"].within_hours) == (facts, "reassure", None)


def test_r1_needs_a_run_that_is_open(pen: Any) -> None:
    assert "R1" not in pen.flags(pen.episode(4), pen.quiet(range(4)), pen.quiet(range(5, 14)))
    assert "R1" in pen.flags(pen.episode(3), pen.quiet(range(3)), pen.quiet(range(4, 14)))


@pytest.mark.parametrize(("ago", "matches"), [(0, False), (9, False), (29, False), (30, True)])
def test_recent_signs_prevent_reassurance(pen: Any, ago: int, matches: bool) -> None:
    sign = pen.check_in(ago, "vomiting gradual")
    assert ("R1" in pen.flags(pen.episodes(range(10)), sign)) is matches


def test_jerks_after_a_change_of_medicine_prevent_reassurance(pen: Any) -> None:
    jerks = pen.episodes(range(9), "chin:left", feel=Feel.JERK)
    logged = pen.quiet(range(9, 14))
    assert "R1" in pen.flags(jerks, logged)
    assert "R1" not in pen.flags(jerks, logged, pen.medicine("Iron", started=3))
    assert "R1" in pen.flags(jerks, logged, pen.medicine("Iron", started=30))
    assert "R1" in pen.flags(pen.episodes(range(9), "chin:left"), logged, pen.medicine("Iron", started=3))


def test_r1_not_at_the_tongue(pen: Any) -> None:
    run = [pen.episodes((0, 2), "tongue:midline"), pen.episodes(range(1, 9), "chin:left"), pen.quiet(range(9, 14))]
    assert "R1" not in pen.flags(*run)
    assert "R1" in pen.flags(*run[1:])


def test_r1_sentence_depends_on_whether_signs_were_asked_about(pen: Any) -> None:
    run = pen.episodes(range(9))
    logged = pen.quiet(range(9, 14))
    assert pen.flags(run, logged)["R1"].says == ("says",)
    assert pen.flags(run, logged, pen.check_in(12, no_other_signs=True))["R1"].says == ("says",)
    assert pen.flags(run, logged, pen.check_in(4, no_other_signs=True))["R1"].says == ("asked",)
    assert pen.flags(run, logged, pen.episode(4, no_other_signs=True))["R1"].says == ("asked",)


def test_r1_not_where_the_person_says_that_it_began_long_ago(pen: Any) -> None:
    run = pen.episodes(range(12))
    assert "R1" in pen.flags(run)
    assert "R1" not in pen.flags(run, person=Person(twitching_since=date(2026, 4, 1)))


def test_flags_that_ask_for_a_doctor_prevent_reassurance(pen: Any) -> None:
    calm = [pen.episodes(range(14, 28), minutes=60), pen.quiet(range(14))]
    assert reassured(pen.flags(*calm)) == {"R2", "R3"}
    assert reassured(pen.flags(*calm, pen.episode(20, pain=7))) == set()
    assert reassured(pen.flags(*calm[:1], pen.quiet(range(1, 14)), pen.check_in(0, "face_droop sudden"))) == set()
    assert reassured(pen.flags(*calm, person=Person(under_16=True))) == {"R2", "R3"}
    assert reassured(pen.flags(*calm, pen.episode(80, in_sleep=True))) == {"R2", "R3"}


def test_worsening_prevents_reassurance(pen: Any) -> None:
    flags = pen.flags(pen.episodes(range(7), "calf:left", minutes=30), pen.quiet(range(7, 21)))
    assert flags["S4"].level == "next_visit"
    assert reassured(flags) == set()


@pytest.mark.parametrize(
    ("now", "before", "matches"), [(10, 20, True), (10.1, 20, False), (0, 20, True), (0, 0, False)]
)
def test_r2_half_the_minutes(pen: Any, now: float, before: float, matches: bool) -> None:
    entries = [pen.episodes(days, "calf:left", minutes=minutes) if minutes else pen.quiet(days)
               for days, minutes in ((range(14), now), (range(14, 28), before))]  # fmt: skip
    flags = pen.flags(entries[0], entries[1], persistent_days=29)
    assert ("R2" in flags) is matches
    if matches:
        assert flags["R2"].facts == {"minutes_now": now, "minutes_before": before}


@pytest.mark.parametrize(("logged", "matches"), [(9, False), (10, True)])
def test_r2_enough_of_the_time_before_must_be_logged(pen: Any, logged: int, matches: bool) -> None:
    flags = pen.flags(pen.quiet(range(14)), pen.episodes(range(14, 14 + logged), minutes=20))
    assert ("R2" in flags) is matches


def test_r2_means_are_of_logged_days_and_rounded(pen: Any) -> None:
    flags = pen.flags(
        pen.quiet(range(4)), pen.episodes(range(4, 11), minutes=5), pen.episodes(range(14, 28), minutes=20)
    )
    assert flags["R2"].facts == {"minutes_now": 3.2, "minutes_before": 20}


@pytest.mark.parametrize(
    ("days", "length"),
    [
        (range(14), 14),
        (range(13), None),
        (range(1, 15), 14),
        (range(2, 16), None),
        (range(30), 30),
        (range(600), 600),
        ((*range(7), *range(8, 15)), None),
    ],
)
def test_r3_two_quiet_weeks(pen: Any, days: Any, length: int | None) -> None:
    flags = pen.flags(pen.quiet(days))
    assert ("R3" in flags) is (length is not None)
    if length:
        facts = {"first": pen.iso(max(days))[0], "last": pen.iso(min(days))[0], "days": length}
        assert flags["R3"].facts == facts


def test_r3_every_day_must_say_so_and_hold_no_episode(pen: Any) -> None:
    assert "R3" not in pen.flags(pen.quiet(range(13)), pen.check_in(13))
    assert "R3" not in pen.flags(pen.quiet(range(14)), pen.episode(5))
    night = pen.episode(20, minutes=7 * 1_440)
    assert "R3" not in pen.flags(pen.quiet(range(14)), night)


def test_exactly_the_required_coverage_is_enough(pen: Any) -> None:
    # One episode today and six quiet days before it: seven of fourteen.
    logged = [pen.episode(0), pen.quiet(range(1, 7))]
    assert reassured(pen.flags(*logged, coverage=0.5)) == {"R1"}
    assert reassured(pen.flags(*logged[:1], pen.quiet(range(1, 6)), coverage=0.5)) == set()


def test_r3_an_older_quiet_time_is_not_this_one(pen: Any) -> None:
    days = [pen.quiet(range(20, 40)), [pen.check_in(ago) for ago in range(3, 20)], pen.quiet(range(3))]
    assert reassured(pen.flags(*days)) == set()

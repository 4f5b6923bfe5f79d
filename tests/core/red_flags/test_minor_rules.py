"""Rules for the next visit, each just below, at and above its thresholds."""

from __future__ import annotations

from datetime import time
from typing import Any

import pytest

from tracker.core.records import Feel, Person


@pytest.mark.parametrize(
    ("days", "matches"),
    [
        (range(14), True),
        (range(15), False),  # S2 says it instead.
        ((0, 3, 6, 9, 12, 15), False),
        ((0, 4, 8, 12, 16, 20), False),
        ((*range(5), *range(12, 17)), True),
        (range(4, 24), True),
        ((*range(5), *range(12, 16)), False),
        ((*range(5), *range(12, 16), 20), True),
        ((*range(5), *range(12, 16), 21), False),
    ],
)
def test_n1_comes_and_goes(pen: Any, days: Any, matches: bool) -> None:
    flags = pen.flags(pen.episodes(days))
    assert ("N1" in flags) is matches
    if matches:
        seen = [ago for ago in days if ago < 21]
        assert flags["N1"].facts == {"days": len(seen), "of_days": 21, "dates": pen.iso(*seen)}
        assert (flags["N1"].level, flags["N1"].within_hours) == ("next_visit", None)


@pytest.mark.parametrize(("ago", "matches"), [(0, True), (89, True), (90, False)])
def test_n2_seen_in_sleep(pen: Any, ago: int, matches: bool) -> None:
    flags = pen.flags(pen.episode(ago, in_sleep=True), pen.episode(5, in_sleep=False))
    assert ("N2" in flags) is matches
    if matches:
        assert flags["N2"].facts == {"dates": pen.iso(ago)}


def test_n2_jerks_of_the_body_in_sleep_do_not_count(pen: Any) -> None:
    jerk = {"in_sleep": True, "feel": Feel.JERK}
    assert "N2" not in pen.flags(pen.episode(0, "thigh:left", **jerk))
    assert "N2" in pen.flags(pen.episode(0, "chin:left", **jerk))
    assert "N2" in pen.flags(pen.episode(0, "thigh:left", in_sleep=True, feel=Feel.FLUTTER))


def test_n2_what_the_person_says_is_usual(pen: Any) -> None:
    usual = Person(goes_on_in_sleep=True)
    assert pen.flags(pen.episode(0), person=usual)["N2"].facts == {"dates": []}
    assert "N2" not in pen.flags(pen.episode(9), person=usual)


@pytest.mark.parametrize(("days", "matches"), [((0, 1), False), ((0, 0, 29), True), ((0, 1, 30), False)])
def test_n4_feels_like_an_urge(pen: Any, days: tuple[int, ...], matches: bool) -> None:
    flags = pen.flags(pen.episodes(days, urge_before=True), pen.episodes((5, 6, 7), urge_before=False))
    assert ("N4" in flags) is matches
    if matches:
        assert flags["N4"].facts == {"dates": pen.iso(*set(days)), "episodes": len(days)}


def test_n4_holding_back_is_no_urge_and_dates_are_recent(pen: Any) -> None:
    assert "N4" not in pen.flags(pen.episodes(range(5), can_hold_back=True))
    urges = [pen.episodes((0, 1), urge_before=True), pen.episode(30, urge_before=True, at=time(23), minutes=90)]
    assert pen.flags(*urges)["N4"].facts == {"dates": pen.iso(0, 1, 29), "episodes": 3}


@pytest.mark.parametrize(
    ("impact", "days", "matches"),
    [(5, (0, 1), False), (5, (0, 1, 13), True), (5, (0, 1, 14), False), (4, (0, 1, 2), False), (10, (0, 1, 2), True)],
)
def test_n5_in_the_way_of_daily_life(pen: Any, impact: int, days: tuple[int, ...], matches: bool) -> None:
    flags = pen.flags([pen.check_in(ago, impact=impact) for ago in days])
    assert ("N5" in flags) is matches
    if matches:
        assert flags["N5"].facts == {"dates": pen.iso(*days), "days": len(days)}


@pytest.mark.parametrize(
    ("worry", "days", "matches"),
    [
        (7, range(6), False),
        (7, (*range(6), 13), True),
        (7, (*range(6), 14), False),
        (6, range(7), False),
        (10, range(8), True),
    ],
)
def test_n6_worry(pen: Any, worry: int, days: Any, matches: bool) -> None:
    flags = pen.flags([pen.check_in(ago, worry=worry) for ago in days])
    assert ("N6" in flags) is matches
    if matches:
        assert flags["N6"].facts == {"dates": pen.iso(*days), "days": len(days)}


@pytest.mark.parametrize(
    ("amount", "days", "pregnant", "matches"),
    [
        (400, (0, 1, 2), False, False),
        (401, (0, 1), False, False),
        (401, (0, 1, 6), False, True),
        (401, (0, 1, 7), False, False),
        (200, (0, 1, 2), True, False),
        (201, (0, 1, 2), True, True),
        (201, (0, 1, 2), False, False),
    ],
)
def test_n7_caffeine(pen: Any, amount: float, days: tuple[int, ...], pregnant: bool, matches: bool) -> None:
    readings = [pen.reading(ago, "caffeine_mg", part) for ago in days for part in (amount - 100, 100)]
    other = [pen.reading(ago, "water_ml", 900) for ago in range(7)]
    flags = pen.flags(readings, other, person=Person(pregnant=pregnant))
    assert ("N7" in flags) is matches
    if matches:
        assert flags["N7"].facts == {
            "dates": pen.iso(*days), "days": 3, "caffeine_limit": 200 if pregnant else 400,
            "alcohol": 0, "alcohol_limit": 0 if pregnant else 14,
        }  # fmt: skip
        assert flags["N7"].says == ("caffeine",)


@pytest.mark.parametrize(
    ("amounts", "matches"),
    [({0: 14}, False), ({0: 7, 6: 7.1}, True), ({0: 7, 7: 7.1}, False), ({0: 14, -1: 1}, False)],
)
def test_n7_alcohol(pen: Any, amounts: dict[int, float], matches: bool) -> None:
    flags = pen.flags([pen.reading(ago, "alcohol_units", units) for ago, units in amounts.items()])
    assert ("N7" in flags) is matches
    if matches:
        assert flags["N7"].says == ("alcohol",)
        facts = {"dates": [], "days": 0, "caffeine_limit": 400, "alcohol": 14.1, "alcohol_limit": 14}
        assert flags["N7"].facts == facts


def test_n7_any_alcohol_in_pregnancy(pen: Any) -> None:
    glass = pen.reading(3, "alcohol_units", 0.5)
    flags = pen.flags(glass, person=Person(pregnant=True))
    assert (flags["N7"].says, flags["N7"].facts["alcohol"]) == (("none",), 0.5)
    assert "N7" not in pen.flags(glass)


def test_n7_reports_both(pen: Any) -> None:
    much = [pen.reading(ago, key, 450) for ago in (0, 1, 2) for key in ("caffeine_mg", "alcohol_units")]
    assert pen.flags(much)["N7"].says == ("caffeine", "alcohol")


@pytest.mark.parametrize(("ago", "twitch", "matches"), [(0, 29, True), (29, 0, True), (30, 0, False), (0, 30, False)])
def test_n8_a_click_in_the_ear_with_a_twitch(pen: Any, ago: int, twitch: int, matches: bool) -> None:
    flags = pen.flags(pen.check_in(ago, "ear_click gradual"), pen.episode(twitch))
    assert ("N8" in flags) is matches
    if matches:
        assert flags["N8"].facts == {"dates": pen.iso(ago), "signs": ["ear_click"]}


BAD_DAYS = (2, 11, 20, 30, 39, 45)


@pytest.mark.parametrize(
    ("days", "matches"),
    [
        (BAD_DAYS, True),
        (BAD_DAYS[:-1], False),
        ((2, 4, 11, 20, 24, 29), False),
        ((2, 4, 11, 20, 24, 30), True),
        ((2, 17, 24, 30, 39, 45), False),
        ((15, 24, 30, 39, 45, 50), False),
        ((14, 24, 30, 39, 45, 50), True),
        ((2, 11, 20, 30, 39, 55), False),
        ((2, 11, 20, 30, 42, 55), True),
        ((2, 11, 20, 30, 42, 56), False),
    ],
)
def test_n9_one_place_keeps_coming_back(pen: Any, days: tuple[int, ...], matches: bool) -> None:
    flags = pen.flags(pen.episodes(days, "chin:left"))
    assert ("N9" in flags) is matches
    if matches:
        assert (flags["N9"].facts["places"], flags["N9"].facts["days"]) == (["chin:left"], len(days))
        assert flags["N9"].level == "next_visit"


def test_n9_counts_weeks_and_one_place(pen: Any) -> None:
    assert pen.flags(pen.episodes(BAD_DAYS, "chin:left"))["N9"].facts == {
        "places": ["chin:left"], "days": 6, "weeks": 7, "dates": pen.iso(*BAD_DAYS),
    }  # fmt: skip
    wandering = [pen.episode(ago, place) for ago, place in zip(BAD_DAYS, ("chin:left", "brow:left") * 3, strict=True)]
    assert "N9" not in pen.flags(wandering)


def test_n9_is_about_diaries_of_bad_days(pen: Any) -> None:
    bad = pen.episodes(BAD_DAYS, "chin:left")
    assert "N9" in pen.flags(bad, pen.quiet(range(46, 56)), pen.quiet(range(3, 11)))
    assert "N9" not in pen.flags(bad, pen.quiet(range(46, 56)), pen.quiet(range(3, 11)), pen.quiet(range(12, 16)))

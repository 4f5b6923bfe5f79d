"""All rules together: order, switching patterns off, the rule for children, and properties of every diary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.records import Day, Diary, Episode, Medicine, Onset, Person, Place, Reading, Side, Sign
from tracker.core.red_flags import RedFlag, Settings, TrendResult, check
from tracker.core.red_flags.check import DEPENDENT_RULES, INDEPENDENT_RULES
from tracker.core.reference.places import PLACES
from tracker.core.reference.rules.levels import Level
from tracker.core.reference.rules.mention import RULES
from tracker.core.reference.signs import SIGNS

TODAY = date(2026, 5, 31)
URGENCY = {level: len(Level) - number for number, level in enumerate(Level)}


def test_every_rule_has_a_function_and_every_function_a_rule() -> None:
    assert INDEPENDENT_RULES.keys() | DEPENDENT_RULES.keys() == RULES.keys()
    assert not INDEPENDENT_RULES.keys() & DEPENDENT_RULES.keys()


def test_flags_are_sorted_by_urgency(pen: Any) -> None:
    signs = (
        "vision_change gradual",
        "face_droop sudden",
        "swallow_hard gradual",
        "ear_click gradual",
        "confusion sudden",
    )
    found = [
        (flag.level.value, flag.within_hours, flag.rule)
        for flag in pen.flags(pen.episode(0, signs=signs), pen.episodes(range(15))).values()
    ]
    assert found == [
        ("emergency", 0, "E1_face_droop"),
        ("emergency", 0, "E3_speech"),
        ("soon", 24, "S12_speech_swallow_slow"),
        ("soon", 336, "S9_vision_hearing"),
        ("routine", None, "S2_persistent"),
        ("next_visit", None, "N8_click"),
    ]


def test_reassurance_comes_last(pen: Any) -> None:
    flags = pen.flags(pen.episodes(range(10), in_sleep=True), pen.quiet(range(10, 14)))
    assert list(flags) == ["N1", "N2", "R1"]


def test_without_patterns_only_sign_rules_are_checked(pen: Any) -> None:
    entries = [
        pen.episodes(range(20), in_sleep=True, signs=("ringing gradual",)),
        pen.check_in(0, "face_droop sudden"),
    ]
    assert {"S2", "N2"} <= pen.flags(*entries).keys()
    assert list(pen.flags(*entries, pattern_flags=False)) == ["E1", "S9"]
    assert pen.flags(pen.quiet(range(14)), pattern_flags=False) == {}


def test_rules_that_stay_on_without_patterns() -> None:
    left = {rule.id.partition("_")[0] for rule in RULES.values() if not rule.pattern}
    signs = {"S1", "S7", "S8", "S9", "S10", "S11", "S12", "S16", "S18", "S19", "S20", "S25", "S26", "S27"}
    medicines = {"S21", "S22", "S24"}
    mentions = {"N3", "N8", "N10", "N11", "N12"}
    assert left == signs | medicines | mentions | {f"E{n}" for n in range(1, 13)}


@pytest.mark.parametrize(("length", "matches"), [(6, False), (7, True)])
def test_s17_a_run_under_16(pen: Any, length: int, matches: bool) -> None:
    run = pen.episodes(range(length))
    flags = pen.flags(run, person=Person(under_16=True))
    assert ("S17" in flags) is matches
    assert "S17" not in pen.flags(run)
    if matches:
        facts = {"run_days": 7, "rules": []}
        assert (flags["S17"].facts, flags["S17"].within_hours) == (facts, 336)


@pytest.mark.parametrize(
    ("sign", "hours"),
    [("ear_click gradual", 336), ("vomiting gradual", 336), ("whole_side gradual", 336), ("ringing gradual", 336),
     ("face_weak gradual", 24), ("hearing_loss sudden", 24)],
)  # fmt: skip
def test_s17_is_urgent_with_what_is_urgent_for_anybody(pen: Any, sign: str, hours: int) -> None:
    flags = pen.flags(pen.episodes(range(7)), pen.check_in(9, sign), person=Person(under_16=True))
    assert flags["S17"].within_hours == hours


def test_s17_with_any_rule_that_asks_for_a_doctor(pen: Any) -> None:
    child = Person(under_16=True)
    assert pen.flags(pen.episode(0, pain=7), person=child)["S17"].facts == {"run_days": 1, "rules": ["S8_pain_numb"]}
    assert "S17" in pen.flags(pen.check_in(0, worse_than_month_ago=True), person=child)
    assert pen.flags(pen.check_in(0, "face_weak gradual"), person=child)["S17"].facts["run_days"] == 0
    assert "S17" not in pen.flags(pen.episode(0, in_sleep=True), person=child)
    assert "S17" not in pen.flags(pen.check_in(0, "face_droop sudden"), person=child)


def test_an_empty_diary_has_no_flags(pen: Any) -> None:
    assert pen.flags() == {}


places = st.sampled_from(sorted(PLACES.values()))
signs = st.builds(Sign, st.sampled_from(sorted(SIGNS)), st.sampled_from(Onset))
some_signs = st.lists(signs, max_size=2, unique_by=lambda sign: sign.name).map(tuple)
scores = st.none() | st.integers(0, 10)
maybe = st.none() | st.booleans()
a_few = settings(max_examples=40)
ZONES = ["UTC", "Asia/Tokyo", "Pacific/Kiritimati", "Etc/GMT+12"]


@st.composite
def episodes(draw: st.DrawFn) -> Episode:
    day = TODAY - timedelta(days=draw(st.integers(0, 40)))
    onset = datetime(day.year, day.month, day.day, draw(st.integers(0, 23)), 30, tzinfo=UTC)
    going = draw(st.booleans()) and draw(st.booleans())
    return Episode(
        draw(st.uuids()), onset, "UTC", day,
        None if going else draw(st.none() | st.integers(0, 90_000)), going,
        tuple(draw(st.lists(places, max_size=3, unique=True))), draw(scores), None,
        draw(st.none() | st.integers(1, 40)),
        draw(maybe), draw(maybe), draw(maybe), draw(maybe), draw(maybe), draw(scores), draw(some_signs),
    )  # fmt: skip


def days_of(ago: list[int], draw: st.DrawFn) -> tuple[Day, ...]:
    return tuple(
        Day(UUID(int=n + 1), TODAY - timedelta(days=n), draw(st.booleans()), draw(some_signs), False, draw(scores),
            draw(scores), draw(maybe))
        for n in ago
    )  # fmt: skip


@st.composite
def diaries(draw: st.DrawFn) -> Diary:
    ago = draw(st.lists(st.integers(0, 40), unique=True, max_size=25))
    amounts = [Reading(UUID(int=n + 99), "caffeine_mg", TODAY - timedelta(days=n), 450.0) for n in ago]
    medicines = [Medicine(UUID(int=7), "Iron", TODAY - timedelta(days=n)) for n in ago[:1]]
    person = draw(st.builds(Person, under_16=st.booleans(), day_starts_at=st.sampled_from([0, 4])))
    written = draw(st.lists(episodes(), max_size=12, unique_by=lambda episode: episode.id))
    return Diary(person, TODAY - timedelta(days=40), TODAY, days_of(ago, draw), tuple(written), (), tuple(amounts),
                 tuple(medicines))  # fmt: skip


def urgencies(flags: tuple[RedFlag, ...]) -> dict[str, int]:
    return {flag.rule: URGENCY[flag.level] for flag in flags}


@a_few
@given(diaries(), st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(diary: Diary, dice: Any) -> None:
    parts = {name: list(getattr(diary, name)) for name in ("days", "episodes", "readings", "medicines")}
    for part in parts.values():
        dice.shuffle(part)
    assert check(replace(diary, **{name: tuple(part) for name, part in parts.items()}), TODAY) == check(diary, TODAY)


@a_few
@given(diaries(), st.integers(0, 40))
def test_a_quiet_day_never_makes_anything_more_urgent(diary: Diary, ago: int) -> None:
    day = TODAY - timedelta(days=ago)
    if day in diary.logged_dates():
        return
    quiet = replace(diary, days=(*diary.days, Day(UUID(int=500), day, no_twitch=True)))
    before, after = urgencies(check(diary, TODAY)), urgencies(check(quiet, TODAY))
    asked = {rule for rule, urgency in after.items() if urgency > URGENCY[Level.REASSURE]} - {
        "S4_worsening",
        "S17_under16",
    }
    # Only S4 needs enough logged days to compare, so a quiet day can trigger it, and S17 with it.
    assert all(after[rule] <= before.get(rule, 0) for rule in asked)
    if "S4_worsening" in after and "S4_worsening" not in before:
        assert after["S4_worsening"] == URGENCY[Level.NEXT_VISIT]


def test_a_quiet_day_can_complete_what_s4_needs_to_compare(pen: Any) -> None:
    four = [pen.episodes(range(4), minutes=90), pen.episodes(range(7, 21), minutes=5)]
    assert "S4" not in pen.flags(*four)
    assert pen.flags(*four, pen.quiet([5]))["S4"].level == "next_visit"


@a_few
@given(diaries(), st.integers(0, 1), st.sampled_from(["face_droop", "arm_or_leg_weak_or_numb", "fit"]))
def test_an_emergency_sign_is_always_flagged(diary: Diary, ago: int, sign: str) -> None:
    day = TODAY - timedelta(days=ago)
    others = tuple(one for one in diary.days if one.local_date != day)
    worse = replace(diary, days=(*others, Day(UUID(int=500), day, signs=(Sign(sign, Onset.SUDDEN),))))
    assert check(worse, TODAY)[0].level is Level.EMERGENCY
    assert check(worse, TODAY, Settings(pattern_flags=False))[0].level is Level.EMERGENCY


MIRROR = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.MIDLINE: Side.MIDLINE}


def mirrored(value: Any) -> Any:
    """Facts with left and right exchanged, and lists sorted."""
    if isinstance(value, dict):
        return {name: mirrored(part) for name, part in value.items()}
    if isinstance(value, list):
        return sorted(map(mirrored, value), key=str)
    if isinstance(value, str):
        return value.replace("left", "@").replace("right", "left").replace("@", "right")
    return value


@a_few
@given(diaries())
def test_mirrored_diaries_give_mirrored_flags(diary: Diary) -> None:
    turned = tuple(
        replace(e, places=tuple(Place(place.region, MIRROR[place.side]) for place in e.places)) for e in diary.episodes
    )
    plain, seen = check(diary, TODAY), check(replace(diary, episodes=turned), TODAY)
    assert [flag.rule for flag in plain] == [flag.rule for flag in seen]
    assert [mirrored(flag.facts) for flag in plain] == [mirrored(mirrored(flag.facts)) for flag in seen]


@a_few
@given(diaries(), st.sampled_from(ZONES))
def test_the_zone_of_the_entries_changes_nothing(diary: Diary, zone: str) -> None:
    def there(episode: Episode) -> Episode:
        wall = episode.onset.replace(tzinfo=ZoneInfo(zone))
        return replace(episode, onset=wall.astimezone(UTC), zone=zone)

    moved = replace(diary, episodes=tuple(map(there, diary.episodes)))
    assert check(moved, TODAY) == check(diary, TODAY)


@a_few
@given(diaries())
def test_the_same_diary_gives_the_same_flags_and_the_trend_only_touches_s4(diary: Diary) -> None:
    plain, rising = check(diary, TODAY), check(diary, TODAY, trend=TrendResult(True, 0.01))
    assert check(diary, TODAY) == plain
    without: Callable[[Any], Any] = lambda flags: [flag for flag in flags if flag.rule != "S4_worsening"]  # noqa: E731
    assert without(plain) == without(rising)

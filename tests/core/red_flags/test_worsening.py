"""Worsening: the last week compared with the two before it."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.records import Feel
from tracker.core.red_flags import Settings, TrendResult
from tracker.core.red_flags.worsening import Increase, increases

WEEK = (20, 30, 25, 30, 40, 30, 35)


def two_weeks_before(pen: Any, minutes: float = 10, **said: Any) -> list[Any]:
    return pen.episodes(range(7, 21), minutes=minutes, **said)


def names(context: Any) -> list[str]:
    return [change.name for change in increases(context)]


def test_worsening_example_of_the_rule_table(pen: Any) -> None:
    week = [pen.episode(ago, minutes=minutes) for ago, minutes in enumerate(WEEK)]
    flag = pen.flags(week, two_weeks_before(pen))["S4"]
    assert flag.facts == {"minutes_now": 30, "minutes_before": 10, "trend_rising": False, "kinds": []}
    assert (flag.level, flag.within_hours, flag.says) == ("next_visit", None, ("minutes",))


def test_three_minutes_against_one_are_too_few(pen: Any) -> None:
    assert "S4" not in pen.flags(pen.episodes(range(7), minutes=3), two_weeks_before(pen, 1))


@pytest.mark.parametrize(
    ("now", "before", "more"),
    [(30, 20, True), (29.9, 20, False), (29, 19, True), (28.9, 19, False), (45, 30, True), (44.9, 30, False)],
)
def test_minutes_half_as_much_again_and_ten_more(pen: Any, now: float, before: float, more: bool) -> None:
    context = pen.context(pen.episodes(range(7), minutes=now), two_weeks_before(pen, before))
    assert names(context) == ["minutes"] * more


@pytest.mark.parametrize(
    ("now", "before", "more"),
    [(6, 4, True), (5, 4, False), (4, 2, True), (3, 2, False), (3, 1, True), (9, 6, True), (8, 6, False)],
)
def test_number_half_as_many_again_and_two_more(pen: Any, now: int, before: int, more: bool) -> None:
    context = pen.context(pen.episodes(range(7), count=now), pen.episodes(range(7, 21), count=before))
    assert names(context) == ["number"] * more
    if more:
        assert increases(context)[0].facts() == {"number_now": now, "number_before": before}


@pytest.mark.parametrize(
    ("logged", "before", "compared"), [(5, 10, True), (4, 10, False), (5, 9, False), (7, 14, True)]
)
def test_enough_must_be_logged_to_compare(pen: Any, logged: int, before: int, compared: bool) -> None:
    week = pen.episodes(range(7 - logged, 7), minutes=60)
    assert names(pen.context(week, pen.episodes(range(21 - before, 21), minutes=5))) == ["minutes"] * compared


@pytest.mark.parametrize(("twitching", "compared"), [(4, True), (3, False)])
def test_enough_days_of_the_week_must_have_a_twitch(pen: Any, twitching: int, compared: bool) -> None:
    week = [*pen.episodes(range(twitching), minutes=90), *pen.quiet(range(twitching, 7))]
    assert names(pen.context(week, two_weeks_before(pen, 5))) == ["minutes"] * compared


def test_days_that_were_not_logged_are_not_days_without(pen: Any) -> None:
    week, then = pen.episodes(range(7), minutes=28), pen.episodes(range(7, 17), minutes=20)
    assert names(pen.context(week, then)) == []
    assert names(pen.context(week, then, pen.quiet(range(17, 21)))) == ["minutes"]


@pytest.mark.parametrize("outside", [21, 6])
def test_only_the_two_weeks_before_are_compared(pen: Any, outside: int) -> None:
    week, then = pen.episodes(range(7), minutes=30), two_weeks_before(pen, 20)
    assert names(pen.context(week, then, pen.episode(21, minutes=600))) == ["minutes"]
    assert names(pen.context(week, then, pen.episode(20, minutes=600))) == []


@pytest.mark.parametrize(("now", "before", "more"), [(6, 4, True), (5, 4, False), (2, 0, True), (10, 0, True)])
def test_strength_two_higher_in_the_middle(pen: Any, now: int, before: int, more: bool) -> None:
    context = pen.context(pen.episodes(range(7), strength=now), two_weeks_before(pen, 1, strength=before))
    assert names(context) == ["strength"] * more
    if more:
        assert increases(context)[0].facts() == {"strength_now": now, "strength_before": before}


@pytest.mark.parametrize(("now", "before", "more"), [(3, 3, True), (2, 3, False), (3, 2, False)])
def test_strengths_of_three_episodes_in_each(pen: Any, now: int, before: int, more: bool) -> None:
    week = [*pen.episodes(range(now), strength=8), *pen.episodes(range(now, 7))]
    then = [*pen.episodes(range(7, 7 + before), strength=1), *pen.episodes(range(7 + before, 21))]
    assert names(pen.context(week, then)) == ["strength"] * more


def test_a_long_episode_is_one_strength_on_its_first_day(pen: Any) -> None:
    long = pen.episode(3, strength=9, minutes=3 * 1_440)
    assert (
        names(pen.context(long, pen.episodes((0, 4, 5, 6), minutes=1), two_weeks_before(pen, 600, strength=1))) == []
    )


def test_the_middle_is_not_the_mean(pen: Any) -> None:
    week = [pen.episode(ago, strength=value) for ago, value in enumerate((4, 4, 4, 4, 4, 10, 10))]
    assert names(pen.context(week, two_weeks_before(pen, 1, strength=3))) == []


@pytest.mark.parametrize(("trend", "level"), [(None, "next_visit"), (TrendResult(False, 0.4), "next_visit"),
                                              (TrendResult(True, 0.01), "soon")])  # fmt: skip
def test_a_trend_makes_it_soon(pen: Any, trend: TrendResult | None, level: str) -> None:
    flag = pen.flags(pen.episodes(range(7), minutes=30), two_weeks_before(pen), trend=trend)["S4"]
    assert (flag.level, flag.within_hours) == (level, 336 if level == "soon" else None)
    assert flag.facts["trend_rising"] is (level == "soon")


def test_a_trend_does_not_override_the_person(pen: Any) -> None:
    worse = [pen.episodes(range(7), minutes=30), two_weeks_before(pen)]
    flag = pen.flags(*worse, pen.check_in(3, worse_than_month_ago=False), trend=TrendResult(True, 0.01))["S4"]
    assert (flag.level, flag.facts["said"], flag.says) == ("next_visit", False, ("minutes",))


@pytest.mark.parametrize(("last", "before", "found"), [(3, 2, True), (2, 1, True), (5, 4, False), (1, 0, True)])
def test_a_lasting_step_is_still_noticed(pen: Any, last: int, before: int, found: bool) -> None:
    then = pen.episodes(range(28, 84), count=before) if before else pen.quiet(range(28, 84))
    context = pen.context(pen.episodes(range(28), count=last), then)
    assert ("month" in names(context)) is found
    if found:
        assert increases(context)[-1].facts() == {"month_now": last, "month_before": before}
        assert pen.flags(pen.episodes(range(28), count=last), then)["S4"].level == "next_visit"


def test_both_halves_of_the_month_must_be_more(pen: Any) -> None:
    then = pen.episodes(range(28, 84), count=10)
    assert "month" in names(
        pen.context(pen.episodes(range(14), count=19), pen.episodes(range(14, 28), count=13), then)
    )
    assert names(pen.context(pen.episodes(range(14), count=20), pen.episodes(range(14, 28), count=12), then)) == []
    assert "month" not in names(
        pen.context(pen.episodes(range(14), count=12), pen.episodes(range(14, 28), count=20), then)
    )


@pytest.mark.parametrize(("last", "before", "compared"), [(20, 28, True), (19, 28, False), (20, 27, False)])
def test_enough_of_the_months_must_be_logged(pen: Any, last: int, before: int, compared: bool) -> None:
    now = pen.episodes(range(28 - last, 28), count=3)
    assert ("month" in names(pen.context(now, pen.episodes(range(84 - before, 84))))) is compared


FLUTTER, PULL = {"feel": Feel.FLUTTER}, {"feel": Feel.PULL_AND_HOLD}


@pytest.mark.parametrize(
    ("kind", "kinds"),
    [
        (PULL, ["pull_and_hold"]),
        ({"feel": Feel.FLUTTER, "eye_closes": True}, ["eye_closes"]),
        ({**PULL, "eye_closes": True}, ["eye_closes", "pull_and_hold"]),
        ({"feel": Feel.JERK}, []),
    ],
)
def test_another_kind_of_movement_after_weeks_of_flutter(pen: Any, kind: dict[str, Any], kinds: list[str]) -> None:
    flags = pen.flags(pen.episodes((0, 3), **kind), pen.episodes(range(4, 40), **FLUTTER))
    assert ("S4" in flags) is bool(kinds)
    if kinds:
        assert (flags["S4"].facts["kinds"], flags["S4"].level, flags["S4"].says) == (kinds, "soon", ("kind",))


def test_a_new_kind_and_a_yes_before_a_visit_are_mentions(pen: Any) -> None:
    kind = [pen.episodes((3, 5), **PULL), pen.episodes(range(6, 44), **FLUTTER)]
    assert pen.flags(*kind, pen.visit(5))["S4"].level == "next_visit"
    assert pen.flags(*kind, pen.visit(6))["S4"].level == "soon"
    yes = pen.check_in(4, worse_than_month_ago=True)
    assert "S4" in pen.flags(yes, pen.visit(5))
    assert "S4" not in pen.flags(yes, pen.visit(4))


def test_what_is_not_a_new_kind(pen: Any) -> None:
    pulls, flutter = pen.episodes((0, 3), **PULL), pen.episodes(range(4, 40), **FLUTTER)
    assert "S4" not in pen.flags(pulls[:1], flutter)
    assert "S4" not in pen.flags(pulls, pen.episodes(range(4, 31), **FLUTTER))
    assert "S4" in pen.flags(pulls, pen.episodes(range(4, 32), **FLUTTER))
    assert "S4" not in pen.flags(pulls, flutter, pen.episode(31, **PULL))
    assert "S4" in pen.flags(pulls, flutter, pen.episode(32, **PULL))
    assert "S4" not in pen.flags(pulls, flutter, pen.episode(20, feel=Feel.JERK))
    assert "S4" not in pen.flags(pulls, pen.episodes(range(4, 40)))
    assert "S4" not in pen.flags(pen.episodes((28, 29), **PULL), pen.episodes(range(30, 70), **FLUTTER))


def test_a_trend_alone_raises_no_flag(pen: Any) -> None:
    assert "S4" not in pen.flags(pen.episodes(range(21), minutes=10), trend=TrendResult(True, 0.01))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({0: True}, True),
        ({13: True}, True),
        ({14: True}, False),
        ({0: False, 3: True}, False),
        ({0: True, 3: False}, True),
        ({0: None, 3: True}, True),
        ({0: False}, False),
        ({}, False),
    ],
)
def test_the_newest_answer_of_two_weeks_is_enough(pen: Any, answers: dict[int, bool | None], said: bool) -> None:
    flags = pen.flags([pen.check_in(ago, worse_than_month_ago=answer) for ago, answer in answers.items()])
    assert ("S4" in flags) is said
    if said:
        flag = flags["S4"]
        assert (flag.level, flag.within_hours, flag.says) == ("soon", 336, ("said",))
        assert flag.facts == {"said": True, "trend_rising": False, "kinds": []}


def test_all_increases_are_reported(pen: Any) -> None:
    week = [one for ago in range(7) for one in pen.episodes([ago] * 3, minutes=20.04, strength=6)]
    flag = pen.flags(week, two_weeks_before(pen, strength=2), pen.check_in(0, worse_than_month_ago=True))["S4"]
    assert flag.says == ("minutes", "number", "strength", "said")
    assert flag.facts == {
        "minutes_now": 60.1, "minutes_before": 10, "number_now": 3, "number_before": 1, "strength_now": 6,
        "strength_before": 2, "said": True, "trend_rising": False, "kinds": [],
    }  # fmt: skip


def test_thresholds_can_be_changed(pen: Any) -> None:
    entries = pen.diary(pen.episodes(range(7), minutes=25), two_weeks_before(pen, 20))
    assert "S4" not in pen.flags(*entries.episodes)
    moved = Settings(worse_times=1.2, worse_minutes=5)
    assert "S4" in pen.flags(*entries.episodes, worse_times=moved.worse_times, worse_minutes=moved.worse_minutes)


def test_both_numbers_are_rounded_to_one_decimal() -> None:
    assert Increase("minutes", 12.34, 5.67).facts() == {"minutes_now": 12.3, "minutes_before": 5.7}

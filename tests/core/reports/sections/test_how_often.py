"""Coverage, rates, runs and the weekly table, against numbers counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from tracker.core.analysis import Direction, Trend, daily, diary_dates, weekly
from tracker.core.records import Day, Diary, History
from tracker.core.reports.facts import Fact
from tracker.core.reports.sections.how_often import coverage, direction, episodes, rate, runs, week_table

FIRST, LAST = date(2026, 5, 4), date(2026, 5, 24)


def fact(diary: Diary, key: str, earlier: History | None = None, today: date | None = None) -> Fact:
    dates = diary_dates(diary, earlier or History(diary.first_day))
    return next(fact for fact in runs(daily(diary), dates, today or diary.last_day, str) if fact.key == key)


def fully_logged(diary: Diary) -> Diary:
    """The diary with a check-in on each of its days."""
    days = tuple(Day(UUID(int=at), day) for at, day in enumerate(diary.dates()))
    return replace(diary, days=days)


def test_rates_are_per_logged_day(three_weeks: Diary) -> None:
    longer = fully_logged(three_weeks)
    found = rate(daily(longer), str)
    # 7 episodes on 21 logged days.
    assert found.values == {"per_week": 2.3, "per_logged_day": 0.33}
    assert (found.label, found.text, found.detail) == ("Episodes per 7 logged days", "2.3", "0.33 per logged day")
    assert episodes(daily(longer), str).detail == "on 6 days, 2.3 per 7 logged days"


def test_with_fewer_than_14_logged_days_there_is_a_count_and_no_rate(three_weeks: Diary) -> None:
    found = rate(daily(three_weeks), str)
    assert (found.text, found.detail) == ("too early to say", "12 of 14 days logged")
    assert found.values == {"per_week": None, "per_logged_day": None}
    assert episodes(daily(three_weeks), str).values["episodes"] == 7


def test_without_a_logged_day_the_rate_is_unknown_and_not_zero(empty: Diary) -> None:
    assert rate(daily(empty), str).values["per_week"] is None
    assert episodes(daily(empty), str).text == "not known"


def test_coverage_and_episode_days(three_weeks: Diary) -> None:
    days = daily(three_weeks)
    assert coverage(days, str).text == "12 of 21"
    found = episodes(days, str)
    assert (found.text, found.detail) == ("7", "on 6 days")


def test_runs_are_broken_by_days_that_were_not_logged(three_weeks: Diary) -> None:
    run = fact(three_weeks, "longest_run")
    assert run.values == {"days": 3, "first_day": "2026-05-18", "last_day": "2026-05-20"}
    assert (run.text, run.detail) == ("3 days", "with episodes every day, 18 May to 20 May 2026")
    quiet = fact(three_weeks, "last_quiet")
    assert quiet.values == {"days": 4, "first_day": "2026-05-21", "last_day": "2026-05-24"}


def test_a_run_that_began_before_the_period_counts_from_its_first_day(three_weeks: Diary) -> None:
    twitched = frozenset((date(2026, 4, day), ()) for day in (25, *range(28, 31))) | {
        (date(2026, 5, day), ()) for day in range(1, 4)
    }
    run = fact(three_weeks, "longest_run", History(three_weeks.first_day, twitched))
    assert run.text == "8 days"
    assert run.detail == "with episodes every day, 28 Apr to 5 May 2026 (began before this period)"
    assert run.values == {"days": 8, "first_day": "2026-04-28", "last_day": "2026-05-05"}


def test_a_quiet_stretch_goes_on_before_and_after_the_period(three_weeks: Diary) -> None:
    quiet = Diary(three_weeks.person, FIRST, LAST, days=fully_logged(three_weeks).days)
    before = History(FIRST, check_ins=frozenset({FIRST - timedelta(days=1), FIRST - timedelta(days=3)}))
    stretch = fact(quiet, "last_quiet", before, LAST + timedelta(days=1))
    assert stretch.detail == (
        "logged and without episodes, 3 May to 24 May 2026 (began before this period; may go on after this period)"
    )
    assert "after this period" not in fact(quiet, "last_quiet", before, LAST).detail


def test_unknown_days_are_no_quiet_stretch(three_weeks: Diary) -> None:
    longer = replace(three_weeks, last_day=three_weeks.last_day + timedelta(days=30))
    assert fact(longer, "last_quiet").values["last_day"] == "2026-05-24"


def test_no_run_reads_none(empty: Diary) -> None:
    assert fact(empty, "longest_run").text == "none in the logged days"


def test_a_week_without_a_logged_day_is_not_known(three_weeks: Diary) -> None:
    table = week_table(weekly(daily(three_weeks)), str)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["4 May 2026", "5", "4", "5.6", "7", "1.6"],
        ["11 May 2026", "0", "not known", "–", "7", "–"],
        ["18 May 2026", "7", "3", "3", "7", "0"],
    ]
    assert [cell.value for cell in table.rows[1]] == ["2026-05-11", 0, None, None, 7, None]


def test_a_week_of_three_logged_days_keeps_its_count_and_has_no_rate(three_weeks: Diary) -> None:
    short = replace(three_weeks, first_day=date(2026, 5, 4), last_day=date(2026, 5, 6))
    found = [[cell.value for cell in row] for row in week_table(weekly(daily(short)), str).rows]
    assert found == [["2026-05-04", 3, 3, None, 3, None]]


def test_a_direction_has_its_interval() -> None:
    found = direction(Trend(24, -0.412, -0.7, -0.05, 0.012, Direction.FALLING), str)
    assert (found.text, found.detail) == ("fewer from week to week", "−0.41 each week (−0.7 to −0.05), 24 weeks")
    assert found.values == {
        "weeks": 24, "direction": "falling", "slope_per_week": -0.41, "low": -0.7, "high": -0.05, "p": 0.012,
    }  # fmt: skip


def test_a_rise_carries_its_sign() -> None:
    found = direction(Trend(9, 0.4, 0.0, 0.7, 0.04, Direction.RISING), str)
    assert found.detail == "+0.4 each week (0 to +0.7), 9 weeks"


def test_without_a_clear_direction_no_number_is_shown() -> None:
    found = direction(Trend(9, 0.1, -0.3, 0.7, 0.4, Direction.UNCLEAR), str)
    assert (found.text, found.detail) == ("no clear change", "9 weeks")
    assert found.values["slope_per_week"] == 0.1


def test_too_early_says_how_much_is_there() -> None:
    found = direction(Trend(4, None, None, None, None, Direction.TOO_EARLY), str)
    assert (found.text, found.detail) == ("too early to say", "4 of 6 weeks logged")


def test_one_day_is_a_run_of_one_day(three_weeks: Diary) -> None:
    one = replace(three_weeks, first_day=date(2026, 5, 4), last_day=date(2026, 5, 4))
    assert fact(one, "longest_run").text == "1 day"

"""What is counted in a year of looks."""

from __future__ import annotations

from benchmarks.red_flags.years import Year, interval, shown_before, starts, waited, watched

SHOWN = frozenset({"S2_persistent"})
YEAR = Year("persistent", "rare", 15, 7, ((6, SHOWN), (13, frozenset()), (20, SHOWN), (27, SHOWN), (34, frozenset())))


def test_an_alarm_is_new_when_it_was_not_shown_at_the_look_before() -> None:
    assert starts(YEAR, "S2_persistent") == [6, 20]


def test_the_wait_is_from_the_change_to_the_next_start() -> None:
    assert waited(YEAR, "S2_persistent") == 5
    assert waited(YEAR, "S4_worsening") is None


def test_only_the_last_look_before_the_change_is_before_it() -> None:
    assert not shown_before(YEAR, "S2_persistent")
    assert shown_before(Year("steady", "rare", 29, 7, YEAR.looks), "S2_persistent")


def test_the_interval_is_that_of_wilson() -> None:
    # 81 of 263 in Newcombe, Stat Med 1998;17:857, method 3: 0.2553 to 0.3662.
    assert interval(81, 263) == "30.8 % (25.5 to 36.6)"


def test_an_unbroken_run_is_found() -> None:
    wait = waited(watched("persistent", 3, 7), "S2_persistent")
    assert wait is not None
    assert 14 <= wait <= 60

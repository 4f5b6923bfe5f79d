"""What S4 says on every day of a year."""

from __future__ import annotations

from benchmarks.red_flags.every_day import DailyResults, days_of, table
from benchmarks.red_flags.years import RAISED, watched

YEAR = DailyResults(tuple(day in {6, 7, 20, 27} for day in range(365)), tuple(day >= 20 for day in range(365)))


def test_an_alarm_is_new_when_it_was_not_shown_at_the_look_before() -> None:
    assert YEAR.alarms(range(365), raised=False) == 3
    assert YEAR.alarms(range(6, 365, 7), raised=False) == 2


def test_it_is_raised_only_where_the_trend_test_claims_a_rise() -> None:
    assert YEAR.alarms(range(365), raised=True) == 2
    assert YEAR.alarms(range(6, 365, 7), raised=True) == 1


def test_the_day_of_the_first_look_decides_what_is_seen() -> None:
    rows = list(table([YEAR]))
    assert "| every 7 days from day 7 | 100.0 % (20.7 to 100.0) | 2.00 |" in "\n".join(rows)
    assert "| every 7 days from day 6 | 0.0 % (0.0 to 79.3) | 0.00 |" in "\n".join(rows)
    assert rows[-1] == "The trend test ever claimed a rise in 100.0 % (20.7 to 100.0)."


def test_day_has_the_flags_that_the_person_would_see() -> None:
    seed, every = 1_000_033, 49
    days = days_of(seed)
    looks = watched("steady", seed, every).looks
    assert {day for day, shown in looks if "S4_worsening" in shown} == {day for day, _ in looks if days.matches[day]}
    raised = {day for day, shown in looks if RAISED in shown}
    assert raised == {day for day, _ in looks if days.matches[day] and days.rises[day]}
    assert raised

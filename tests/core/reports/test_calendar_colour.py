"""What a calendar is coloured by."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.analysis.describe.usual import Mark
from tracker.core.charts.calendar_days import ColourBy
from tracker.core.records import Exposure, Summary
from tracker.core.reports.calendar_colour import EPISODES, STRENGTH, Colour

SLEEP = Colour(ColourBy.EXPOSURE, Exposure(UUID(int=1), "sleep_h", "Sleep", "h", Summary.LAST))
GARLIC = Colour(ColourBy.EXPOSURE, Exposure(UUID(int=2), "own_garlic", "Garlic", "g", Summary.SUM))
DAYS = [
    DailyTotals(date(2026, 10, 1) + timedelta(n), True, n, None, 2 * n or None, {"sleep_h": 6.0 + n}) for n in range(3)
]


def test_own_words_are_not_in_addresses():
    assert [colour.key for colour in (EPISODES, STRENGTH, SLEEP)] == ["episodes", "strength", "sleep_h"]
    assert GARLIC.key == str(UUID(int=2))
    assert GARLIC.name() == "Garlic"


def test_episodes_are_summed_and_everything_else_is_a_mean():
    assert (EPISODES.total(DAYS), STRENGTH.total(DAYS), SLEEP.total(DAYS)) == (3, 3, 7)
    unknown = [DailyTotals(date(2026, 10, 1), False, None, None, None, {})]
    assert [colour.total(unknown) for colour in (EPISODES, STRENGTH, SLEEP)] == [None, None, None]


def test_another_month_is_named():
    assert EPISODES.of_month(DAYS) == "October: 3 episodes on 2 of 3 days noted."
    assert SLEEP.of_month(DAYS) == "October: 7 h."
    assert GARLIC.of_month(DAYS) == ""


def test_a_day_is_read_out_with_what_colours_it():
    assert EPISODES.day_words("1 October", DAYS[1], None) == "1 October: 1 episode"
    assert STRENGTH.day_words("1 October", DAYS[1], None) == "1 October: 1 episode; strongest: 2 of 10"
    assert SLEEP.day_words("1 October", DAYS[0], ComparedValue(6, Mark.LESS)) == (
        "1 October: no twitch; Sleep 6 h, less than usual"
    )

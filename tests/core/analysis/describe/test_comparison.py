"""Values beside the person's own usual."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue, by_coverage, compare_value, usual_by_exposure
from tracker.core.analysis.describe.usual import MIN_VALUES, Mark
from tracker.core.records import Exposure, Summary

FIRST = date(2026, 11, 2)
WATER = Exposure(UUID(int=1), "water_ml", "Water", "mL", Summary.SUM)
SLEEP = Exposure(UUID(int=2), "sleep_h", "Sleep", "h", Summary.LAST)


def days(**values: list[float | None]) -> list[DailyTotals]:
    length = max(len(column) for column in values.values())
    return [
        DailyTotals(
            FIRST + timedelta(n),
            True,
            0,
            None,
            None,
            {key: v for key, column in values.items() if (v := column[n]) is not None},
        )
        for n in range(length)
    ]


def test_a_value_is_compared_with_those_of_the_same_exposure():
    totals = days(water_ml=[1000, 2000] * 10, sleep_h=[7] * 19 + [5])
    usuals = usual_by_exposure(totals, [WATER, SLEEP])
    assert compare_value(totals[-1], SLEEP, usuals, FIRST) == ComparedValue(5, Mark.MUCH_LESS)
    assert compare_value(totals[-2], SLEEP, usuals, FIRST) == ComparedValue(7, Mark.USUAL)


def test_without_enough_values_there_is_no_mark():
    totals = days(sleep_h=[7] * (MIN_VALUES - 1))
    usuals = usual_by_exposure(totals, [SLEEP])
    assert compare_value(totals[0], SLEEP, usuals, FIRST) == ComparedValue(7, None)


def test_a_sum_of_today_is_never_less():
    totals = days(water_ml=[2000] * 20 + [250], sleep_h=[7] * 20 + [4])
    usuals, today = usual_by_exposure(totals, [WATER, SLEEP]), totals[-1].date
    assert compare_value(totals[-1], WATER, usuals, today) == ComparedValue(250, None, is_so_far=True)
    assert compare_value(totals[-1], SLEEP, usuals, today) == ComparedValue(4, Mark.MUCH_LESS)
    assert compare_value(totals[-1], WATER, usuals, today + timedelta(1)) == ComparedValue(250, Mark.MUCH_LESS)


def test_no_value_is_no_zero():
    assert compare_value(days(sleep_h=[None])[0], SLEEP, {}, FIRST) is None


def test_what_has_most_values_comes_first():
    totals = days(water_ml=[1000, None, None], sleep_h=[7, 7, 7])
    hidden = Exposure(UUID(int=3), "alcohol_units", "Alcohol", "units", Summary.SUM, tracked=False)
    assert by_coverage(totals, [WATER, hidden, SLEEP]) == [SLEEP, WATER]

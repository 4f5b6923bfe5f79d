"""Bands of dose: round borders, enough days in each, and episodes counted on the right day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.dose_bands import DoseBands, dose_bands

FIRST = date(2026, 1, 5)


def bands_of(values: Sequence[float | None], episodes: Sequence[int | None]) -> DoseBands:
    days = [
        DailyTotals(FIRST + timedelta(n), count is not None, count, None, None, {} if value is None else {"x": value})
        for n, (value, count) in enumerate(zip(values, episodes, strict=True))
    ]
    return dose_bands(days, "x")


def ends(found: DoseBands) -> list[tuple[float | None, float | None]]:
    return [(band.first, band.end) for band in found.bands]


def test_hours_of_sleep_are_cut_at_whole_hours() -> None:
    nights = [5.5] * 12 + [6.25] * 30 + [7.5] * 30 + [8.25] * 14
    found = bands_of(nights, [1] * len(nights))
    assert ends(found) == [(None, 6), (6, 7), (7, 8), (8, None)]
    assert [band.same_day.days for band in found.bands] == [12, 30, 30, 14]
    assert not found.whole_numbers


def test_days_without_any_are_a_band_of_their_own() -> None:
    cups = [0] * 25 + [1] * 101 + [2] * 110 + [3] * 60 + [4] * 25
    found = bands_of(cups, [1] * len(cups))
    assert ends(found) == [(None, 1), (1, 2), (2, 3), (3, None)]
    assert [band.is_none for band in found.bands] == [True, False, False, False]
    assert found.whole_numbers


def test_amounts_above_none_start_at_the_smallest_one() -> None:
    found = bands_of([0] * 40 + [90] * 40 + [180] * 40 + [270] * 20, [0] * 140)
    assert found.bands[0].is_none
    assert found.bands[0].same_day.days == 40
    assert ends(found)[1:] == [(90, 100), (100, 200), (200, None)]


@pytest.mark.parametrize("seed", range(5))
def test_each_band_has_ten_days_and_every_day_is_in_one(seed: int) -> None:
    draw = random.Random(seed)
    values = [round(draw.gauss(7, 1.2) * 4) / 4 for _ in range(200)]
    found = bands_of(values, [draw.randrange(4) for _ in values])
    days = [band.same_day.days for band in found.bands]
    assert 3 <= len(days) <= 4
    assert min(days) >= 10
    assert sum(days) == 200


def test_two_weeks_have_small_bands() -> None:
    found = bands_of([0, 0, 0, 1, 1, 1, 2, 2, 2], [1] * 9)
    assert [band.same_day.days for band in found.bands] == [3, 3, 3]


def test_yes_and_no_are_two_bands() -> None:
    found = bands_of([0, 1] * 30, [1, 3] * 30)
    assert [band.same_day.mean for band in found.bands] == [1, 3]
    assert [band.day_after.mean for band in found.bands if band.day_after] == [3, 1]


def test_the_day_after_is_counted_where_it_was_logged() -> None:
    found = bands_of([0, None] * 20 + [1, None] * 20, [2, 5, 2, None] * 10 + [4, 1, 4, None] * 10)
    low, high = found.bands
    assert (low.same_day.mean, high.same_day.mean) == (2, 4)
    assert low.day_after
    assert high.day_after
    assert (low.day_after.days, low.day_after.mean) == (10, 5)
    assert (high.day_after.days, high.day_after.mean) == (10, 1)


def test_values_that_are_all_alike_have_no_bands() -> None:
    assert bands_of([3] * 100, [1] * 100).bands == ()
    assert bands_of([], []).bands == ()


def test_a_band_without_an_episode_has_an_upper_end_only() -> None:
    quiet, other = bands_of([0] * 40 + [1] * 40, [0] * 40 + [2] * 40).bands
    assert quiet.same_day.low == quiet.same_day.mean == 0
    assert quiet.same_day.high == pytest.approx(3.84 / 40, rel=0.01)
    assert other.same_day.low < 2 < other.same_day.high


def test_scattered_counts_widen_the_interval() -> None:
    even = bands_of([0, 1] * 40, [2] * 80).bands[0].same_day
    scattered = bands_of([0, 1] * 40, ([0] * 4 + [4] * 4) * 10).bands[0].same_day
    assert scattered.mean == even.mean == 2
    assert scattered.high - scattered.low > 1.3 * (even.high - even.low)

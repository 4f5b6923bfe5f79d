"""The day grid: order does not matter, gaps stay gaps."""

from __future__ import annotations

import random
from datetime import date, timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.demo import believable
from tracker.core.records import Day, DayTable, Diary, Injection, Person

FIRST = date(2024, 2, 27)
TABLE = DayTable(
    (FIRST, FIRST + timedelta(days=3), FIRST + timedelta(days=1)),
    (2, None, 0),
    {"water_ml": (1.0, 2.0, None), "caffeine_mg": (5.0, None, 7.0)},
)


def test_dates_come_in_order_and_absent_ones_are_not_logged() -> None:
    grid = align(TABLE)
    assert grid.first_day == FIRST
    assert grid.last_day == FIRST + timedelta(days=3)
    np.testing.assert_array_equal(grid.counts, [2, 0, np.nan, np.nan])
    assert grid.logged.tolist() == [0, 1]


def test_columns_come_in_alphabetical_order() -> None:
    grid = align(TABLE)
    assert grid.names == ("caffeine_mg", "water_ml")
    np.testing.assert_array_equal(grid.values, [[5, 1], [7, np.nan], [np.nan, np.nan], [np.nan, 2]])


def test_weekdays_are_those_of_the_calendar() -> None:
    days = [FIRST + timedelta(days=n) for n in range(4)]
    assert align(TABLE).weekdays.tolist() == [day.weekday() for day in days]


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="without rows"):
        align(DayTable((), (), {}))


def test_through_keeps_what_was_known_on_that_day() -> None:
    grid = align(TABLE).through(FIRST + timedelta(days=1))
    np.testing.assert_array_equal(grid.counts, [2, 0])
    assert grid.values.shape == (2, 2)


def test_through_a_later_day_keeps_everything() -> None:
    assert align(TABLE).through(date(2030, 1, 1)).counts.size == 4


def test_through_a_day_before_the_first_is_refused() -> None:
    with pytest.raises(ValueError, match="begins on 2024-02-27"):
        align(TABLE).through(date(2024, 1, 1))


def test_the_latest_days_begin_later() -> None:
    grid = align(TABLE).latest(2)
    assert (grid.first_day, grid.counts.size) == (FIRST + timedelta(days=2), 2)


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(chance: random.Random) -> None:
    order = list(range(len(TABLE.dates)))
    chance.shuffle(order)
    shuffled = DayTable(
        tuple(TABLE.dates[n] for n in order),
        tuple(TABLE.episodes[n] for n in order),
        {name: tuple(column[n] for n in order) for name, column in TABLE.exposures.items()},
    )
    np.testing.assert_array_equal(align(shuffled).counts, align(TABLE).counts)
    np.testing.assert_array_equal(align(shuffled).values, align(TABLE).values)


def test_a_diary_becomes_a_table_of_its_period() -> None:
    diary = believable(date(2026, 5, 31), 40, 1)
    table = day_table(diary)
    assert table.dates == diary.dates()
    logged = [day for day, episodes in zip(table.dates, table.episodes, strict=True) if episodes is not None]
    assert set(logged) == diary.logged_dates()
    assert sum(episodes or 0 for episodes in table.episodes) == len(diary.episodes)
    assert "sleep_h" in table.exposures


def test_a_quiet_day_is_zero_and_a_day_without_entry_unknown() -> None:
    quiet = Day(UUID(int=1), FIRST, no_twitch=True)
    table = day_table(Diary(Person(), FIRST, FIRST + timedelta(days=1), days=(quiet,)))
    assert table.episodes == (0, None)


def test_the_days_of_injections_come_along_also_those_before_the_diary() -> None:
    injections = tuple(Injection(UUID(int=n), FIRST + timedelta(days=row), "A") for n, row in enumerate((9, -40, 9)))
    grid = align(day_table(Diary(Person(), FIRST, FIRST + timedelta(days=20), injections=injections)))
    assert grid.injections == (FIRST - timedelta(days=40), FIRST + timedelta(days=9))
    assert grid.between(3, 5).injections == grid.injections

"""Short sleep and yesterday's stress bring twitches; checked on the days lived, which the diary only samples."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from statistics import correlation

import pytest

from tracker.core.demo.dice import Dice
from tracker.core.demo.life import MAX_PER_DAY, LivedDay, live


@pytest.fixture(scope="module")
def life() -> tuple[LivedDay, ...]:
    return live(Dice(5), date(2026, 5, 31), 3_650)


def test_short_sleep_brings_more_the_same_day(life: tuple[LivedDay, ...]) -> None:
    rates = [math.log(day.rate) for day in life]
    assert correlation(rates, [day.sleep_h for day in life]) < -0.1


def test_stress_brings_more_the_next_day_rather_than_the_same(life: tuple[LivedDay, ...]) -> None:
    changes = [math.log(b.rate / a.rate) for a, b in pairwise(life[1:])]
    strain_yesterday = [b.stress - a.stress for a, b in pairwise(life[:-1])]
    strain_today = [b.stress - a.stress for a, b in pairwise(life[1:])]
    assert correlation(changes, strain_yesterday) > 0.3
    assert correlation(changes, strain_today) < 0.1


def test_rates_stay_in_bounds(life: tuple[LivedDay, ...]) -> None:
    assert all(0 < day.rate <= MAX_PER_DAY for day in life)
    assert all(3.5 <= day.sleep_h <= 10.5 and 0 <= day.stress <= 10 for day in life)


def test_first_and_last_day_are_kept(life: tuple[LivedDay, ...]) -> None:
    assert life[0].kept
    assert life[-1].kept


def test_nothing_is_logged_on_holiday(life: tuple[LivedDay, ...]) -> None:
    away = [day for day in life if day.on_holiday]
    assert len(away) > 100
    assert not any(day.kept for day in away)

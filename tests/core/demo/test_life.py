"""Short sleep and yesterday's stress bring twitches; checked on the days lived, which the diary only samples."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise
from statistics import correlation, fmean

import pytest

from tracker.core.analysis.results import Triggers
from tracker.core.analysis.triggers.analysis import find_triggers
from tracker.core.analysis.triggers.design import EffectShape
from tracker.core.analysis.triggers.grid import align, day_table
from tracker.core.demo import YEAR, believable
from tracker.core.demo.care import INJECTED, TABLET, WAVE_DAYS, injection_wave
from tracker.core.demo.dice import Dice
from tracker.core.demo.life import MAX_PER_DAY, PER_HOUR_OF_SLEEP_MISSED, PER_STRESS_YESTERDAY, LivedDay, live


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


def test_tablet_brings_fewer_for_good() -> None:
    last_day = date(2026, 5, 31)
    lived = live(Dice(5), last_day, 365)
    before = [day.rate for day in lived if day.date < last_day + TABLET]
    after = [day.rate for day in lived if day.date >= last_day + TABLET]
    assert fmean(after) < fmean(before) / 2


def test_after_each_injection_the_rate_falls_within_weeks_and_comes_back() -> None:
    last_day = date(2026, 5, 31)
    first = last_day + INJECTED[0]
    wave = [injection_wave(last_day, first + timedelta(days=n)) for n in range(WAVE_DAYS)]
    assert injection_wave(last_day, first - timedelta(days=1)) == wave[0] > 0
    assert injection_wave(last_day, first - timedelta(days=60)) == 0
    assert wave[30] == min(wave) < 0
    assert wave[-1] == wave[0]
    assert [injection_wave(last_day, last_day + days) for days in INJECTED] == [wave[0]] * len(INJECTED)


@pytest.fixture(scope="module", params=[1, 2, 3])
def found(request: pytest.FixtureRequest) -> Triggers:
    """What the analysis finds in a year of three persons, who were not chosen for it."""
    return find_triggers(align(day_table(believable(date(2026, 5, 31), YEAR, request.param))))


def test_analysis_names_what_was_planted_and_not_coffee(found: Triggers) -> None:
    # On days in the low quarter of sleep more than on the others: that, too, is less with more sleep.
    named = {
        finding.exposure: (finding.per_sd.ratio > 1) != (finding.shape == EffectShape.LOW)
        for finding in found.findings
    }
    assert {"sleep_h", "stress"} <= set(named)
    assert (named["sleep_h"], named["stress"]) == (False, True)
    assert "caffeine_mg" not in named


def test_estimates_have_the_planted_direction_and_size(found: Triggers) -> None:
    """Log ratio per standard deviation: 0.45 an hour and 0.20 a point, times what a usual swing is."""
    estimates = {(one.exposure, one.lag_days): one for one in found.estimates}
    sleep, stress = estimates["sleep_h", 0], estimates["stress", 1]
    assert math.log(sleep.per_sd.ratio) / sleep.sd == pytest.approx(-PER_HOUR_OF_SLEEP_MISSED, abs=0.2)
    assert math.log(stress.per_sd.ratio) / stress.sd == pytest.approx(PER_STRESS_YESTERDAY, abs=0.1)
    assert all(1 / 1.4 < estimates["caffeine_mg", lag].per_sd.ratio < 1.4 for lag in (0, 1, 2))

"""The wave after injections, on simulated diaries in which the truth is known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from tracker.core.analysis.changes.effects import InjectionWave, WaveVerdict
from tracker.core.analysis.changes.wave import SEED, injection_wave
from tracker.core.analysis.triggers.grid import DayGrid, Floats

FIRST = date(2025, 12, 1)
DAYS = 330
GIVEN = (60, 144, 228)
CORNERS = (5, 21, 56, 98)
"""The true wave: it begins on day 5, works fully from day 21, begins to wear off on day 56, and is over on day 98."""

ONSET, WEAR_OFF, DEPTH = 13, 77, 0.3
SEEDS = range(8)


def day(row: int) -> date:
    return FIRST + timedelta(days=row)


def grid(counts: Floats, given: tuple[int, ...] = GIVEN) -> DayGrid:
    return DayGrid(FIRST, counts, (), np.empty((counts.size, 0)), tuple(day(row) for row in given))


def diary(seed: int, depth: float = DEPTH, given: tuple[int, ...] = GIVEN) -> DayGrid:
    """Two episodes a day, with good and bad weeks, and one day in ten not logged; `depth` is the best ratio."""
    rng = np.random.default_rng(seed)
    log_rate = np.log(2.0) + rng.normal(0, 0.15, 7)[np.arange(DAYS) % 7]
    level = 0.0
    for row in range(DAYS):
        level = 0.8 * level + rng.normal() * 0.18
        log_rate[row] += level
    for row in given:
        since = np.arange(DAYS) - row
        log_rate += np.log(depth) * np.interp(since, CORNERS, (0.0, 1.0, 1.0, 0.0), left=0.0)
    counts = rng.poisson(np.exp(log_rate)).astype(float)
    counts[rng.random(DAYS) < 0.1] = np.nan
    return grid(counts, given)


@pytest.fixture(scope="module")
def waves() -> list[InjectionWave]:
    found = [injection_wave(diary(seed)) for seed in SEEDS]
    return [wave for wave in found if wave]


def test_a_known_wave_is_found_and_its_numbers_lie_in_their_intervals(waves: list[InjectionWave]) -> None:
    shapes = [wave.shape for wave in waves if wave.shape]
    assert len(shapes) >= len(SEEDS) - 1
    for true, ranges in (
        (ONSET, [shape.onset for shape in shapes]),
        (WEAR_OFF, [shape.wear_off for shape in shapes]),
        (WEAR_OFF - ONSET, [shape.benefit for shape in shapes]),
    ):
        assert sum(one.low <= true <= one.high for one in ranges) >= len(shapes) - 1
        assert all(one.low <= one.days <= one.high for one in ranges)
    assert sum(shape.best.low <= DEPTH <= shape.best.high for shape in shapes) >= len(shapes) - 1
    assert all(shape.onset.days < shape.peak.days < shape.wear_off.days for shape in shapes)


def test_a_flat_diary_has_no_wave() -> None:
    found = [injection_wave(diary(seed, depth=1.0)) for seed in SEEDS]
    assert [wave and wave.verdict for wave in found] == [WaveVerdict.NO_CLEAR_WAVE] * len(SEEDS)
    assert all(wave and wave.shape is None and wave.curve for wave in found)


def test_a_rate_that_rises_after_injections_is_no_wave() -> None:
    wave = injection_wave(diary(1, depth=3.0))
    assert wave
    assert wave.p is not None
    assert wave.p < 0.05
    assert wave.verdict is WaveVerdict.NO_CLEAR_WAVE


def test_the_curve_falls_and_comes_back_within_its_band(waves: list[InjectionWave]) -> None:
    for wave in waves:
        assert [point.week for point in wave.curve] == list(range(14))
        assert all(point.low <= point.rate <= point.high for point in wave.curve)
        assert wave.curve[5].rate < wave.curve[0].rate / 1.5
        assert wave.curve[5].rate < wave.curve[12].rate


def test_the_same_seed_gives_the_same_numbers() -> None:
    same, other = (injection_wave(diary(3), seed=seed) for seed in (SEED, SEED + 1))
    assert injection_wave(diary(3)) == same != other


def test_it_is_too_early_before_two_complete_cycles() -> None:
    early = injection_wave(diary(2, given=(250,)))
    assert early
    assert (early.verdict, early.complete_cycles, early.curve, early.p) == (WaveVerdict.TOO_EARLY, 0, (), None)
    one_over = injection_wave(diary(2, given=(160, 260)))
    assert one_over
    assert (one_over.verdict, one_over.complete_cycles) == (WaveVerdict.TOO_EARLY, 1)
    both_over = injection_wave(diary(2, given=(160, 245)))
    assert both_over
    assert both_over.complete_cycles == 2


def test_without_an_injection_there_is_nothing() -> None:
    assert injection_wave(diary(1, given=())) is None
    assert injection_wave(grid(np.ones(100), given=(120,))) is None


def test_each_cycle_holds_its_weeks_up_to_the_next_injection() -> None:
    counts = np.repeat(np.arange(20.0), 7)
    counts[7 * 3 : 7 * 3 + 5] = np.nan
    wave = injection_wave(grid(counts, given=(14, 84)))
    assert wave
    first, second = wave.cycles
    assert first.day == day(14)
    assert first.weeks == (0, 1, 2, None, 4, 5, 6, 7, 8, 9, 10, 11, None, None, None)
    assert second.weeks == (10, 11, 12, 13, 14, 15, 16, 17, 18, 19, None, None, None, None, None)


def test_injections_within_four_weeks_are_one_and_a_quiet_diary_has_no_wave() -> None:
    wave = injection_wave(grid(np.zeros(250), given=(14, 35, 110)))
    assert wave
    assert [cycle.day for cycle in wave.cycles] == [day(14), day(110)]
    assert (wave.complete_cycles, wave.verdict) == (2, WaveVerdict.TOO_EARLY)

"""The analysis of a finished self-experiment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from math import sqrt
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.analysis.experiments.analysis import analyse
from tracker.core.analysis.experiments.plan import planned_days
from tracker.core.analysis.experiments.result import ExperimentResult, Verdict
from tracker.core.records import Expected, Experiment, Kept, KeptDay, Pause

START = date(2026, 3, 2)
LATER = START + timedelta(days=400)
EXPERIMENT = Experiment(UUID(int=1), START, "no coffee", "as usual", Expected.FEWER, "lot", 14, 2)


def counts(experiment: Experiment, on: float, off: float, seed: int = 1, logged: float = 1.0) -> dict[date, int]:
    """Episodes of each logged day, with these rates."""
    random = Random(seed)
    found = {}
    for day in planned_days(experiment):
        episodes = sum(random.random() < (on if day.is_on else off) / 20 for _ in range(20))
        if random.random() < logged:
            found[day.date] = episodes
    return found


def result(experiment: Experiment, episodes: Mapping[date, int]) -> ExperimentResult:
    found = analyse(experiment, episodes, LATER)
    assert found is not None
    return found


def p_by_listing(experiment: Experiment, episodes: Mapping[date, int]) -> float:
    """The p-value for *fewer* by drawing every lot and computing the whole statistic for it, without numpy."""
    days = planned_days(experiment)
    firsts = [next(day.is_on for day in days if day.pair == pair) for pair in range(experiment.pairs)]

    def statistic(swapped: tuple[bool, ...]) -> float:
        total = 0.0
        for pair in range(experiment.pairs):
            sides: dict[bool, list[int]] = {True: [], False: []}
            for day in days:
                if day.pair == pair and day.counts and day.date in episodes:
                    sides[day.is_on is not swapped[pair]].append(episodes[day.date])
            on, off = sides[True], sides[False]
            if on and off:
                rate = (sum(on) + sum(off) + 1) / (len(on) + len(off))
                total += (sum(on) / len(on) - sum(off) / len(off)) / sqrt(rate)
        return total

    assert len(firsts) == experiment.pairs
    lots = list(product((False, True), repeat=experiment.pairs))
    observed = statistic((False,) * experiment.pairs)
    return sum(statistic(lot) <= observed + 1e-9 for lot in lots) / len(lots)


@settings(max_examples=15)
@given(st.integers(0, 1000), st.sampled_from([(6, 2, 0), (5, 4, 1), (7, 3, 0)]), st.sampled_from([1.0, 0.7]))
def test_agrees_with_listing_every_lot(seed: int, design: tuple[int, int, int], logged: float) -> None:
    pairs, period_days, left_out = design
    experiment = replace(EXPERIMENT, seed=str(seed), pairs=pairs, period_days=period_days, left_out=left_out)
    episodes = counts(experiment, 1, 2, seed, logged)
    found = result(experiment, episodes)
    if found.p is not None:
        assert found.p == pytest.approx(p_by_listing(experiment, episodes), abs=1e-12)


def test_names_each_verdict() -> None:
    long = replace(EXPERIMENT, pairs=20)
    assert result(EXPERIMENT, counts(EXPERIMENT, 0.5, 3)).verdict is Verdict.FEWER
    more = replace(EXPERIMENT, expected=Expected.MORE)
    assert result(more, counts(more, 3, 0.5)).verdict is Verdict.MORE
    assert result(long, dict.fromkeys(counts(long, 1, 1), 6)).verdict is Verdict.NO_DIFFERENCE
    assert result(EXPERIMENT, counts(EXPERIMENT, 1.2, 1.2)).verdict is Verdict.CANNOT_TELL


def test_the_unexpected_direction_is_a_hint_and_no_verdict() -> None:
    found = result(EXPERIMENT, counts(EXPERIMENT, 3, 0.5))
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.is_opposite
    assert found.low is not None
    assert found.low > 1


@given(st.integers(-3, 60))
def test_shows_nothing_before_the_last_day_is_over(offset: int) -> None:
    today = START + timedelta(days=offset)
    found = analyse(EXPERIMENT, counts(EXPERIMENT, 0.5, 3), today)
    assert (found is None) is (offset < 56)


def test_shows_nothing_after_a_stop_or_in_a_pause() -> None:
    episodes = counts(EXPERIMENT, 0.5, 3)
    assert analyse(replace(EXPERIMENT, stopped=START + timedelta(days=40)), episodes, LATER) is None
    assert analyse(replace(EXPERIMENT, pauses=(Pause(START + timedelta(days=40)),)), episodes, LATER) is None


def test_days_are_analysed_as_drawn_and_not_as_kept() -> None:
    episodes = counts(EXPERIMENT, 1, 2)
    kept = tuple(KeptDay(day.date, Kept.NO if day.is_on else Kept.YES) for day in planned_days(EXPERIMENT))
    plain, answered = result(EXPERIMENT, episodes), result(replace(EXPERIMENT, kept=kept), episodes)
    assert (answered.days_kept, answered.days_answered) == (28, 56)
    assert answered == replace(plain, days_kept=28, days_answered=56)


def test_too_few_logged_days_cannot_tell() -> None:
    few = {day.date: 3 for day in planned_days(EXPERIMENT) if day.pair < 4}
    found = result(EXPERIMENT, few)
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.usable_pairs == 4
    assert found.p is None
    assert found.low is None
    assert found.high is None
    assert result(EXPERIMENT, {}).on_rate is None
    assert result(EXPERIMENT, dict.fromkeys(counts(EXPERIMENT, 1, 1), 0)).p is None


def test_none_on_any_day_of_the_change_leaves_the_interval_open_below() -> None:
    days = {day.date: 0 if day.is_on else 2 for day in planned_days(EXPERIMENT)}
    found = result(EXPERIMENT, days)
    assert (found.ratio, found.low) == (0, None)
    assert found.high is not None
    assert found.high < 1
    other = result(replace(EXPERIMENT, expected=Expected.MORE), {day: 2 - n for day, n in days.items()})
    assert (other.ratio, other.high, other.verdict) == (None, None, Verdict.MORE)


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.floats(0.2, 4), st.floats(0.2, 4), st.sampled_from(list(Expected)))
def test_the_interval_and_the_test_agree(seed: int, on: float, off: float, expected: Expected) -> None:
    experiment = replace(EXPERIMENT, seed=str(seed), expected=expected)
    found = result(experiment, counts(experiment, on, off, seed, 0.9))
    low, high = found.low or 0, found.high or float("inf")
    assert low < high
    assert (found.verdict is Verdict.FEWER) is (high < 1 and expected is Expected.FEWER)
    assert (found.verdict is Verdict.MORE) is (low > 1 and expected is Expected.MORE)


def test_the_interval_covers_the_true_ratio_as_often_as_it_says() -> None:
    covered = 0
    for seed in range(100):
        experiment = replace(EXPERIMENT, seed=str(seed))
        found = result(experiment, counts(experiment, 1, 2, seed))
        covered += (found.low or 0) <= 0.5 <= (found.high or 99)
    assert 0.82 <= covered / 100 <= 0.98


def test_null_experiments_on_drifting_diaries_seldom_find_something() -> None:
    # 300 runs here; 10,000 by `python -m benchmarks.experiments`.
    found = 0
    for seed in range(300):
        random = Random(seed)
        experiment = replace(EXPERIMENT, seed=f"null {seed}", expected=random.choice(list(Expected)))
        level, episodes = random.gauss(0, 0.6), {}
        for day in planned_days(experiment):
            level = 0.8 * level + random.gauss(0, 0.36)
            if random.random() < 0.9:
                episodes[day.date] = sum(random.random() < 2 * 2.718**level / 40 for _ in range(40))
        found += result(experiment, episodes).verdict in (Verdict.FEWER, Verdict.MORE)
    # The 99.9 % bound of a binomial number with 300 runs at 5 %.
    assert found <= 28

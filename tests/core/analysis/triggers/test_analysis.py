"""One analysis of a diary: what is found, what has no effect, and the false-positive rate.

The calibration here is a small one of fixed seeds, so that a broken method fails; docs/calibration.md has the
measured figures.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from benchmarks.calibration.answers import ours
from benchmarks.calibration.measure import measure
from benchmarks.calibration.score import power, share
from benchmarks.calibration.worlds import WORLDS, simulate
from tracker.core.analysis.results import CONSTANT, METHOD
from tracker.core.analysis.triggers import analysis as triggers
from tracker.core.analysis.triggers.analysis import find_triggers, single_level
from tracker.core.analysis.triggers.grid import DayGrid, align
from tracker.core.analysis.triggers.model import prepare
from tracker.core.analysis.triggers.standardise import COPY, LAGS, standardise
from tracker.core.records import DayTable
from tracker.core.reports.triggers.links import link_of

RNG = np.random.default_rng(20)
MADE = simulate(WORLDS["log-linear"], 180, planted=True, seed=4)
FOUND = find_triggers(align(MADE.table))


def grid_of(counts: np.ndarray, **columns: np.ndarray) -> DayGrid:
    names = tuple(sorted(columns))
    return DayGrid(date(2024, 1, 1), counts.astype(float), names, np.column_stack([columns[n] for n in names]))


def shuffled(table: DayTable) -> DayTable:
    order = RNG.permutation(len(table.dates))
    names = list(reversed(table.exposures))
    return DayTable(
        tuple(table.dates[n] for n in order),
        tuple(table.episodes[n] for n in order),
        {name: tuple(table.exposures[name][n] for n in order) for name in names},
    )


def test_a_planted_trigger_is_named_with_lag_and_interval() -> None:
    planted = {effect.exposure: effect for effect in MADE.planted}
    assert FOUND.findings
    for finding in FOUND.findings:
        effect = planted[finding.exposure]
        assert (finding.lag_days, finding.shape) == (effect.lag, effect.shape)
        assert finding.per_sd.low <= effect.ratio <= finding.per_sd.high


def test_the_result_has_its_basis() -> None:
    logged = [count for count in MADE.table.episodes if count is not None]
    basis = FOUND.basis
    assert basis.method is METHOD
    assert (basis.first_day, basis.last_day) == (min(MADE.table.dates), max(MADE.table.dates))
    assert (basis.days_logged, basis.episodes) == (len(logged), sum(logged))
    assert basis.days_with_episode == sum(count > 0 for count in logged)


def test_every_exposure_is_tested_once_and_estimated_on_every_lag() -> None:
    names = set(MADE.table.exposures) - {left.exposure for left in FOUND.left_out}
    assert {one.exposure for one in FOUND.tested} == names
    assert {(one.exposure, one.lag_days) for one in FOUND.estimates} == {(n, lag) for n in names for lag in range(3)}


def test_shuffled_rows_and_columns_change_nothing() -> None:
    assert find_triggers(align(shuffled(MADE.table))) == FOUND


def test_a_duplicated_exposure_adds_no_finding() -> None:
    named = FOUND.findings[0].exposure
    doubled = replace(MADE.table, exposures={**MADE.table.exposures, "zz_copy": MADE.table.exposures[named]})
    found = find_triggers(align(doubled))
    assert found.findings == FOUND.findings
    assert [(left.exposure, left.reason, left.other) for left in found.left_out[-1:]] == [("zz_copy", COPY, named)]


@pytest.mark.parametrize(
    ("counts", "gate"),
    [
        (np.tile([0.0, 2.0], 29), triggers.FEW_DAYS[60]),
        (np.r_[np.ones(9), np.zeros(60)], triggers.FEW_EPISODES),
        (np.r_[np.full(6, 5.0), np.zeros(60)], triggers.FEW_DAYS_WITH),
        (np.full(70, 3.0), triggers.ALWAYS_THE_SAME),
    ],
)
def test_too_little_data_gets_a_reason_and_no_finding(counts: np.ndarray, gate: str) -> None:
    found = find_triggers(grid_of(counts, x=RNG.normal(size=counts.size)))
    assert found.gate == gate
    assert (found.findings, found.estimates) == ((), ())


def test_without_exposures_there_is_a_reason() -> None:
    assert find_triggers(grid_of(np.tile([0.0, 2.0], 40), x=np.ones(80))).gate == triggers.NO_EXPOSURE


def test_only_the_last_two_years_are_analysed() -> None:
    counts = RNG.poisson(2.0, size=900)
    found = find_triggers(grid_of(counts, x=RNG.normal(size=900)))
    assert (found.basis.last_day - found.basis.first_day).days == 729


def test_a_previously_named_exposure_stays_until_its_p_is_above_a_fifth() -> None:
    tested = sorted(FOUND.tested, key=lambda one: one.p)
    unnamed = [one for one in tested if one.q > 0.05]
    middle = next((one for one in unnamed if one.p <= 0.2), None)
    gone = unnamed[-1]
    previously_named = frozenset({gone.exposure, *([middle.exposure] if middle else [])})
    found = find_triggers(align(MADE.table), previously_named=previously_named)
    names = {finding.exposure for finding in found.findings}
    assert gone.exposure not in names
    assert middle is None or middle.exposure in names


def test_correlated_exposures_are_shown_as_a_pair() -> None:
    x = RNG.normal(size=150)
    twin = x + 0.5 * RNG.normal(size=150)
    counts = RNG.poisson(np.exp(0.8 + 0.7 * x))
    (pair,) = find_triggers(grid_of(counts, x=x, twin=twin, other=RNG.normal(size=150))).together
    assert (pair.named, pair.other) == ("x", "twin")
    assert pair.correlation > 0.8


def test_a_seldom_recorded_exposure_is_listed() -> None:
    x = np.where(np.arange(120) % 3 == 0, np.nan, RNG.normal(size=120))
    found = find_triggers(grid_of(RNG.poisson(2.0, size=120), x=x, y=RNG.normal(size=120)))
    assert found.seldom_recorded == ("x",)


def test_one_impossible_day_is_tolerated() -> None:
    counts = RNG.poisson(2.0, size=120)
    counts[60] = 86_400
    found = find_triggers(grid_of(counts, x=RNG.normal(size=120)))
    assert all(np.isfinite([one.per_sd.low, one.per_sd.high]).all() for one in found.estimates)


@pytest.mark.parametrize(("world", "least_power"), [("log-linear", 40), ("few long flares", 20)])
def test_the_calibration_is_met(world: str, least_power: float) -> None:
    """40 null and 40 planted diaries of 180 days. Plain correlation names something false in most of the null ones."""
    cell = measure("ours", world, 180, 40, 70_000, {"ours": ours})
    assert share(one.false_name for one in cell.null).percent <= 10
    assert share(low for one in cell.null for low in one.low_p).percent <= 6
    assert share(one.false_share for one in cell.planted).percent <= 8
    assert power(list(cell.planted)).percent >= least_power
    assert 93 <= share(hit for one in cell.null for hit in one.covered_all).percent <= 98


def test_the_day_before_counts_across_a_month() -> None:
    """A trigger two days before, over the change of the year: lags are dates, not rows."""
    days = [date(2023, 11, 1) + timedelta(days=n) for n in range(120)]
    x = RNG.normal(size=120)
    counts = RNG.poisson(np.exp(0.8 + 0.8 * np.r_[0, 0, x[:-2]]))
    table = DayTable(tuple(days), tuple(int(c) for c in counts), {"x": tuple(float(v) for v in x)})
    (finding,) = find_triggers(align(table)).findings
    assert finding.lag_days == 2


@pytest.mark.parametrize(
    ("days", "with_episode", "level"),
    [
        (60, 50, 0.06),
        (100, 90, 0.06),
        (150, 90, 0.055),
        (200, 90, 0.05),
        (400, 300, 0.05),
        (150, 40, 0.04),
        (300, 40, 0.05),
    ],
)
def test_the_level_of_a_single_analysis(days: int, with_episode: int, level: float) -> None:
    basis = replace(FOUND.basis, days_logged=days, days_with_episode=with_episode)
    assert single_level(basis) == pytest.approx(level)


YOGA_DAYS = 200
YOGA_RATIO = 2.0


def yoga_table(seed: int, lag: int = 0) -> DayTable:
    """Twice as many episodes on the days `lag` days after a yes; sleep does nothing, water is nearly always a yes."""
    rng = np.random.default_rng(seed)
    yoga = (rng.random(YOGA_DAYS) < 0.35).astype(float)
    rate = 1.2 * YOGA_RATIO ** np.roll(yoga, lag)
    columns = {
        "own_yoga": yoga,
        "sleep_h": rng.normal(7, 1, YOGA_DAYS),
        "own_water": np.r_[np.ones(YOGA_DAYS - 2), 0, 0],
    }
    first = date(2026, 1, 1)
    return DayTable(
        tuple(first + timedelta(days=n) for n in range(YOGA_DAYS)),
        tuple(int(count) for count in rng.poisson(rate)),
        {name: tuple(map(float, column)) for name, column in columns.items()},
    )


@pytest.mark.parametrize("lag", [0, 1])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_planted_yes_or_no_is_found(seed: int, lag: int) -> None:
    (finding,) = find_triggers(align(yoga_table(seed, lag))).findings
    assert (finding.exposure, finding.lag_days, finding.shape, finding.limit) == ("own_yoga", lag, "linear", None)
    assert finding.per_unit == pytest.approx(YOGA_RATIO, rel=0.35)


def test_a_constant_yes_or_no_is_left_out() -> None:
    found = find_triggers(align(yoga_table(1)))
    assert [(one.exposure, one.reason) for one in found.left_out] == [("own_water", CONSTANT)]


def test_the_outer_quarters_of_a_yes_or_no_are_no_candidates_of_their_own() -> None:
    """They would be the same column again: only the lags and their mean are tried."""
    grid: DayGrid = align(yoga_table(1))
    exposures, _left_out = standardise(grid)
    model = prepare(grid, exposures)
    (number,) = (n for n, exposure in enumerate(exposures) if exposure.name == "own_yoga")
    tried, columns = model.candidates[number]
    assert [(one.lag_days, one.over_days) for one in tried] == [*((lag, 1) for lag in range(LAGS)), (0, LAGS)]
    assert {one.shape.value for one in tried} == {"linear"}
    assert np.linalg.matrix_rank(columns[:, :LAGS]) == LAGS


def test_the_ratio_of_a_yes_or_no_is_that_of_a_day_with_it() -> None:
    (finding,) = find_triggers(align(yoga_table(1))).findings
    assert link_of(finding, {}, "", str).ratio.ratio < finding.per_unit, "without its kind it is a step of a number"

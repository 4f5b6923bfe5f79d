"""How strong: that intervals hold what was planted, in the person's own units."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tracker.core.analysis.results import Finding
from tracker.core.analysis.triggers.analysis import find_triggers
from tracker.core.analysis.triggers.grid import DayGrid

RNG = np.random.default_rng(31)


def one_finding(counts: np.ndarray, exposure: np.ndarray) -> Finding:
    values = np.column_stack([RNG.normal(size=counts.size), exposure])
    grid = DayGrid(date(2024, 1, 1), counts.astype(float), ("idle", "tea_ml"), values)
    (finding,) = find_triggers(grid).findings
    return finding


def test_a_linear_effect_is_reported_per_sd_and_per_unit() -> None:
    tea = RNG.normal(300, 50, size=240)
    finding = one_finding(RNG.poisson(np.exp(0.8 + 0.01 * (tea - 300))), tea)
    assert finding.shape == "linear"
    assert finding.sd == pytest.approx(tea.std())
    assert finding.per_unit == pytest.approx(np.exp(0.01), rel=0.003)
    assert finding.per_sd.ratio == pytest.approx(finding.per_unit**finding.sd, rel=1e-9)
    assert finding.unit == "ml"


def test_an_effect_of_high_days_is_reported_with_their_limit() -> None:
    tea = RNG.normal(300, 50, size=240)
    border = np.quantile(tea, 0.75)
    finding = one_finding(RNG.poisson(np.where(tea >= border, 6.0, 2.0)), tea)
    assert (finding.shape, finding.limit) == ("high", pytest.approx(border))
    assert finding.per_unit == pytest.approx(3, rel=0.25)


def test_an_effect_that_builds_up_is_reported_over_days() -> None:
    tea = RNG.normal(300, 50, size=300)
    z = (tea - 300) / 50
    over = (z + np.r_[0, z[:-1]] + np.r_[0, 0, z[:-2]]) / 3
    finding = one_finding(RNG.poisson(np.exp(0.8 + 0.6 * over)), tea)
    assert finding.over_days == 3
    assert finding.per_sd.low <= np.exp(0.6) <= finding.per_sd.high


def test_the_printed_interval_allows_for_selection() -> None:
    tea = RNG.normal(300, 50, size=240)
    finding = one_finding(RNG.poisson(np.exp(0.8 + 0.01 * (tea - 300))), tea)
    assert finding.per_sd.confidence == pytest.approx(1 - 0.05 * 1 / 2)


def test_the_interval_of_outer_days_allows_for_their_estimated_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    tea = RNG.normal(300, 50, size=240)
    counts = RNG.poisson(np.where(tea >= np.quantile(tea, 0.75), 6.0, 2.0))
    state = RNG.bit_generator.state
    careful = one_finding(counts, tea)
    RNG.bit_generator.state = state
    monkeypatch.setattr("tracker.core.analysis.triggers.estimates.LIMIT_ERROR", 0.0)
    trusting = one_finding(counts, tea)
    assert careful.per_sd.ratio == trusting.per_sd.ratio
    assert careful.per_sd.low < trusting.per_sd.low
    assert careful.per_sd.high > trusting.per_sd.high


def test_an_effect_over_days_names_the_day_that_carries_most() -> None:
    """Mostly yesterday's tea, a little of today's and of the day before yesterday's."""
    tea = RNG.normal(300, 50, size=400)
    z = (tea - 300) / 50
    before = np.r_[0, z[:-1]]
    over = 0.2 * z + 0.3 * before + 0.2 * np.r_[0, before[:-1]]
    finding = one_finding(RNG.poisson(np.exp(0.8 + over)), tea)
    assert (finding.over_days, finding.lag_days) == (3, 1)


def test_the_interval_of_an_exposure_with_gaps_is_wider(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tea = RNG.normal(300, 50, size=240)
    counts = RNG.poisson(np.exp(0.8 + 0.01 * (tea - 300))).astype(float)
    gaps = np.where(RNG.random(240) < 0.4, np.nan, tea)
    grid = DayGrid(date(2024, 1, 1), counts, ("tea_ml",), gaps[:, None])
    careful = find_triggers(grid).estimates[0].per_sd
    monkeypatch.setattr("tracker.core.analysis.triggers.estimates.GAP_ERROR", 0.0)
    trusting = find_triggers(grid).estimates[0].per_sd
    assert careful.ratio == trusting.ratio
    assert careful.low < 0.995 * trusting.low
    assert careful.high > 1.005 * trusting.high

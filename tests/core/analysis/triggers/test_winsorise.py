"""One mistyped value neither silences an exposure nor is counted as it stands, and it is pointed out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tracker.core.analysis.changes.before_after import changes
from tracker.core.analysis.report import analyse
from tracker.core.analysis.triggers.analysis import find_triggers
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.winsorise import Outlier, outliers, winsorise

RNG = np.random.default_rng(44)
DAYS = 160
CUPS = RNG.integers(0, 5, DAYS).astype(float)
SLEEP = np.round(RNG.normal(7, 0.8, DAYS), 1)
COUNTS = RNG.poisson(np.exp(0.45 * (CUPS - 2))).astype(float)
SLIP_ROW = 61


def grid(cups: Floats) -> DayGrid:
    return DayGrid(date(2026, 1, 1), COUNTS, ("coffee_cups", "sleep_h"), np.column_stack([cups, SLEEP]))


def with_slip(value: float) -> DayGrid:
    cups = CUPS.copy()
    cups[SLIP_ROW] = value
    return grid(cups)


TRUE = find_triggers(grid(CUPS))


def test_without_an_outlier_nothing_changes() -> None:
    true = grid(CUPS)
    np.testing.assert_array_equal(winsorise(true).values, true.values)
    assert outliers(true) == ()
    assert [finding.exposure for finding in TRUE.findings] == ["coffee_cups"]


@pytest.mark.parametrize("slip", [30.0, 150.0, 1_000.0, -2_150_000_000.0])
def test_an_outlier_does_not_hide_its_exposure(slip: float) -> None:
    found = find_triggers(with_slip(slip))
    assert [finding.exposure for finding in found.findings] == ["coffee_cups"]
    assert found.left_out == ()
    assert found.findings[0].per_sd.ratio == pytest.approx(TRUE.findings[0].per_sd.ratio, rel=0.1)


def test_an_outlier_becomes_the_largest_ordinary_value() -> None:
    assert winsorise(with_slip(1_000)).values[SLIP_ROW].tolist() == [4.0, SLEEP[SLIP_ROW]]
    assert find_triggers(with_slip(1_000)) == find_triggers(with_slip(4))


def test_an_outlier_does_not_hide_the_start_of_a_medicine() -> None:
    tablets = np.repeat([0.0, 50.0], DAYS // 2)
    true = DayGrid(date(2026, 1, 1), COUNTS, ("tablet_mg",), tablets[:, None].copy())
    tablets[SLIP_ROW + 60] = 5_000
    assert changes(replace(true, values=tablets[:, None])) == changes(true) != ()


def test_an_outlier_leaves_a_binary_exposure_binary() -> None:
    taken = np.tile([0.0, 1.0], DAYS // 2)
    taken[SLIP_ROW] = 11
    found = winsorise(DayGrid(date(2026, 1, 1), COUNTS, ("taken",), taken[:, None]))
    assert set(found.values[:, 0]) == {0.0, 1.0}


def test_gaps_stay_gaps() -> None:
    cups = CUPS.copy()
    cups[5:9] = np.nan
    holed = grid(cups)
    assert np.isnan(winsorise(holed).values[5:9, 0]).all()
    assert np.isnan(winsorise(replace(holed, values=np.full_like(holed.values, np.nan))).values).all()


def test_an_outlier_is_listed_with_the_ordinary_range() -> None:
    (found,) = outliers(with_slip(1_000))
    assert found == Outlier("coffee_cups", date(2026, 3, 3), 1_000, 0, 4)
    assert analyse(with_slip(1_000)).outliers == (found,)


def test_an_outlying_number_of_episodes_is_listed() -> None:
    counts = COUNTS.copy()
    counts[10] = 86_400
    (found,) = outliers(replace(grid(CUPS), counts=counts))
    assert found == Outlier("episodes", date(2026, 1, 11), 86_400, COUNTS.min(), COUNTS.max())

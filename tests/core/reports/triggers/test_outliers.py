"""What was most likely mistyped is pointed out in words; what may well be is left alone."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from tracker.core.analysis.triggers.winsorise import Outlier
from tracker.core.records import Exposure, Summary
from tracker.core.reports.triggers.outliers import ImplausibleValue, implausible_values

DAY, LATER = date(2026, 5, 3), date(2026, 5, 4)
EXPOSURES = (
    Exposure(UUID(int=1), "own_tea", "Tea", "cups", Summary.SUM),
    Exposure(UUID(int=2), "water_ml", "Water", "mL", Summary.SUM),
    Exposure(UUID(int=3), "stress", "Stress", "0–10", Summary.MEAN),
)
BY_KEY = {exposure.key: exposure for exposure in EXPOSURES}


def test_the_latest_comes_first_with_what_all_other_days_have() -> None:
    found = implausible_values(
        BY_KEY, "metric", [Outlier("own_tea", DAY, 1_000, 0, 4), Outlier("water_ml", LATER, 2.5, 800, 2_000)]
    )
    assert found == (
        ImplausibleValue(LATER, "Water", "2.5 mL", "800 mL", "2000 mL"),
        ImplausibleValue(DAY, "Tea", "1000 cups", "0 cups", "4 cups"),
    )


@pytest.mark.parametrize(
    "one",
    [
        Outlier("stress", DAY, 9, 2, 3),
        Outlier("water_ml", DAY, 5_000, 1_400, 1_600),
        Outlier("episodes", DAY, 86_400, 0, 3),
        Outlier("no_longer_there", DAY, 100, 0, 3),
    ],
)
def test_what_may_well_be_is_left_alone(one: Outlier) -> None:
    assert implausible_values(BY_KEY, "metric", [one]) == ()


def test_plausible_is_meant_in_the_persons_units() -> None:
    assert implausible_values(BY_KEY, "us", [Outlier("water_ml", DAY, 150, 50, 60)]) == ()
    assert len(implausible_values(BY_KEY, "us", [Outlier("water_ml", DAY, 400, 50, 60)])) == 1

"""Frozen results and their units."""

from __future__ import annotations

from math import exp, isfinite

import pytest

from tracker.core.analysis.results import interval_of, unit_of


@pytest.mark.parametrize(
    ("key", "unit"),
    [("caffeine_mg", "mg"), ("sleep_h", "h"), ("stress", "0–10"), ("my_walk_min", "min")],
)
def test_the_unit_is_named_by_the_key(key: str, unit: str) -> None:
    assert unit_of(key) == unit


def test_a_key_without_a_unit_has_none() -> None:
    assert unit_of("mood") == ""


def test_an_interval_is_symmetric_on_the_log_scale() -> None:
    found = interval_of(0.4, 0.3, 0.9)
    assert (found.ratio, found.low, found.high) == (exp(0.4), exp(0.4 - 0.3), exp(0.4 + 0.3))
    assert found.confidence == 0.9


def test_an_extreme_interval_stays_finite() -> None:
    found = interval_of(0.0, 1e9)
    assert isfinite(found.high)
    assert found.low > 0

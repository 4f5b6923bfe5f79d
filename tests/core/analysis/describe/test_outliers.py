"""What is ordinary for a person, and what is so far out that it was most likely mistyped."""

from __future__ import annotations

from random import Random

import pytest

from tracker.core.analysis.describe.outliers import MIN_VALUES, ordinary

RNG = Random(31)
CUPS = [float(RNG.choice([0, 1, 2, 2, 3, 4])) for _ in range(120)]


def ordinary_range(values: list[float]) -> tuple[float, float]:
    found = ordinary(values)
    assert found
    assert found.border_low <= found.low <= found.high <= found.border_high
    return found.low, found.high


@pytest.mark.parametrize("slip", [40.0, 150.0, 1_000.0, -2_150_000_000.0])
def test_a_slip_is_outside(slip: float) -> None:
    assert ordinary_range([*CUPS, slip]) == (0, 4)


def test_two_slips_do_not_hide_one_another() -> None:
    assert ordinary_range([*CUPS, 1_000.0, 1_000.0]) == (0, 4)


@pytest.mark.parametrize("often", [6, 12, 60])
def test_what_comes_now_and_then_is_ordinary(often: int) -> None:
    """Six glasses of wine on one day in twenty are no slip of the finger."""
    assert ordinary_range([0.0] * (120 - often) + [6.0] * often) == (0, 6)


def test_a_rare_event_is_ordinary() -> None:
    assert ordinary_range([0.0] * 119 + [6.0]) == (0, 6)


def test_long_tails_are_ordinary() -> None:
    steps = [RNG.expovariate(1 / 4_000) for _ in range(300)]
    assert ordinary_range(steps) == (min(steps), max(steps))


def test_one_more_than_always_is_ordinary_and_ten_times_is_not() -> None:
    assert ordinary_range([1.0] * 20 + [2.0]) == (1, 2)
    assert ordinary_range([1.0] * 20 + [10.0]) == (1, 1)


def test_few_values_have_no_ordinary_range() -> None:
    assert ordinary(CUPS[: MIN_VALUES - 1]) is None

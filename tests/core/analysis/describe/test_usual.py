"""How a value compares with a person's own usual."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.describe.usual import MIN_VALUES, Mark, usual


@given(st.lists(st.floats(-1000, 1000), min_size=MIN_VALUES, max_size=120))
def test_the_quantiles_agree_with_numpy(values: list[float]) -> None:
    found = usual(values)
    assert found is not None
    expected = np.quantile(values, [0.05, 0.25, 0.75, 0.95])
    assert [found.lowest, found.low, found.high, found.highest] == pytest.approx(expected, abs=1e-6)


def test_few_values_have_no_usual() -> None:
    assert usual([1.0] * (MIN_VALUES - 1)) is None


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        (0, Mark.MUCH_LESS),
        (10, Mark.LESS),
        (25, Mark.USUAL),
        (50, Mark.USUAL),
        (75, Mark.USUAL),
        (90, Mark.MORE),
        (99, Mark.MUCH_MORE),
    ],
)
def test_the_middle_half_is_usual(value: float, mark: Mark) -> None:
    found = usual(range(101))
    assert found is not None
    assert found.mark(value) is mark


def test_anything_is_more_where_it_is_nearly_always_nothing() -> None:
    found = usual([0.0] * 30)
    assert found is not None
    assert (found.mark(0), found.mark(1)) == (Mark.USUAL, Mark.MUCH_MORE)

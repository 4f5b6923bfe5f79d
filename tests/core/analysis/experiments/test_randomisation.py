"""The exact randomisation test."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.experiments.randomisation import share_as_high

MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48]
"""Darwin's 15 pairs of maize, crossed minus self-fertilised, in eighths of an inch (Fisher 1935, table 3)."""

small_rows = st.lists(st.integers(-30, 30), min_size=1, max_size=9)


def share_by_listing(differences: list[int]) -> Fraction:
    """The same share by listing every pattern of signs with whole numbers."""
    patterns = list(product((-1, 1), repeat=len(differences)))
    as_high = [sum(s * abs(d) for s, d in zip(signs, differences, strict=True)) for signs in patterns]
    return Fraction(sum(one >= sum(differences) for one in as_high), len(patterns))


def test_darwins_maize_gives_the_published_count() -> None:
    assert sum(MAIZE) == 314
    assert share_as_high(MAIZE) * 2**15 == 863


def test_agrees_with_scipy_on_darwins_maize() -> None:
    stats = pytest.importorskip("scipy.stats")
    other = stats.permutation_test(
        (MAIZE,), np.sum, permutation_type="samples", alternative="greater", n_resamples=np.inf
    )
    assert share_as_high(MAIZE) == pytest.approx(other.pvalue, abs=1e-12)


@given(small_rows)
def test_is_the_share_of_all_patterns_of_signs(differences: list[int]) -> None:
    assert share_as_high(differences) == float(share_by_listing(differences))


@given(small_rows, st.randoms(use_true_random=False))
def test_the_order_of_the_pairs_does_not_matter(differences: list[int], random: object) -> None:
    other = sorted(differences)
    assert share_as_high(other) == share_as_high(differences)


@given(small_rows)
def test_both_sides_together_count_ties_twice(differences: list[int]) -> None:
    one, other = share_as_high(differences), share_as_high([-d for d in differences])
    assert one + other >= 1


@given(small_rows, st.floats(0.001, 1000))
def test_the_unit_does_not_matter(differences: list[int], scale: float) -> None:
    assert share_as_high([d * scale for d in differences]) == share_as_high(differences)


@given(st.lists(st.lists(st.integers(-30, 30), min_size=4, max_size=4), min_size=1, max_size=5))
def test_many_rows_at_once_are_each_row(rows: list[list[int]]) -> None:
    assert share_as_high(rows).tolist() == [share_as_high(row) for row in rows]


@given(st.lists(st.integers(-9, 9), min_size=6, max_size=6))
def test_over_all_lots_the_p_value_is_at_most_its_level_as_often(differences: list[int]) -> None:
    # The exact level: of all orders that the lots could give, at most 5 % have p <= 5 %.
    patterns = np.array(list(product((-1, 1), repeat=6))) * np.abs(differences)
    p = share_as_high(patterns)
    for level in (0.02, 0.05, 0.25):
        assert np.mean(p <= level) <= level

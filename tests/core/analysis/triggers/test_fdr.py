"""Benjamini and Hochberg against scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from tracker.core.analysis.triggers.fdr import q_values

PROBABILITIES = st.lists(st.floats(1e-12, 1.0), min_size=1, max_size=15)


@given(PROBABILITIES)
def test_q_is_that_of_scipy(p: list[float]) -> None:
    np.testing.assert_allclose(q_values(p), false_discovery_control(p), rtol=1e-12)


def test_a_known_example() -> None:
    """The fifteen p of Benjamini and Hochberg (1995), section 4: at 5 % four are named, by Bonferroni three."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
         0.7590, 1.0]  # fmt: skip
    assert int((q_values(p) <= 0.05).sum()) == 4
    assert sum(15 * one <= 0.05 for one in p) == 3


def test_no_p_gives_no_q() -> None:
    assert q_values([]).size == 0


@given(PROBABILITIES)
def test_no_q_is_below_its_p(p: list[float]) -> None:
    assert all(q >= one or q == pytest.approx(one) for q, one in zip(q_values(p), p, strict=True))

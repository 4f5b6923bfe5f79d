"""Before and after a step."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tracker.core.analysis.changes.before_after import CLAIM_BELOW, before_and_after, changes
from tracker.core.analysis.triggers.grid import DayGrid, Floats

RNG = np.random.default_rng(8)


def diary(rate: Floats, exposure: Floats) -> DayGrid:
    counts = RNG.poisson(rate).astype(float)
    return DayGrid(date(2024, 1, 1), counts, ("tablet_mg",), exposure[:, None])


STARTED = np.repeat([0.0, 50.0], 90)


def test_a_clear_drop_is_seen_on_its_day() -> None:
    (found,) = changes(diary(np.where(STARTED > 0, 2.0, 12.0), STARTED))
    assert (found.exposure, found.day, found.rises) == ("tablet_mg", date(2024, 3, 31), True)
    assert found.ratio.low <= 2 / 12 <= found.ratio.high
    assert found.claimed


def test_its_basis_is_84_days_on_either_side() -> None:
    (found,) = changes(diary(np.full(180, 3.0), STARTED))
    assert (found.basis.last_day - found.basis.first_day).days + 1 == 168


def test_a_drift_is_not_called_a_change() -> None:
    """The rate falls evenly from 8 to 2; before and after differ threefold, and no step is claimed in most of 20."""
    claimed = 0
    for _ in range(20):
        (found,) = changes(diary(np.geomspace(8, 2, 180), STARTED))
        claimed += found.claimed
    assert claimed <= 2


def test_each_step_of_an_exposure_is_analysed_separately() -> None:
    on_and_off = np.repeat([0.0, 1.0, 0.0], 60)
    found = changes(diary(np.where(on_and_off > 0, 9.0, 2.0), on_and_off))
    assert [(one.day, one.rises) for one in found] == [(date(2024, 3, 1), True), (date(2024, 4, 30), False)]
    assert found[0].ratio.ratio > 1 > found[1].ratio.ratio


def test_too_few_days_on_a_side_give_no_result() -> None:
    assert changes(diary(np.full(180, 3.0), np.repeat([0.0, 1.0], [20, 160]))) == ()
    assert before_and_after(diary(np.full(180, 3.0), STARTED), 170) is None


def test_what_changes_often_is_not_a_step() -> None:
    assert changes(diary(np.full(180, 3.0), np.tile([0.0, 1.0], 90))) == ()


def test_the_claim_is_the_p_below_the_border() -> None:
    (found,) = changes(diary(np.full(180, 3.0), STARTED))
    assert found.claimed == (found.p < CLAIM_BELOW)
    assert found.ratio.confidence == pytest.approx(0.95)


def test_a_minimum_drift_is_assumed(monkeypatch: pytest.MonkeyPatch) -> None:
    steady = diary(np.full(180, 3.0), STARTED)
    (careful,) = changes(steady)
    monkeypatch.setattr("tracker.core.analysis.changes.before_after.MIN_DRIFT_VARIANCE", 0.0)
    (trusting,) = changes(steady)
    assert careful.ratio.low < trusting.ratio.low
    assert careful.ratio.high > trusting.ratio.high

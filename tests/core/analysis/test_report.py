"""Everything about one diary at once."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from tracker.core.analysis.report import analyse
from tracker.core.analysis.triggers.analysis import find_triggers
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.analysis.triggers.schedule import LEVEL, scheduled_analyses

RNG = np.random.default_rng(14)
X = RNG.normal(size=(200, 2))
STEP = np.repeat([0.0, 1.0], 100)
GRID = DayGrid(
    date(2024, 1, 1),
    RNG.poisson(np.exp(0.8 + 0.5 * X[:, 0])).astype(float),
    ("acts", "idle", "tablet"),
    np.column_stack([X, STEP]),
)


def test_a_single_analysis_uses_all_days() -> None:
    found = analyse(GRID)
    assert found.triggers == find_triggers(GRID)
    assert found.basis.days_logged == 200
    assert found.withdrawn == ()


def test_scheduled_is_the_latest_scheduled_analysis() -> None:
    found = analyse(GRID, scheduled=True)
    assert found.triggers == scheduled_analyses(GRID)[-1].triggers
    assert found.triggers.basis.days_logged == 196
    assert found.next_scheduled_in == 3


def test_before_the_first_scheduled_day_there_is_a_reason() -> None:
    found = analyse(GRID.between(0, 40), scheduled=True)
    assert found.triggers.gate == "fewer than 63 logged days"
    assert found.triggers.level == LEVEL


@pytest.mark.parametrize("days", [60, 61, 62])
def test_no_analysis_slips_in_before_the_first_scheduled_day(days: int) -> None:
    found = analyse(GRID.between(0, days), scheduled=True)
    assert found.triggers.gate == "fewer than 63 logged days"
    assert found.triggers.tested == ()


def test_steps_and_worsening_are_included() -> None:
    found = analyse(GRID)
    assert [change.exposure for change in found.changes] == ["tablet"]
    assert found.worsening is not None

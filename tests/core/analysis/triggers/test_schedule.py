"""Scheduled analyses: on which days names may change, and that they use nothing later."""

from __future__ import annotations

from datetime import date
from itertools import islice

import numpy as np
import pytest

from tracker.core.analysis.results import Triggers
from tracker.core.analysis.triggers.analysis import WITHDRAWN_ABOVE, find_triggers
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.schedule import (
    latest_analysis,
    level_on,
    next_scheduled_in,
    scheduled_analyses,
    scheduled_days,
)


def diary(days: int, acts_until: int) -> DayGrid:
    """One exposure that more than doubles the rate for each SD up to a day, and halves it after; one that is idle."""
    rng = np.random.default_rng(4)
    values = rng.normal(size=(days, 2))
    effect = np.where(np.arange(days) < acts_until, 0.9, -0.9) * values[:, 0]
    counts: Floats = rng.poisson(np.exp(0.7 + effect)).astype(float)
    counts[::10] = np.nan
    return DayGrid(date(2024, 1, 1), counts, ("acts", "idle"), values)


def test_scheduled_days() -> None:
    assert list(islice(scheduled_days(), 8)) == [60, 90, 120, 180, 270, 365, 545, 725]


def test_early_scheduled_days_have_the_smallest_level() -> None:
    levels = [level_on(day) for day in islice(scheduled_days(), 8)]
    assert levels[:6] == sorted(levels[:6])
    assert levels[0] == pytest.approx(0.02 * 60 / 365)
    assert levels[5:] == [0.02] * 3
    assert [one.triggers.level for one in scheduled_analyses(diary(140, 140))] == levels[:3]


def test_the_next_scheduled_day_is_counted_in_logged_days() -> None:
    assert [next_scheduled_in(days) for days in (0, 59, 60, 364, 365, 700)] == [60, 1, 30, 1, 180, 25]


def test_there_is_no_analysis_before_the_first_scheduled_day() -> None:
    assert scheduled_analyses(diary(60, 60)) == ()


def test_each_analysis_uses_the_days_up_to_its_own() -> None:
    grid = diary(140, 140)
    found = scheduled_analyses(grid)
    assert [one.logged_days for one in found] == [60, 90, 120]
    for one in found:
        assert one.triggers.basis.days_logged == one.logged_days
        assert one.day == grid.day(int(grid.logged[one.logged_days - 1]))
    assert found[0].triggers == find_triggers(grid.through(found[0].day), level_on(60))


def test_a_name_is_kept_by_the_next_analysis() -> None:
    assert [one.named for one in scheduled_analyses(diary(140, 140))] == [{"acts"}] * 3


def test_an_unsupported_name_is_withdrawn() -> None:
    found = scheduled_analyses(diary(140, 66))
    assert found[0].named == {"acts"}
    last = next(one for one in found if one.withdrawn)
    assert last.withdrawn == ("acts",)
    assert next(one.p for one in last.triggers.tested if one.exposure == "acts") > WITHDRAWN_ABOVE


def several(days: int, seed: int) -> DayGrid:
    """Four exposures that act for a while, weakly or not at all, so that names come, stay open and go."""
    rng = np.random.default_rng(seed)
    values = rng.normal(size=(days, 4))
    acts = np.where(np.arange(days) < 90, 0.5, -0.3)
    effect = acts * values[:, 0] + 0.15 * values[:, 1]
    counts: Floats = rng.poisson(np.exp(0.3 + effect)).astype(float)
    return DayGrid(date(2024, 1, 1), counts, ("early", "idle", "never", "weak"), values[:, [0, 2, 3, 1]])


COMPARED = [several(days, seed) for seed in (0, 2, 5) for days in (210, 310)]


@pytest.mark.parametrize("grid", COMPARED)
def test_the_latest_analysis_is_the_last_of_all(grid: DayGrid) -> None:
    assert latest_analysis(grid) == scheduled_analyses(grid)[-1]


def test_kept_and_withdrawn_names_are_among_those_compared() -> None:
    """Otherwise the test above would show nothing."""
    lasts = [scheduled_analyses(grid)[-1] for grid in COMPARED]
    given = [{one.exposure for one in last.triggers.tested if one.q <= last.triggers.level} for last in lasts]
    assert any(last.named - outright for last, outright in zip(lasts, given, strict=True))
    assert any(last.withdrawn for last in lasts)


def test_only_the_analyses_that_matter_are_run(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def counted(grid: DayGrid, level: float, standing: frozenset[str]) -> Triggers:
        looks.append(grid.logged.size)
        return find_triggers(grid, level, standing)

    monkeypatch.setattr("tracker.core.analysis.triggers.schedule.find_triggers", counted)
    latest_analysis(diary(420, 420))
    assert looks == [270, 365]


def test_without_a_scheduled_day_there_is_no_latest() -> None:
    assert latest_analysis(diary(60, 60)) is None

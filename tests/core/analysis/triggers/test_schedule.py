"""Scheduled analyses: on which days names may change, and that they use nothing later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any

import numpy as np
import pytest

from tracker.core.analysis.results import Triggers
from tracker.core.analysis.triggers.analysis import WITHDRAWN_ABOVE, find_triggers
from tracker.core.analysis.triggers.grid import DayGrid, Floats
from tracker.core.analysis.triggers.schedule import (
    LEVEL,
    History,
    latest_analysis,
    next_scheduled_in,
    resume,
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
    days = list(islice(scheduled_days(), 50))
    assert days[:4] == [63, 70, 77, 84]
    assert days[42:47] == [357, 364, 392, 420, 448]


def test_the_next_scheduled_day_is_counted_in_logged_days() -> None:
    assert [next_scheduled_in(days) for days in (0, 62, 63, 69, 70, 364, 365, 391)] == [63, 1, 7, 1, 7, 28, 27, 1]


def test_there_is_no_analysis_before_the_first_scheduled_day() -> None:
    assert scheduled_analyses(diary(69, 69)) == ()


def test_each_analysis_uses_the_days_up_to_its_own() -> None:
    grid = diary(92, 92)
    found = scheduled_analyses(grid)
    assert [one.logged_days for one in found] == [63, 70, 77]
    for one in found:
        assert one.triggers.basis.days_logged == one.logged_days
        assert one.day == grid.day(int(grid.logged[one.logged_days - 1]))
        assert one.triggers.level == LEVEL
    assert found[0].triggers == find_triggers(grid.through(found[0].day), LEVEL)


def test_a_name_is_kept_by_the_next_analysis() -> None:
    assert {one.named for one in scheduled_analyses(diary(92, 92))} == {frozenset({"acts"})}


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


COMPARED = [several(days, seed) for seed in (0, 2, 5) for days in (100, 150)]


@pytest.mark.parametrize("grid", COMPARED)
def test_the_latest_analysis_is_the_last_of_all(grid: DayGrid) -> None:
    assert latest_analysis(grid) == scheduled_analyses(grid)[-1]


def test_kept_and_withdrawn_names_are_among_those_compared() -> None:
    """Otherwise the test above would show nothing."""
    everything = [one for grid in COMPARED for one in scheduled_analyses(grid)]
    outright = [{test.exposure for test in one.triggers.tested if test.q <= LEVEL} for one in everything]
    assert any(one.named - names for one, names in zip(everything, outright, strict=True))
    assert any(one.withdrawn for one in everything)


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The logged days of every analysis that is run."""
    days: list[int] = []

    def counted(grid: DayGrid, *args: Any, **options: Any) -> Triggers:
        days.append(grid.logged.size)
        return find_triggers(grid, *args, **options)

    monkeypatch.setattr("tracker.core.analysis.triggers.schedule.find_triggers", counted)
    return days


def test_only_the_analyses_that_matter_are_run(analysed: list[int]) -> None:
    latest_analysis(diary(240, 240))
    assert len(analysed) < 6
    assert analysed[-1] == 210


def test_unchanged_days_need_no_analysis(analysed: list[int]) -> None:
    grid = diary(120, 120)
    history = resume(grid.between(0, 113), History())
    analysed.clear()
    assert resume(grid.between(0, 113), history) == history
    assert resume(grid.between(0, 116), history) == history
    assert analysed == []


def test_a_new_week_needs_one_analysis(analysed: list[int]) -> None:
    grid = several(150, 2)
    history = History()
    ends = [int(grid.logged[day - 1]) + 1 for day in range(63, 141, 7)]
    for end in ends:
        analysed.clear()
        history = resume(grid.between(0, end), history)
        assert len(analysed) == 1
    assert history.latest == scheduled_analyses(grid.between(0, ends[-1]))[-1]


def test_a_changed_day_gives_the_same_as_a_fresh_history() -> None:
    grid = several(150, 5)
    history = resume(grid, History())
    counts = grid.counts.copy()
    counts[70] += 4
    changed = replace(grid, counts=counts)
    assert resume(changed, history).latest == latest_analysis(changed) == scheduled_analyses(changed)[-1]
    assert resume(grid.between(0, 90), history).latest == latest_analysis(grid.between(0, 90))


def test_an_injection_before_the_scheduled_day_is_analysed_again_and_a_later_one_is_not(analysed: list[int]) -> None:
    grid = diary(92, 92)
    history = resume(grid, History())
    analysed.clear()
    last = grid.last_day
    resume(replace(grid, injections=(last + timedelta(days=1),)), history)
    assert analysed == []
    resume(replace(grid, injections=(grid.day(5),)), history)
    assert analysed


def test_without_a_scheduled_day_there_is_no_latest() -> None:
    assert latest_analysis(diary(69, 69)) is None

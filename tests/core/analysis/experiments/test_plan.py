"""The plan of a self-experiment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.experiments.plan import (
    Status,
    last_day,
    length,
    on_comes_first,
    planned_day,
    planned_days,
    status,
)
from tracker.core.records import Expected, Experiment, Pause

START = date(2026, 3, 2)
EXPERIMENT = Experiment(UUID(int=1), START, "no coffee", "as usual", Expected.FEWER, "a lot", 4, 2)

plans = st.builds(
    replace,
    st.just(EXPERIMENT),
    seed=st.text("0123456789abcdef", min_size=1, max_size=32),
    pairs=st.integers(1, 20),
    period_days=st.integers(1, 7),
)
pauses = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), max_size=3).map(
    lambda spans: tuple(
        Pause(START + timedelta(first), START + timedelta(first + long)) for first, long in sorted(spans)
    )
)


def test_the_lot_is_the_same_in_every_version() -> None:
    assert [on_comes_first("levator", pair) for pair in range(8)] == [
        False, False, True, True, True, False, False, False,
    ]  # fmt: skip


@given(plans)
def test_every_pair_has_as_many_days_on_as_off(experiment: Experiment) -> None:
    days = planned_days(experiment)
    assert len(days) == length(experiment)
    for pair in range(experiment.pairs):
        of_pair = [planned.is_on for planned in days if planned.pair == pair]
        assert sum(of_pair) == experiment.period_days == len(of_pair) - sum(of_pair)


@given(plans, pauses)
def test_a_pause_moves_the_days_and_changes_nothing_else(experiment: Experiment, rests: tuple[Pause, ...]) -> None:
    plain, paused = planned_days(experiment), planned_days(replace(experiment, pauses=rests))
    assert [(day.pair, day.is_on, day.counts) for day in paused] == [
        (day.pair, day.is_on, day.counts) for day in plain
    ]
    assert not any(pause.first <= day.date <= (pause.last or date.max) for day in paused for pause in rests)


@given(plans, st.integers(0, 80))
def test_an_open_pause_or_a_stop_cuts_the_plan_only(experiment: Experiment, after: int) -> None:
    cut = START + timedelta(after)
    before = tuple(day for day in planned_days(experiment) if day.date < cut)
    assert planned_days(replace(experiment, pauses=(Pause(cut),))) == before
    assert planned_days(replace(experiment, stopped=cut - timedelta(days=1))) == before


@given(plans, pauses, st.integers(-5, 400))
def test_it_is_finished_only_when_every_day_is_over(
    experiment: Experiment, rests: tuple[Pause, ...], offset: int
) -> None:
    today = START + timedelta(offset)
    experiment = replace(experiment, pauses=rests)
    over = sum(day.date < today for day in planned_days(experiment))
    assert (status(experiment, today) is Status.FINISHED) is (over == length(experiment))


def test_the_first_days_of_each_period_are_left_out() -> None:
    days = planned_days(replace(EXPERIMENT, period_days=4, left_out=1))
    assert [day.counts for day in days[:8]] == [False, True, True, True, False, True, True, True]


def test_says_where_it_is() -> None:
    day = timedelta(days=1)
    paused = replace(EXPERIMENT, pauses=(Pause(START + 3 * day, START + 4 * day),))
    assert status(paused, START - day) is Status.AHEAD
    assert status(paused, START) is Status.RUNNING
    assert status(paused, START + 3 * day) is Status.PAUSED
    assert status(paused, START + 5 * day) is Status.RUNNING
    assert status(replace(paused, pauses=(Pause(START + day),)), START + 300 * day) is Status.PAUSED
    assert status(replace(paused, stopped=START + day), START + day) is Status.STOPPED
    assert last_day(EXPERIMENT) == START + 15 * day
    assert last_day(paused) == START + 17 * day
    assert status(paused, START + 17 * day) is Status.RUNNING
    assert status(paused, START + 18 * day) is Status.FINISHED
    assert planned_day(paused, START + 3 * day) is None
    assert planned_day(paused, START).pair == 0  # type: ignore[union-attr]

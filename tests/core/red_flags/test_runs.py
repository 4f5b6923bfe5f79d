"""Runs: examples of the rule table, and agreement with a slow reference."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.red_flags.runs import Run, in_a_row, open_run

TODAY = date(2026, 5, 31)


def days(*ago: int) -> set[date]:
    return {TODAY - timedelta(days=n) for n in ago}


@pytest.mark.parametrize(
    ("ago", "length"),
    [
        (range(14), 14),
        (range(15), 15),
        ((0, 3, 6, 9, 12, 15), 16),
        ((0, 4, 8, 12, 16, 20), 1),
        ((*range(5), *range(12, 17)), 5),
        (range(4, 24), None),
        (range(3, 24), 21),
        ((), None),
        ((-1, 0), 1),
        ((-1,), None),
    ],
)
def test_run_examples_of_the_rule_table(ago: tuple[int, ...], length: int | None) -> None:
    run = open_run(days(*ago), TODAY, 3)
    assert (run.length if run else None) == length


def test_a_run_knows_its_first_and_last_day() -> None:
    assert open_run(days(2, 5, 9), TODAY, 3) == Run(TODAY - timedelta(days=5), TODAY - timedelta(days=2))


@given(st.sets(st.integers(0, 60)), st.integers(1, 7))
def test_open_run_agrees_with_a_slow_reference(ago: set[int], gap: int) -> None:
    # Independent reference: walk back day by day, and stop after more than `gap` days without one.
    first = last = None
    silent = 0
    for n in range(61):
        silent = 0 if n in ago else silent + 1
        if n in ago:
            first, last = n, (n if last is None else last)
        elif silent == gap + (last is None):
            break
    run = open_run(days(*ago), TODAY, gap)
    expected = None if last is None or first is None else Run(*(TODAY - timedelta(days=n) for n in (first, last)))
    assert run == expected


def test_stretches_without_a_gap() -> None:
    found = in_a_row(days(9, 2, 1, 4, 5, 6))
    assert [[(TODAY - day).days for day in row] for row in found] == [[9], [6, 5, 4], [2, 1]]
    assert in_a_row(()) == ()

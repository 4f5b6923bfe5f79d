import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.charts.heat_steps import step_of, step_ranges

counts = st.lists(st.none() | st.integers(0, 300), max_size=60)


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (0, ((0, 0),)),
        (1, ((0, 0), (1, 1))),
        (4, ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4))),
        (5, ((0, 0), (1, 2), (3, 3), (4, 4), (5, 5))),
        (20, ((0, 0), (1, 5), (6, 10), (11, 15), (16, 20))),
    ],
)
def test_steps_are_even(highest, expected):
    assert step_ranges([0, None, highest]) == expected


@given(counts)
def test_every_count_is_on_the_one_step_that_holds_it(found):
    ranges = step_ranges(found)
    for count in found:
        step = step_of(count, ranges)
        if count is None:
            assert step is None
        else:
            assert [n for n, (low, high) in enumerate(ranges) if low <= count <= high] == [step]


@given(counts)
def test_steps_follow_each_other_without_a_gap(found):
    ranges = step_ranges(found)
    assert len(ranges) <= 5
    assert all(low <= high for low, high in ranges)
    assert [low for low, _high in ranges[1:]] == [high + 1 for _low, high in ranges[:-1]]


@given(counts)
def test_only_a_quiet_day_is_on_step_zero(found):
    ranges = step_ranges(found)
    assert all((step_of(count, ranges) == 0) == (count == 0) for count in found)

"""The amounts offered in the check-in are those a person notes most often."""

from __future__ import annotations

import pytest

from tracker.core.analysis.describe.frequent import frequent_amounts


@pytest.mark.parametrize(
    ("values", "offered"),
    [
        ([], ()),
        ([30], ()),
        ([30, 30], (30,)),
        ([29.6, 30, 30.4], (30,)),
        ([1234, 1210, 0, 0], (0, 1200)),
        ([0.25, 0.25, 0.2], (0.25,)),
        ([5, 5, 1, 1, 1, 4, 4, 3, 3, 2, 2], (1, 2, 3, 4)),
        ([60, 60, 60, 10, 10, 20, 20, 30, 30, 40], (10, 20, 30, 60)),
    ],
)
def test_at_most_four_that_were_noted_twice(values: list[float], offered: tuple[float, ...]) -> None:
    assert frequent_amounts(values) == offered

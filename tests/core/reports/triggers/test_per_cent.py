"""Rate ratios in spoken words: the estimate to the next ten, the ends outwards to the next five."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.results import Interval
from tracker.core.reports.triggers.per_cent import between, more_or_fewer


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        ((1.52, 1.31, 1.68), "about 50 % more (between 30 % and 70 % more)"),
        ((0.42, 0.27, 0.61), "about 60 % fewer (between 35 % and 75 % fewer)"),
        ((1.02, 1.01, 1.04), "about 5 % more (between 0 % and 5 % more)"),
        ((2.31, 1.42, 3.78), "about 2.3 times as many (between 1.4 and 3.8 times as many)"),
        ((1.6, 1.2, 2.4), "about 60 % more (between 1.2 and 2.4 times as many)"),
        ((1.6, 0.9, 2.4), "about 60 % more (between 10 % fewer and 2.4 times as many)"),
        ((1.1, 0.9, 1.35), "about 10 % more (between 10 % fewer and 35 % more)"),
    ],
)
def test_words(ratio: tuple[float, float, float], words: str) -> None:
    assert more_or_fewer(Interval(*ratio), str) == words


@given(low=st.floats(0.05, 1.5), width=st.floats(0, 0.49))
def test_the_ends_never_claim_more_than_the_interval(low: float, width: float) -> None:
    said = between(Interval(low + width / 2, low, low + width), str)
    numbers = [int(part) for part in said.replace("%", "").split() if part.isdigit()]
    signs = [-1 if "fewer" in part else 1 for part in (said.split(" and ")[0], said)]
    if said.endswith("fewer"):
        ends = [1 - number / 100 for number in reversed(numbers)]
    else:
        ends = [1 + signs[0] * numbers[0] / 100, 1 + numbers[1] / 100]
    assert ends[0] <= low + 1e-6
    assert ends[1] >= low + width - 1e-6

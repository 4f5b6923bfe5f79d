from itertools import pairwise

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.charts.scales import whole_steps
from tracker.core.charts.sheet import Panel, sheet


def test_a_panel_lies_where_it_says_in_points_from_the_top_left():
    panel = Panel(sheet(200, 100), 20, 10, 160, 50, (0, 8), (0, 5))
    corners_and_middle = panel.data.transform([(0, 0), (8, 5), (4, 2.5)])
    assert [tuple(point) for point in corners_and_middle] == [(20, 40), (180, 90), (100, 65)]


def test_a_panel_may_count_downwards():
    panel = Panel(sheet(200, 100), 20, 10, 160, 50, (0, 8), (5, 0))
    assert tuple(panel.data.transform((0, 0))) == pytest.approx((20, 90))


@given(st.integers(0, 10**6))
def test_whole_steps_are_few_and_reach_the_highest(highest):
    steps = whole_steps(highest)
    assert steps[0] == 0
    assert steps[-1] >= max(highest, 1)
    assert 2 <= len(steps) <= 5
    assert len({later - step for step, later in pairwise(steps)}) == 1
    assert len(steps) == 2 or steps[-2] < highest


def test_settings_that_the_bytes_and_the_words_rest_on():
    settings = matplotlib.rcParams
    assert (settings["svg.fonttype"], settings["svg.hashsalt"]) == ("none", "levator")
    assert settings["text.parse_math"] is False

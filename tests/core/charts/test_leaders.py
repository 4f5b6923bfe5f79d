"""Lines from points to labels: short, far enough apart, never crossing."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.charts.leaders import crosses, label_heights

ELBOW, TOP, GAP = 80.0, -70.0, 12.0

points = st.lists(
    st.tuples(st.integers(-75, 75).map(float), st.integers(-70, 120).map(float)), max_size=20, unique=True
)


@given(points)
def test_labels_are_apart_and_lines_do_not_cross(found: list[tuple[float, float]]) -> None:
    heights = label_heights(found, ELBOW, TOP, GAP)
    assert len(heights) == len(found)
    assert all(height >= TOP for height in heights)
    assert all(lower - upper >= GAP - 1e-9 for upper, lower in pairwise(sorted(heights)))
    lines = [(point, (ELBOW, height)) for point, height in zip(found, heights, strict=True)]
    assert not [pair for pair in combinations(lines, 2) if crosses(*pair)]


def test_labels_with_space_stay_level_with_their_points() -> None:
    assert label_heights([(10, 40), (20, 0), (0, 100)], ELBOW, TOP, GAP) == (40, 0, 100)


def test_crowded_labels_share_the_way() -> None:
    assert label_heights([(0, 0), (50, 2)], ELBOW, TOP, GAP) == pytest.approx((-5, 7))


def test_crossing_is_seen_and_meeting_in_a_point_is_none() -> None:
    assert crosses(((0, 0), (2, 2)), ((0, 2), (2, 0)))
    assert not crosses(((0, 0), (2, 2)), ((0, 1), (2, 3)))
    assert not crosses(((0, 0), (2, 2)), ((2, 2), (4, 0)))

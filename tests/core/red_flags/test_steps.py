"""Steps on the map of the face, compared with the Floyd–Warshall algorithm."""

from __future__ import annotations

from itertools import product
from math import inf

import pytest

from tracker.core.red_flags.steps import steps
from tracker.core.reference.places import ADJACENCY


@pytest.mark.parametrize(
    ("one", "other", "away"),
    [
        ("nose_side", "upper_cheek", 1),
        ("nose_side", "mouth_corner", 2),
        ("nose_side", "brow", 3),
        ("lower_eyelid", "neck_front", 4),
        ("chin", "chin", 0),
        ("tongue", "chin", None),
        ("chin", "calf", None),
    ],
)
def test_distances_of_the_table(one: str, other: str, away: int | None) -> None:
    assert steps(one, other) == away


def test_every_distance_is_the_shortest() -> None:
    away = {(a, b): 0 if a == b else 1 if b in ADJACENCY[a] else inf for a, b in product(ADJACENCY, repeat=2)}
    for through, a, b in product(ADJACENCY, repeat=3):
        away[a, b] = min(away[a, b], away[a, through] + away[through, b])
    assert {pair: steps(*pair) for pair in away} == away

"""Distance between two regions on the map of the face."""

from __future__ import annotations

from functools import cache

from tracker.core.reference.places import ADJACENCY


@cache
def steps(region: str, other: str) -> int | None:
    """Return the number of steps between two regions (breadth-first search), None if one is not on the map."""
    if region not in ADJACENCY or other not in ADJACENCY:
        return None
    new_places, away = {region}, 0
    while other not in new_places:
        new_places |= {neighbour for here in new_places for neighbour in ADJACENCY[here]}
        away += 1
    return away

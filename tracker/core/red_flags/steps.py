"""How far two regions of the face lie apart on the map."""

from __future__ import annotations

from functools import cache

from tracker.core.reference.places import ADJACENCY


@cache
def steps(region: str, other: str) -> int | None:
    """The fewest steps from region to region on one side; None for one that is not on the map."""
    if region not in ADJACENCY or other not in ADJACENCY:
        return None
    new_places, away = {region}, 0
    while other not in new_places:
        new_places |= {neighbour for here in new_places for neighbour in ADJACENCY[here]}
        away += 1
    return away

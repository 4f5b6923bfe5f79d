"""The places of the episodes of one date."""

from __future__ import annotations

from collections.abc import Collection

from tracker.core.records import Place, Side
from tracker.core.reference.places import REGIONS

FACE = "face"

PlaceSet = frozenset[tuple[Place, ...]]
"""The places of each episode that touches a date; an empty tuple for an episode without a place."""


def places_in(on: PlaceSet) -> frozenset[Place]:
    """Return every place."""
    return frozenset(place for places in on for place in places)


def is_face_among(on: PlaceSet) -> bool:
    """Whether any of the episodes counts for the face."""
    return any(map(of_the_face, on))


def face_regions(on: PlaceSet, side: Side) -> frozenset[str]:
    """Return the regions on one side of the face and in its middle."""
    found = (place for place in places_in(on) if place.side in (side, Side.MIDLINE))
    return frozenset(place.region for place in found if REGIONS[place.region].part == FACE)


def of_the_face(places: Collection[Place]) -> bool:
    """Whether an episode at these places counts for the face: one is of the face, or there is none."""
    return not places or any(REGIONS[place.region].part == FACE for place in places)

"""A place of a twitch: a region of the face or body, and the side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The side from the person's own point of view."""

    LEFT = "left"
    RIGHT = "right"
    MIDLINE = "midline"


@dataclass(frozen=True, order=True)
class Place:
    """One region on one side. Written `nose_side:left` in forms, tables and files."""

    region: str
    side: Side

    def __str__(self) -> str:
        return f"{self.region}:{self.side}"

    @classmethod
    def parse(cls, text: str) -> Place:
        """Parse `region:side`. Raises ValueError for an unknown side."""
        region, _, side = text.partition(":")
        return cls(region, Side(side))

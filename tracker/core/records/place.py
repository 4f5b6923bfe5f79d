"""Where it twitched: a region of the face or body, and the side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The person's own side, as they would say it: their left is left."""

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
        """Read `region:side`; raises ValueError when the side is not one of the three."""
        region, _, side = text.partition(":")
        return cls(region, Side(side))

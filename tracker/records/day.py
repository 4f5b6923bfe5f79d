"""One local date that the person checked in on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Day:
    """A check-in. A date without a Day and without an episode is unknown, never quiet."""

    id: UUID
    local_date: date
    no_twitch: bool = False
    note: str = ""

"""What the person tracks beside the twitch, and each value of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Summary(StrEnum):
    """How the readings of one day become the day's value."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"


@dataclass(frozen=True)
class Exposure:
    """A candidate trigger. `key` is its stable name (`caffeine_mg`); `limit` is in `unit` per day."""

    id: UUID
    key: str
    name: str
    unit: str
    summary: Summary
    limit: float | None = None
    tracked: bool = True


@dataclass(frozen=True)
class Reading:
    """One value of one exposure on one local date, with the clock time (UTC) where there is one.

    `item` is what was taken ("espresso"); `source` says where the value came from: `check-in`, `tap`,
    or the format it was imported from, and `external_id` is its name there.
    """

    id: UUID
    exposure: str
    local_date: date
    value: float
    at: datetime | None = None
    zone: str = ""
    item: str = ""
    source: str = "check-in"
    external_id: str = ""

"""Exposures, which the person tracks beside the twitch, and their readings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Summary(StrEnum):
    """How the readings of a day are aggregated."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"


class ExposureKind(StrEnum):
    """What the values of one of the person's own exposures are. A built-in one is always an amount here."""

    YES_NO = "yes_no"
    COUNT = "count"
    SCORE = "score"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Exposure:
    """A candidate trigger. `key` is its stable name (`caffeine_mg`); `limit` is in `unit` per day.

    A reading of a yes/no exposure is 1 for yes and 0 for no. `one_tap` is what a tap on Today adds; None: no such tap.
    """

    id: UUID
    key: str
    name: str
    unit: str
    summary: Summary
    limit: float | None = None
    tracked: bool = True
    kind: ExposureKind = ExposureKind.AMOUNT
    one_tap: float | None = None

    @property
    def is_yes_no(self) -> bool:
        """Whether it is answered by yes or no."""
        return self.kind is ExposureKind.YES_NO


@dataclass(frozen=True)
class Reading:
    """One value of an exposure on one local date, with the time (UTC) if known.

    `item` is what was taken ("espresso"). `source` is `check-in`, `tap` or the imported format, and `external_id`
    the id of the value there.
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

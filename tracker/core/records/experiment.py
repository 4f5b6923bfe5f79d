"""A self-experiment: equal periods with and without one thing, in an order drawn by lot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Expected(StrEnum):
    """What the person expects on days with the change: fewer episodes or more."""

    FEWER = "fewer"
    MORE = "more"


class Kept(StrEnum):
    """Whether a day was kept as planned."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True)
class KeptDay:
    """The person's answer for one day."""

    day: date
    kept: Kept

    @property
    def local_date(self) -> date:
        """The date under which a change of this answer counts."""
        return self.day


@dataclass(frozen=True)
class Pause:
    """Days on which the plan rests, both ends included; `last` of None means that it still does."""

    first: date
    last: date | None = None


@dataclass(frozen=True)
class Experiment:
    """An experiment that begins on `day`: `pairs` of two periods of `period_days`, one *on* and one *off*.

    `on` and `off` are in the person's own words. `seed` decides which period of a pair comes first. The first
    `left_out` days of each period are not counted. `exposure` is the key of the exposure it is about, "" for none.
    A pause moves the rest of the plan. `stopped` is the last day of an experiment that was given up. `pauses` and
    `kept` are sorted by day.
    """

    id: UUID
    day: date
    on: str
    off: str
    expected: Expected
    seed: str
    pairs: int
    period_days: int
    left_out: int = 0
    exposure: str = ""
    pauses: tuple[Pause, ...] = ()
    stopped: date | None = None
    kept: tuple[KeptDay, ...] = ()

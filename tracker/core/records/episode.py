"""One episode of twitching, as the person logged it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from tracker.core.records.place import Place


class Feel(StrEnum):
    """How the movement feels."""

    FLUTTER = "flutter"
    JERK = "jerk"
    PULL_AND_HOLD = "pull_and_hold"


class Onset(StrEnum):
    """How a sign began: within seconds to hours, over days or more, or the person is not sure."""

    SUDDEN = "sudden"
    GRADUAL = "gradual"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Sign:
    """A sign that accompanied the twitch, named in `tracker.core.reference.signs`."""

    name: str
    onset: Onset


@dataclass(frozen=True)
class Relief:
    """Something tried against the twitch. None means *not answered*."""

    what: str
    helped: bool | None = None
    after_min: int | None = None


@dataclass(frozen=True)
class Episode:
    """One episode. None means *not answered*, not no and not zero.

    `onset` is an aware time in UTC, `zone` the time zone it was logged in and `local_date` its day there. The date is
    fixed when the episode is logged, so that later travel does not move it.
    """

    id: UUID
    onset: datetime
    zone: str
    local_date: date
    duration_s: int | None = None
    still_going: bool = False
    places: tuple[Place, ...] = ()
    strength: int | None = None
    feel: Feel | None = None
    count: int | None = None
    can_hold_back: bool | None = None
    urge_before: bool | None = None
    eye_closes: bool | None = None
    in_sleep: bool | None = None
    falling_asleep: bool | None = None
    pain: int | None = None
    signs: tuple[Sign, ...] = ()
    no_other_signs: bool = False
    blamed: tuple[str, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    note: str = ""

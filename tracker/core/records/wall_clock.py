"""Clock time where the person is, and the instant it stands for.

Twice a year a wall clock lies: an hour happens twice in autumn and never in spring. Nothing here reads
the clock; every instant is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class WallTime:
    """The instant (UTC) that a wall time stands for; `moved` when that time was skipped by the clock."""

    instant: datetime
    moved: bool
    twice: bool


def is_twice(wall: datetime, zone: str) -> bool:
    """Whether this naive wall time happens twice there, because the clock goes back."""
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    return first.astimezone(UTC) < second.astimezone(UTC)


def resolve(wall: datetime, zone: str, fold: int = 0) -> WallTime:
    """The instant of a naive wall time. A time the clock skips moves forward by the length of the skip."""
    there = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    twice = is_twice(wall, zone)
    instant = there.replace(fold=fold if twice else 0).astimezone(UTC)
    moved = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
    return WallTime(instant, moved, twice)


def choose_fold(instant: datetime, zone: str) -> int:
    """Which of the two this instant was: 0 for the first (or only) time, 1 for the second."""
    return instant.astimezone(ZoneInfo(zone)).fold


def local_day(instant: datetime, zone: str, day_starts_at: int = 0) -> date:
    """The local date an instant belongs to, for a day that begins at `day_starts_at` o'clock."""
    # Hours are taken from what the clock showed: within one zone a difference knows nothing of clock changes.
    return (instant.astimezone(ZoneInfo(zone)) - timedelta(hours=day_starts_at)).date()

"""Convert between local clock times and instants.

When clocks change, an hour happens twice in autumn and is skipped in spring. Nothing here reads the clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class WallTime:
    """The instant (UTC) of a wall time. `moved` if the time was skipped, `twice` if it happens twice."""

    instant: datetime
    moved: bool
    twice: bool


def is_twice(wall: datetime, zone: str) -> bool:
    """Whether this naive wall time happens twice in the zone, because the clock goes back."""
    first, second = (wall.replace(tzinfo=ZoneInfo(zone), fold=fold) for fold in (0, 1))
    return first.astimezone(UTC) < second.astimezone(UTC)


def resolve(wall: datetime, zone: str, fold: int = 0) -> WallTime:
    """Return the instant of a naive wall time. A skipped time moves forward by the length of the skip."""
    local = wall.replace(tzinfo=ZoneInfo(zone), fold=0)
    twice = is_twice(wall, zone)
    instant = local.replace(fold=fold if twice else 0).astimezone(UTC)
    moved = instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall
    return WallTime(instant, moved, twice)


def choose_fold(instant: datetime, zone: str) -> int:
    """Return the fold of an instant: 0 for the first (or only) occurrence of its wall time, 1 for the second."""
    return instant.astimezone(ZoneInfo(zone)).fold


def local_day(instant: datetime, zone: str, day_starts_at: int = 0) -> date:
    """Return the local date of an instant, for a day that begins at `day_starts_at` o'clock."""
    # Subtract from the wall time, as arithmetic within one time zone ignores clock changes.
    return (instant.astimezone(ZoneInfo(zone)) - timedelta(hours=day_starts_at)).date()

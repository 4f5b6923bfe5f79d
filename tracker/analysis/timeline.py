"""The diary by the minute: when episodes began, when something was taken, and on which days nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tracker.records import Diary, Reading

Minutes = npt.NDArray[np.int64]

A_DAY = 1440
AN_HOUR = 60


@dataclass(frozen=True)
class Timeline:
    """Minutes are of the clock on the wall, in order: 1440 times the ordinal of the date, and the time.

    `logged` holds the logged dates as ordinals. `known` holds, for each exposure with clock times, the logged
    dates on which its intakes are known by the minute. A day begins at `day_starts_at` o'clock.
    """

    logged: Minutes
    onsets: Minutes
    intakes: Mapping[str, Minutes]
    known: Mapping[str, Minutes]
    day_starts_at: int = 0


def timeline(diary: Diary) -> Timeline:
    """The diary by the minute, with every exposure that has an intake with a clock time.

    A date counts as known for an exposure when it holds an intake with a clock time, or a zero. Without a
    reading nobody knows, and an amount without a time could have been taken at any hour.
    """
    logged = diary.logged_dates()
    onsets = sorted(wall_minute(episode.onset, episode.zone) for episode in diary.episodes)
    timed = [reading for reading in diary.readings if reading.at is not None and reading.value > 0]
    names = sorted({reading.exposure for reading in timed})
    zeros = [reading for reading in diary.readings if reading.value == 0]
    return Timeline(
        _ordinals(logged),
        np.array(onsets, dtype=np.int64),
        {name: _taken(timed, name, diary.person.time_zone) for name in names},
        {name: _ordinals((_dates(timed, name) | _whole_zeros(zeros, diary, name)) & logged) for name in names},
        diary.person.day_starts_at,
    )


def wall_minute(instant: datetime, zone: str) -> int:
    """The minute that the clock on the wall showed there."""
    wall = instant.astimezone(ZoneInfo(zone))
    return wall.toordinal() * A_DAY + wall.hour * AN_HOUR + wall.minute


def _taken(timed: list[Reading], name: str, home: str) -> Minutes:
    taken = (wall_minute(one.at, one.zone or home) for one in timed if one.exposure == name and one.at)
    return np.array(sorted(taken), dtype=np.int64)


def _dates(readings: list[Reading], name: str) -> set[date]:
    return {reading.local_date for reading in readings if reading.exposure == name}


def _whole_zeros(zeros: list[Reading], diary: Diary, name: str) -> set[date]:
    """Dates on which a zero is all that was noted."""
    return _dates(zeros, name) - _dates([reading for reading in diary.readings if reading.value != 0], name)


def _ordinals(dates: set[date] | frozenset[date]) -> Minutes:
    return np.array(sorted(day.toordinal() for day in dates), dtype=np.int64)

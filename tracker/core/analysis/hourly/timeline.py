"""The diary by the minute: onsets, intakes with a clock time, and the days on which intakes are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from tracker.core.records import Diary, Reading, Summary

Minutes = npt.NDArray[np.int64]

A_DAY = 1440
AN_HOUR = 60


@dataclass(frozen=True)
class Timeline:
    """Minutes are of local clock time, in order: 1440 times the ordinal of the date, plus the time.

    `logged` holds the logged dates as ordinals. `known` holds, for each exposure with clock times, the logged
    dates on which its intakes are known by the minute. A day begins at `day_starts_at` o'clock.
    """

    logged: Minutes
    onsets: Minutes
    intakes: Mapping[str, Minutes]
    known: Mapping[str, Minutes]
    day_starts_at: int = 0

    def digest(self) -> str:
        """A hash of everything in it, to see whether a stored result still rests on the same days."""
        arrays = [self.logged, self.onsets, *self.intakes.values(), *self.known.values()]
        sizes = (f"{name} {self.intakes[name].size} {self.known[name].size}" for name in self.intakes)
        text = "\n".join([str(self.day_starts_at), str(self.logged.size), *sizes])
        return sha256(text.encode() + b"".join(array.tobytes() for array in arrays)).hexdigest()[:32]


def timeline(diary: Diary) -> Timeline:
    """The diary by the minute, with every exposure that adds up over a day and has an intake with a clock time.

    A date counts as known for an exposure when it holds an intake with a clock time, or a zero, and no amount
    without a time, which could have been taken at any hour. Without a reading its intakes are unknown.
    """
    logged = diary.logged_dates()
    onsets = sorted(local_minute(episode.onset, episode.zone) for episode in diary.episodes)
    sums = {exposure.key for exposure in diary.exposures if exposure.summary is Summary.SUM}
    of: dict[str, list[Reading]] = defaultdict(list)
    for reading in diary.readings:
        if reading.exposure in sums:
            of[reading.exposure].append(reading)
    taken = {name: _taken(of[name], diary.person.time_zone) for name in sorted(of)}
    timed = {name: minutes for name, minutes in taken.items() if minutes.size}
    return Timeline(
        _ordinals(logged),
        np.array(onsets, dtype=np.int64),
        timed,
        {name: _ordinals(_known(of[name]) & logged) for name in timed},
        diary.person.day_starts_at,
    )


def local_minute(instant: datetime, zone: str) -> int:
    """The minute of the local clock time."""
    local = instant.astimezone(ZoneInfo(zone))
    return local.toordinal() * A_DAY + local.hour * AN_HOUR + local.minute


def _taken(readings: list[Reading], home: str) -> Minutes:
    taken = (local_minute(one.at, one.zone or home) for one in readings if one.at is not None and one.value > 0)
    return np.array(sorted(taken), dtype=np.int64)


def _known(readings: list[Reading]) -> set[date]:
    untimed = {one.local_date for one in readings if one.at is None and one.value != 0}
    return {one.local_date for one in readings} - untimed


def _ordinals(dates: set[date] | frozenset[date]) -> Minutes:
    return np.array(sorted(day.toordinal() for day in dates), dtype=np.int64)

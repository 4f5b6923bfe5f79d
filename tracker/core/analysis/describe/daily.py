"""Daily totals, the basis of every chart, table, rule and report. Standard library only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import fmean

from tracker.core.records import Diary, Episode, Exposure, Reading, Summary

MINUTES_A_DAY = 1_440


@dataclass(frozen=True)
class DailyTotals:
    """One date. `episodes` and `minutes` are None when the date was not logged: unknown, not zero.

    `values` holds each exposure's own summary of its readings; a key is absent where nothing was recorded.
    `minutes` counts an episode without a duration as one minute and never exceeds a day's 1,440.
    """

    date: date
    logged: bool
    episodes: int | None
    minutes: float | None
    strongest: int | None
    values: Mapping[str, float]


@dataclass(frozen=True)
class DiaryTotals:
    """A diary reduced to its daily totals, and how many episodes each thing was blamed for, by its first mention."""

    days: tuple[DailyTotals, ...] = ()
    blamed: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, later: DiaryTotals) -> DiaryTotals:
        """The totals of both, where the other one begins the day after this one ends."""
        names = dict.fromkeys((*self.blamed, *later.blamed))
        both = {name: self.blamed.get(name, 0) + later.blamed.get(name, 0) for name in names}
        return DiaryTotals(self.days + later.days, both)

    def logged_dates(self) -> tuple[date, ...]:
        """The logged dates, in order."""
        return tuple(day.date for day in self.days if day.logged)


def diary_totals(diary: Diary) -> DiaryTotals:
    """The totals of a diary."""
    return DiaryTotals(daily(diary), count_blamed(diary.episodes))


def count_blamed(episodes: Iterable[Episode]) -> Mapping[str, int]:
    """In how many episodes each thing was blamed."""
    return Counter(what for episode in episodes for what in sorted(set(episode.blamed)))


def summarise_day(exposure: Exposure, readings: Iterable[Reading]) -> float:
    """Summarise the readings of one exposure on one day by its own rule. Readings are in time order.

    Any yes makes the day of a yes/no exposure a yes.
    """
    values = [reading.value for reading in readings]
    if exposure.is_yes_no:
        return float(max(values) > 0)
    if exposure.summary is Summary.SUM:
        return sum(values)
    return fmean(values) if exposure.summary is Summary.MEAN else values[-1]


def daily(diary: Diary) -> tuple[DailyTotals, ...]:
    """Every date of the diary's period in order, one entry each."""
    episodes = _episodes_by_date(diary)
    values = _values_by_date(diary)
    logged = diary.logged_dates()
    return tuple(_totals(day, day in logged, episodes.get(day, []), values.get(day, {})) for day in diary.dates())


def _totals(day: date, logged: bool, episodes: list[Episode], values: Mapping[str, float]) -> DailyTotals:
    if not logged:
        return DailyTotals(day, False, None, None, None, values)
    minutes = min(MINUTES_A_DAY, sum((60 if e.duration_s is None else e.duration_s) / 60 for e in episodes))
    strengths = [e.strength for e in episodes if e.strength is not None]
    return DailyTotals(day, True, len(episodes), minutes, max(strengths, default=None), values)


def _episodes_by_date(diary: Diary) -> dict[date, list[Episode]]:
    found: dict[date, list[Episode]] = defaultdict(list)
    for episode in diary.episodes:
        found[episode.local_date].append(episode)
    return found


def _values_by_date(diary: Diary) -> dict[date, dict[str, float]]:
    readings: dict[tuple[date, str], list[Reading]] = defaultdict(list)
    for reading in diary.readings:
        readings[reading.local_date, reading.exposure].append(reading)
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    found: dict[date, dict[str, float]] = defaultdict(dict)
    for (day, key), of_day in readings.items():
        found[day][key] = summarise_day(exposures[key], of_day)
    return found

"""The diary as the journal shows it: each date with everything logged on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.analysis.describe.daily import DailyTotals, daily
from tracker.core.records import Day, Diary, Episode, Exposure, Reading


@dataclass(frozen=True)
class JournalDay:
    """One date. `check_in` is None without a check-in; `tapped` are the readings with a clock time."""

    totals: DailyTotals
    check_in: Day | None
    episodes: tuple[Episode, ...]
    values: tuple[tuple[Exposure, float], ...]
    tapped: tuple[tuple[Exposure, Reading], ...]


def by_day(diary: Diary) -> tuple[JournalDay, ...]:
    """Every date of the period, the newest first."""
    check_ins = {day.local_date: day for day in diary.days}
    episodes: Mapping[date, list[Episode]] = defaultdict(list)
    for episode in diary.episodes:
        episodes[episode.local_date].append(episode)
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    tapped: Mapping[date, list[tuple[Exposure, Reading]]] = defaultdict(list)
    for reading in diary.readings:
        if reading.at:
            tapped[reading.local_date].append((exposures[reading.exposure], reading))
    return tuple(
        JournalDay(
            totals,
            check_ins.get(totals.date),
            tuple(episodes[totals.date]),
            tuple((exposure, totals.values[key]) for key, exposure in exposures.items() if key in totals.values),
            tuple(tapped[totals.date]),
        )
        for totals in reversed(daily(diary))
    )

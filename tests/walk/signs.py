"""Every sign with every onset, noted once or again, pregnant or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from tracker.core.records import Day, Diary, Episode, Feel, Onset, Person, Place, Sign
from tracker.core.reference.signs import SIGNS

LID = (Place.parse("lower_eyelid:left"),)


@dataclass(frozen=True)
class SignCase:
    """A sign noted today. `before` are the days ago of earlier notes, 0 for another entry of the same date."""

    sign: Sign
    before: tuple[int, ...]
    pregnant: bool
    in_episode: bool

    def diary(self, today: date) -> Diary:
        """Two weeks of a lid that twitches now and then, without the entry of today."""
        twitches = tuple(_twitch(n, today - timedelta(days=n)) for n in (13, 9, 5, 1))
        days = tuple(_check_in(100 + n, today - timedelta(days=n)) for n in reversed(range(1, 14)))
        marked = tuple(replace(day, signs=(self.sign,)) if self._again(day, today) else day for day in days)
        own = (_check_in(100, today, (self.sign,)),) if 0 in self.before else ()
        person = Person(pregnant=self.pregnant)
        return Diary(person, today - timedelta(days=13), today, (*marked, *own), twitches)

    def entry(self, today: date) -> Day | Episode:
        """The entry of today."""
        if self.in_episode:
            return replace(_twitch(200, today), signs=(self.sign,))
        return _check_in(201, today, (self.sign,))

    def diary_with_entry(self, today: date) -> Diary:
        """The diary including the entry of today."""
        diary, entry = self.diary(today), self.entry(today)
        if isinstance(entry, Episode):
            return replace(diary, episodes=(*diary.episodes, entry))
        return replace(diary, days=(*(day for day in diary.days if day.local_date != today), entry))

    def _again(self, day: Day, today: date) -> bool:
        return (today - day.local_date).days in self.before


def every_sign() -> Iterator[SignCase]:
    """Yield all cases."""
    for name in SIGNS:
        for onset in Onset:
            for before in ((), (0,), (5,)):
                for pregnant in (False, True):
                    for in_episode in (False, True):
                        yield SignCase(Sign(name, onset), before, pregnant, in_episode)


def _twitch(number: int, day: date, **fields: Any) -> Episode:
    return Episode(UUID(int=number), datetime.combine(day, time(9), UTC), "UTC", day, 20, places=LID,
                   feel=Feel.FLUTTER, **fields)  # fmt: skip


def _check_in(number: int, day: date, signs: tuple[Sign, ...] = ()) -> Day:
    return Day(UUID(int=number), day, signs=signs)

"""Since when: the dates of a whole diary, however long. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.records import Day, Diary, Episode, History, Place

UNSURE_DAYS = 14
"""What is first noted within the first 14 days of a diary may have begun before it."""


@dataclass(frozen=True)
class PlaceDays:
    """The first and the last date with a place in the whole diary, and on how many dates it twitched there."""

    place: Place
    first: date
    last: date
    days: int


@dataclass(frozen=True)
class DiaryDates:
    """Which dates of a diary were logged, which had an episode, and its places in the order of their appearance.

    `signs` is the first date of each sign, by its name.
    """

    logged: frozenset[date]
    twitched: frozenset[date]
    places: tuple[PlaceDays, ...]
    signs: Mapping[str, date]

    @property
    def first_logged(self) -> date | None:
        """The day on which the diary began; None where nothing was logged."""
        return min(self.logged, default=None)

    def may_be_older(self, day: date) -> bool:
        """Whether what was first noted on this day may have begun before the diary did."""
        began = self.first_logged
        return began is not None and (day - began).days < UNSURE_DAYS


def diary_dates(diary: Diary, earlier: History) -> DiaryDates:
    """The dates of a diary, of which `earlier` is what lies before the part in `diary`."""
    # Most episodes are at one of a few places, so their dates are collected before they are split by place.
    together: dict[tuple[Place, ...], set[date]] = defaultdict(set)
    for day, places in earlier.twitched:
        together[places].add(day)
    for episode in diary.episodes:
        together[episode.places].add(episode.local_date)
    dates: dict[Place, set[date]] = defaultdict(set)
    for places, days in together.items():
        for place in places:
            dates[place] |= days
    entries: list[Day | Episode] = [*diary.episodes, *diary.days]
    signs = earlier.signs.union((entry.local_date, sign) for entry in entries for sign in entry.signs)
    found = (PlaceDays(place, min(on), max(on), len(on)) for place, on in dates.items())
    return DiaryDates(
        earlier.logged_dates() | diary.logged_dates(),
        frozenset[date]().union(*together.values()),
        tuple(sorted(found, key=lambda one: (one.first, str(one.place)))),
        {sign.name: day for day, sign in sorted(signs, key=lambda noted: noted[0], reverse=True)},
    )

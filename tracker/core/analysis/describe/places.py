"""Where it twitches, and how often. Standard library only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from tracker.core.analysis.describe.dates import PlaceDays
from tracker.core.records import Diary, Episode, Place

LAST_EPISODES, MIN_EPISODES = 20, 3


@dataclass(frozen=True)
class PlaceCount:
    """How many episodes touched one place, and on how many dates."""

    place: Place
    episodes: int
    days: int


def by_place(diary: Diary) -> tuple[PlaceCount, ...]:
    """Every place of the diary, most frequent first, ties in the order of their tokens.

    An episode in two places counts once in each, so that the counts may add up to more than the episodes.
    """
    dates: dict[Place, list[date]] = defaultdict(list)
    for episode in diary.episodes:
        for place in set(episode.places):
            dates[place].append(episode.local_date)
    found = (PlaceCount(place, len(of_place), len(set(of_place))) for place, of_place in dates.items())
    return tuple(sorted(found, key=lambda count: (-count.episodes, str(count.place))))


def usual_place(episodes: Sequence[Episode]) -> Place | None:
    """The place named in at least half of the last twenty episodes, of at least three; None if there is none."""
    last = episodes[-LAST_EPISODES:]
    counts = Counter(place for episode in last for place in dict.fromkeys(episode.places))
    place, number = counts.most_common(1)[0] if counts else (None, 0)
    return place if len(last) >= MIN_EPISODES and 2 * number >= len(last) else None


def heat_levels(counts: Sequence[int]) -> tuple[int, ...]:
    """A shade for each count: 4 for the highest, down to 1 in even steps, 0 for none at all."""
    highest = max(counts, default=0)
    return tuple(ceil(4 * count / highest) if highest else 0 for count in counts)


def recency(places: Sequence[PlaceDays], today: date) -> tuple[int, ...]:
    """A shade for each place by the calendar week it first appeared in, so that a spread can be seen.

    4 this week, 3 the three weeks before, 2 within twelve weeks, 1 longer ago.
    """
    ages = ((monday(today) - monday(place.first)).days // 7 for place in places)
    return tuple(4 - sum(age >= limit for limit in (1, 4, 12)) for age in ages)


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())

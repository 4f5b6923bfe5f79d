"""At which hour of the day episodes begin. Standard library only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from tracker.core.records import Episode

HOURS_A_DAY = 24


def by_hour(episodes: Iterable[Episode]) -> tuple[int, ...]:
    """24 counts of episodes, by the local hour of onset.

    Each episode counts in the zone it was logged in, so that eight in the morning stays eight in the morning
    after a journey. An hour that the clock repeats in autumn is one hour here.
    """
    found = Counter(episode.onset.astimezone(ZoneInfo(episode.zone)).hour for episode in episodes)
    return tuple(found[hour] for hour in range(HOURS_A_DAY))

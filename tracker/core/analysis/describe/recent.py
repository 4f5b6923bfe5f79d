"""What was noted a moment ago. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from tracker.core.records import Episode

JUST_NOW = timedelta(hours=1)


def newest_episode(episodes: Iterable[Episode], now: datetime) -> Episode | None:
    """The last episode that began or ended within the last hour; None if there is none."""
    moments = {moment: episode for episode in episodes for moment in _moments(episode)}
    recent = [moment for moment in moments if now - JUST_NOW < moment <= now]
    return moments[max(recent)] if recent else None


def _moments(episode: Episode) -> list[datetime]:
    if episode.duration_s is None:
        return [episode.onset]
    return [episode.onset, episode.onset + timedelta(seconds=episode.duration_s)]

"""Movements with an urge before them."""

from __future__ import annotations

from tracker.core.records import Episode
from tracker.core.red_flags.context import Seen


def with_urge(seen: Seen) -> tuple[Episode, ...]:
    """The episodes with an urge before them; none where they are too few to tell."""
    found = tuple(e for e in seen.episodes(seen.settings.signs_days) if e.urge_before)
    return found if len(found) >= seen.settings.urge_episodes else ()


def untroubled_urges(seen: Seen) -> bool:
    """Whether there is an urge that hardly gets in the way: such movements need no doctor."""
    return bool(with_urge(seen)) and not seen.scores("impact", seen.settings.impact)

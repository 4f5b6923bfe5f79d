"""Movements with an urge before them."""

from __future__ import annotations

from tracker.core.records import Episode
from tracker.core.red_flags.context import RuleContext


def with_urge(context: RuleContext) -> tuple[Episode, ...]:
    """The episodes with an urge before them; none where they are too few to tell."""
    found = tuple(e for e in context.episodes(context.settings.signs_days) if e.urge_before)
    return found if len(found) >= context.settings.urge_episodes else ()


def untroubled_urges(context: RuleContext) -> bool:
    """Whether there is an urge that hardly gets in the way: such movements need no doctor."""
    return bool(with_urge(context)) and not context.scores("impact", context.settings.impact)

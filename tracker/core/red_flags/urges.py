"""Movements that are preceded by an urge."""

from __future__ import annotations

from tracker.core.records import Episode
from tracker.core.red_flags.context import RuleContext


def with_urge(context: RuleContext) -> tuple[Episode, ...]:
    """Return the episodes with an urge before them, none if they are too few."""
    found = tuple(e for e in context.episodes(context.settings.signs_days) if e.urge_before)
    return found if len(found) >= context.settings.urge_episodes else ()


def untroubled_urges(context: RuleContext) -> bool:
    """Whether there are urges with little impact on daily life: such movements need no doctor."""
    return bool(with_urge(context)) and not context.days_with_score("impact", context.settings.impact)

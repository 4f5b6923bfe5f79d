"""Rules about movements that can or cannot be held back."""

from __future__ import annotations

from tracker.core.records import Episode, Feel
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.facts import iso, tokens
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.jerks import is_sleep_jerk
from tracker.core.red_flags.signs import EYELIDS
from tracker.core.red_flags.visits import is_looked_at, is_treated
from tracker.core.reference.rules.levels import Level


def not_held_back(context: RuleContext) -> RedFlag | None:
    """S15. Jerks or pulls that cannot be held back, not only of the eyelids. Flutters do not count: they never can."""
    s = context.settings
    found = [episode for episode in context.episodes(s.signs_days) if _is_not_held_back(episode, context)]
    days = context.days_with(found).intersection(context.last(s.signs_days))
    places = {place for episode in found for place in episode.places}
    if len(found) < s.hold_back_episodes or len(days) < s.hold_back_days or {p.region for p in places} <= EYELIDS:
        return None
    if is_treated(context) or context.diary.person.palsy_began:
        return None
    known = all(is_looked_at(context, context.first_dates[place]) for place in places)
    facts = {"dates": iso(days), "episodes": len(found), "places": tokens(places)}
    return raise_flag("S15_not_suppressible", facts, level=Level.NEXT_VISIT if known else None)


def _is_not_held_back(episode: Episode, context: RuleContext) -> bool:
    usual = context.diary.person.can_hold_back
    held_back = usual if episode.can_hold_back is None else episode.can_hold_back
    strong = episode.feel in (Feel.JERK, Feel.PULL_AND_HOLD) or bool(episode.eye_closes)
    spread = len(episode.places) > 1 and episode.feel is not Feel.FLUTTER
    return held_back is False and (strong or spread) and not is_sleep_jerk(episode)

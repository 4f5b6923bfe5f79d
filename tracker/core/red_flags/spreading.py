"""Rules about twitching that spreads to new places of the face, or to most of one side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.core.records import Episode, Place, Side
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.facts import iso, tokens
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.jerks import is_sleep_jerk
from tracker.core.red_flags.place_sets import FACE
from tracker.core.red_flags.steps import steps
from tracker.core.red_flags.visits import is_examined, is_seen, is_treated
from tracker.core.reference.places import ADJACENCY, REGIONS
from tracker.core.reference.rules.levels import Level

CHEWING_MUSCLES = frozenset({"temple", "jaw_angle"})
"""Regions that may be a chewing muscle, so they are no evidence of spread. Paths on the map may cross them."""

UPPER, LOWER = "upper", "lower"
BOTH = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True)
class NewPlace:
    """A new place: its first day, number of days, and the nearest earlier places.

    `kept_days` is the age of the diary on the first day.
    """

    place: Place
    first: date
    days: int
    origins: tuple[Place, ...]
    kept_days: int


def spreading(context: RuleContext) -> RedFlag | None:
    """S5. A new place near an earlier one, on several days."""
    found = [new for new in context.once(new_places) if new.days >= context.settings.spread_days]
    # Without a long enough diary before, the place may not be new.
    says = "says" if all(new.kept_days >= context.settings.spread_quiet_days for new in found) else "first"
    known = all(is_seen(context, new.first) for new in found)
    return _flag("S5_spreading", found, says, Level.NEXT_VISIT if known else None)


def new_region(context: RuleContext) -> RedFlag | None:
    """S5w. A new place near an earlier one, so far on fewer days."""
    found = [new for new in context.once(new_places) if new.days < context.settings.spread_days]
    return _flag("S5w_new_region", found, "says")


def _flag(rule_id: str, found: list[NewPlace], says: str, level: Level | None = None) -> RedFlag | None:
    if not found:
        return None
    facts: dict[str, Any] = {
        "places": tokens(new.place for new in found),
        "from": tokens(origin for new in found for origin in new.origins),
        "spread": [
            {"place": str(new.place), "from": tokens(new.origins), "first": new.first.isoformat(), "days": new.days}
            for new in sorted(found, key=lambda new: str(new.place))
        ],
    }
    return raise_flag(rule_id, facts, says, level=level)


def new_places(context: RuleContext) -> tuple[NewPlace, ...]:
    """Return every new place of the face that is near an earlier one."""
    s = context.settings
    days = _days_of_places(context, s.recent_days + max(s.spread_quiet_days, s.spread_before_days))
    found = (_new_place(context, place, days) for place in days)
    return tuple(new for new in found if new)


def _days_of_places(context: RuleContext, window: int) -> Mapping[Place, list[date]]:
    """Return the days of each place that can be evidence of spread, the oldest first."""
    found: dict[Place, list[date]] = defaultdict(list)
    for day in context.last(window):
        for place in {place for episode in context.episodes_on(day) for place in episode.places}:
            if place.region in ADJACENCY and place.region not in CHEWING_MUSCLES:
                found[place].append(day)
    return found


def _new_place(context: RuleContext, place: Place, days: Mapping[Place, list[date]]) -> NewPlace | None:
    s = context.settings
    recent = context.last(s.recent_days)
    here = [day for day in days[place] if day >= recent[0]]
    if not here:
        return None
    first = here[0]
    quiet_since = first - timedelta(days=s.spread_quiet_days)
    if any(quiet_since <= day < first for day in days[place]):
        return None
    if (first - context.first_logged).days < s.spread_log_days:
        return None
    origins = _origins(context, place, first, days)
    kept_days = (first - context.first_logged).days
    return NewPlace(place, first, len(here), origins, kept_days) if origins else None


def _origins(context: RuleContext, place: Place, first: date, days: Mapping[Place, list[date]]) -> tuple[Place, ...]:
    """Return the nearest earlier places on the same side, if near enough."""
    s = context.settings
    since = first - timedelta(days=s.spread_before_days)
    away = {
        other: far
        for other, on in days.items()
        if other != place
        and _same_side(place, other)
        and len([day for day in on if since <= day < first]) >= s.spread_from_days
        and (far := steps(place.region, other.region)) is not None
        and far <= s.spread_steps
    }
    nearest = min(away.values(), default=0)
    return tuple(sorted(other for other, far in away.items() if far == nearest))


def _same_side(place: Place, other: Place) -> bool:
    """Whether two places share a side. The middle of the face belongs to both sides."""
    return place.side is other.side or Side.MIDLINE in (place.side, other.side)


def half_face(context: RuleContext) -> RedFlag | None:
    """S6. Much of one side of the face: over days, within one episode, or by the person's own word."""
    recent = context.settings.recent_days
    noted = context.logged_signs(recent, "whole_side")
    said = [e for e in context.episodes(recent) if any(sign.name == "whole_side" for sign in e.signs)]
    most = [side for side in BOTH if _over_days(context, side) or any(_on(e, side) for e in said)]
    at_once = [side for side in BOTH if side not in most and _at_once(context, side)]
    if not (most or at_once or noted) or (is_treated(context) and not context.once(spreading)):
        return None
    here = [e for e in context.episodes(recent) if any(_on(e, side) for side in (*most, *at_once))]
    places = {place for e in here for side in (*most, *at_once) for place in _on(e, side)}
    days = context.days_with(here).intersection(context.last(recent)) | {one.day for one in noted}
    facts = {
        "sides": sorted(map(str, (*most, *at_once))),
        "places": tokens(places),
        "dates": iso(days),
        "signs": sorted({one.sign.name for one in noted}),
    }
    says = sorted(map(str, most)) + ["together"] * bool(at_once)
    first = max((context.first_dates[place] for place in places), default=min(days))
    known = is_examined(context, first) and not context.once(spreading)
    return raise_flag("S6_half_face", facts, *(says or ["side"]), level=Level.NEXT_VISIT if known else None)


def _over_days(context: RuleContext, side: Side) -> bool:
    s = context.settings
    episodes = [e for e in context.episodes(s.recent_days) if _on(e, side)]
    places = {place for e in episodes for place in _on(e, side)}
    days = context.days_with(episodes).intersection(context.last(s.recent_days))
    enough = len(places) >= s.half_face_places and len(days) >= s.half_face_days
    return enough and _upper_and_lower(places) and _hardly_elsewhere(context, side)


def _hardly_elsewhere(context: RuleContext, side: Side) -> bool:
    """Whether nearly all one-sided episodes were on this side."""
    one_sided = [
        on_side.pop()
        for e in context.episodes(context.settings.recent_days)
        if len(on_side := {one for one in (Side.LEFT, Side.RIGHT) if _on(e, one)}) == 1
    ]
    others = len([one for one in one_sided if one is not side])
    return bool(one_sided) and others <= context.settings.half_face_other * len(one_sided)


def _at_once(context: RuleContext, side: Side) -> bool:
    return any(_upper_and_lower(_on(episode, side)) for episode in context.episodes(context.settings.recent_days))


def _on(episode: Episode, side: Side) -> frozenset[Place]:
    """Return the places of an episode on one side of the face that can be evidence of spread."""
    if is_sleep_jerk(episode):
        return frozenset()
    return frozenset(
        place
        for place in episode.places
        if place.side is side and REGIONS[place.region].part == FACE and place.region not in CHEWING_MUSCLES
    )


def _upper_and_lower(places: Iterable[Place]) -> bool:
    return {REGIONS[place.region].zone for place in places} >= {UPPER, LOWER}

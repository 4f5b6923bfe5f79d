"""Rules about twitching in several areas of the body, and of the tongue."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tracker.core.records import Place
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.facts import iso, tokens
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.place_sets import FACE
from tracker.core.red_flags.visits import is_looked_at
from tracker.core.reference.places import REGIONS
from tracker.core.reference.rules.levels import Level


def more_places(context: RuleContext) -> RedFlag | None:
    """S13. Several areas of the body within weeks. The whole face is one area."""
    s = context.settings
    days: dict[str, set[date]] = defaultdict(set)
    for day in context.last(s.more_places_window):
        for area in {_area(place) for places in context.places_on.get(day, ()) for place in places}:
            days[area].add(day)
    areas = sorted(area for area, on in days.items() if len(on) >= s.more_places_days)
    if len(areas) < s.more_places:
        return None
    known = all(is_looked_at(context, _first_in(context, area)) for area in areas)
    return raise_flag("S13_more_places", {"areas": areas}, level=Level.NEXT_VISIT if known else None)


def _first_in(context: RuleContext, area: str) -> date:
    return min(first for place, first in context.first_dates.items() if _area(place) == area)


def _area(place: Place) -> str:
    region = REGIONS[place.region]
    return FACE if region.part == FACE else region.id


def tongue(context: RuleContext) -> RedFlag | None:
    """S23. The tongue twitches on several days, and no doctor has looked."""
    at_tongue = [place for place in context.first_dates if place.region == "tongue"]
    recent = context.last(context.settings.recent_days)
    days = [
        day
        for day in recent
        if any(place in places for places in context.places_on.get(day, ()) for place in at_tongue)
    ]
    if len(days) < context.settings.tongue_days or is_looked_at(
        context, min(context.first_dates[p] for p in at_tongue)
    ):
        return None
    return raise_flag("S23_tongue", {"dates": iso(days), "places": tokens(at_tongue)})

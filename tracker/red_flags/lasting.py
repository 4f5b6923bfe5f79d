"""Rules about twitching that lasts, is nearly constant, shows in several places, or follows a change of medicine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from tracker.records import Episode, Medicine, Place, Side
from tracker.red_flags.facts import iso, tokens
from tracker.red_flags.flag import RedFlag, raised
from tracker.red_flags.runs import Run, in_a_row, open_run
from tracker.red_flags.seen import FACE, Seen
from tracker.reference.places import REGIONS
from tracker.reference.rules import TODAY_OR_TOMORROW

EYELID = frozenset({"upper_eyelid", "lower_eyelid", "outer_eye"})
NONSTOP = "nearly_nonstop"
OF_THE_TWITCH = frozenset({NONSTOP, "whole_side"})
"""Signs that say how the twitch was, not what came along with it."""


def persistent(seen: Seen) -> RedFlag | None:
    """S2. A long open run at one place, or in the face as a whole."""
    long = {place: run for place, run in seen.place_runs().items() if run.length >= seen.settings.persistent_days}
    if long:
        longest = max(long.values(), key=_length)
        return raised("S2_persistent", {**_of_run(longest), "places": tokens(long)}, "place", "guidance")
    face = seen.face_run
    if face and face.length >= seen.settings.persistent_days:
        return raised("S2_persistent", {**_of_run(face), "places": []}, "face", "guidance")
    return None


def _of_run(run: Run) -> dict[str, object]:
    return {"first": run.first.isoformat(), "last": run.last.isoformat(), "run_days": run.length}


def _length(run: Run) -> tuple[int, date]:
    """Of runs equally long the one that goes on longest comes first, whatever their order."""
    return run.length, run.last


def eyelid_for_months(seen: Seen) -> RedFlag | None:
    """S2b. A very long open run at the lids of one eye, and nowhere else on that side or in the middle of the face."""
    found = {side: run for side in (Side.LEFT, Side.RIGHT) if (run := _eyelid_run(seen, side))}
    if not found:
        return None
    longest = max(found.values(), key=_length)
    lids = {
        place
        for day in seen.days_of_run
        for places in seen.places_on[day]
        for place in places
        if place.region in EYELID and place.side in found and day >= found[place.side].first
    }
    return raised("S2b_eyelid_3mo", {**_of_run(longest), "places": tokens(lids)})


def _eyelid_run(seen: Seen, side: Side) -> Run | None:
    lids: list[date] = []
    elsewhere: list[date] = []
    for day in seen.days_of_run:
        here = {place.region for places in seen.places_on[day] for place in places if _on_half(place, side)}
        if here & EYELID:
            lids.append(day)
        if here - EYELID:
            elsewhere.append(day)
    run = open_run(lids, seen.today, seen.settings.run_gap_days)
    if run is None or run.length < seen.settings.eyelid_days:
        return None
    return None if any(run.first <= day <= run.last for day in elsewhere) else run


def _on_half(place: Place, side: Side) -> bool:
    return place.side in (side, Side.MIDLINE) and REGIONS[place.region].part == FACE


def constant(seen: Seen) -> RedFlag | None:
    """S3. Days in a row that were nearly full of it."""
    s = seen.settings
    window, recent = seen.last(s.signs_days + s.constant_days), seen.last(s.signs_days)
    nonstop = {one.day for one in seen.noted(len(window), NONSTOP)}
    days = [
        day
        for day in window
        if day in nonstop or seen.minutes_on(day) >= s.constant_minutes or seen.number_on(day) >= s.constant_count
    ]
    stretches = [row for row in in_a_row(days) if len(row) >= s.constant_days and row[-1] in recent]
    if not stretches:
        return None
    row = stretches[-1]
    signs = {one.sign.name for one in seen.noted(len(window)) if one.day in row} - OF_THE_TWITCH
    facts = {"dates": iso(row), "days": len(row), "signs": sorted(signs)}
    return raised("S3_constant", facts, within_hours=TODAY_OR_TOMORROW if signs else None)


def more_places(seen: Seen) -> RedFlag | None:
    """S13. Several areas of the body within two weeks; the whole face is one area."""
    s = seen.settings
    days: dict[str, set[date]] = defaultdict(set)
    for day in seen.last(s.recent_days):
        for episode in seen.episodes_on.get(day, ()):
            for area in map(_area, episode.places):
                days[area].add(day)
    areas = sorted(area for area, on in days.items() if len(on) >= s.more_places_days)
    return raised("S13_more_places", {"areas": areas}) if len(areas) >= s.more_places else None


def _area(place: Place) -> str:
    region = REGIONS[place.region]
    return FACE if region.part == FACE else region.id


def medicine(seen: Seen) -> RedFlag | None:
    """S14. The run began after a change of medicine, or the person thinks that a medicine has to do with it."""
    changed = [m for m in seen.diary.medicines if seen.run and _changed_before(m, seen.run.first, seen)]
    thought = [m for m in seen.diary.medicines if m.suspected and _taken(m, seen.today)]
    blamed = [e for e in seen.episodes(seen.settings.signs_days) if "medicine" in e.blamed]
    if not changed and not thought and not blamed:
        return None
    says = [name for name, so in (("change", changed), ("thought", thought or blamed)) if so]
    facts: dict[str, object] = {"medicines": _names(changed), "suspected": _names(thought)}
    facts |= {"dates": iso({episode.local_date for episode in blamed})}
    if changed and seen.run:
        facts |= {"first": seen.run.first.isoformat()}
    return raised("S14_medicine", facts, *says, "advice")


def _changed_before(medicine: Medicine, first: date, seen: Seen) -> bool:
    return any(0 <= (first - day).days <= seen.settings.medicine_days for day in medicine.raised_on())


def _taken(medicine: Medicine, today: date) -> bool:
    return medicine.stopped is None or medicine.stopped > today


def _names(medicines: Iterable[Medicine]) -> list[str]:
    return sorted({medicine.name for medicine in medicines})


def not_held_back(seen: Seen) -> RedFlag | None:
    """S15. Movements that cannot be held back, and not only of an eyelid."""
    s = seen.settings
    found = [episode for episode in seen.episodes(s.signs_days) if episode.can_hold_back is False]
    days = seen.days_with(found).intersection(seen.last(s.signs_days))
    if len(found) < s.hold_back_episodes or len(days) < s.hold_back_days or _only_eyelid(found):
        return None
    places = tokens(place for episode in found for place in episode.places)
    return raised("S15_not_suppressible", {"dates": iso(days), "episodes": len(found), "places": places})


def _only_eyelid(episodes: Iterable[Episode]) -> bool:
    """Whether nothing beyond an eyelid is known."""
    return {place.region for episode in episodes for place in episode.places} <= EYELID

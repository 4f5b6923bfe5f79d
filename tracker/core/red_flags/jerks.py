"""Classify episodes of jerks: continuing, of a limb, on falling asleep."""

from __future__ import annotations

from collections import Counter

from tracker.core.records import Episode, Feel, Onset, Sign
from tracker.core.reference.places import REGIONS

FIVE_MINUTES_S = 300
JERKS_ON, LIMB_JERKS_ON = "jerks_on", "limb_jerks_on"
"""Continuing jerks anywhere, and with a limb, as names of signs that combinations can use."""

WHOLE_ARM = frozenset({"hand", "forearm", "upper_arm"})
ARM = WHOLE_ARM | {"thumb", "shoulder"}
LEG = frozenset({"thigh", "calf", "foot"})
LIMB_OF = dict.fromkeys(ARM, "arm") | dict.fromkeys(LEG, "leg")
"""Limb of each region. A thumb or a calf alone is a single muscle, where harmless twitches are most common."""


def jerks_as_signs(episode: Episode) -> tuple[Sign, ...]:
    """Return JERKS_ON and LIMB_JERKS_ON as signs, if the episode has them."""
    goes_on = episode.still_going or (episode.duration_s or 0) >= FIVE_MINUTES_S
    if episode.feel is not Feel.JERK or not goes_on or episode.falling_asleep:
        return ()
    names = [JERKS_ON, LIMB_JERKS_ON] if _involves_limb(episode) else [JERKS_ON]
    return tuple(Sign(name, Onset.SUDDEN) for name in names)


def _involves_limb(episode: Episode) -> bool:
    """Whether a limb jerks, not just one small muscle of it: see docs/adr/0003-where-the-rules-differ.md."""
    regions = {place.region for place in episode.places}
    limbs = Counter((LIMB_OF[place.region], place.side) for place in episode.places if place.region in LIMB_OF)
    with_face = any(REGIONS[region].part == "face" for region in regions)
    return bool(regions & WHOLE_ARM) or bool(limbs and with_face) or max(limbs.values(), default=0) > 1


def face_and_limb(episode: Episode) -> bool:
    """Whether the face and a limb of the same side jerk, awake."""
    face = {place.side for place in episode.places if REGIONS[place.region].part == "face"}
    limb = {place.side for place in episode.places if place.region in LIMB_OF}
    return episode.feel is Feel.JERK and not episode.falling_asleep and bool(face & limb)


def is_sleep_jerk(episode: Episode) -> bool:
    """Whether this is a harmless jerk on falling asleep or waking, or of the body in sleep, without signs."""
    in_bed = episode.falling_asleep or (episode.in_sleep and _body_only(episode))
    return bool(in_bed) and episode.feel in (Feel.JERK, None) and not episode.signs


def _body_only(episode: Episode) -> bool:
    return bool(episode.places) and all(REGIONS[place.region].part == "body" for place in episode.places)

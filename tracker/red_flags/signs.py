"""Rules that answer a sign the person ticked. They stay when patterns are turned off."""

from __future__ import annotations

from tracker.records import Onset
from tracker.red_flags.facts import facts_of
from tracker.red_flags.flag import Facts, RedFlag, raised
from tracker.red_flags.quiet import tic_like
from tracker.red_flags.seen import Seen
from tracker.red_flags.together import SUDDEN
from tracker.reference.rules import TODAY_OR_TOMORROW

GRADUAL = frozenset({Onset.GRADUAL})


def _any_twitch(seen: Seen) -> bool:
    return bool(seen.episodes(seen.settings.signs_days))


def _flag(rule_id: str, facts: Facts, urgent: object) -> RedFlag:
    return raised(rule_id, facts, within_hours=TODAY_OR_TOMORROW if urgent else None)


def face_weak(seen: Seen) -> RedFlag | None:
    """S1. Any onset: no emergency rule takes this sign up, and to say nothing would be worse."""
    found = seen.noted(seen.settings.signs_days, "face_weak")
    return raised("S1_face_weak", facts_of(found)) if found else None


def eye_shut(seen: Seen) -> RedFlag | None:
    """S7. The eye closed on several days, or both eyes were forced shut once."""
    s = seen.settings
    closed = [episode for episode in seen.episodes(s.recent_days) if episode.eye_closes]
    days = seen.days_with(closed).intersection(seen.last(s.recent_days))
    forced = seen.noted(s.signs_days, "both_eyes_forced_shut")
    if len(days) < s.eye_shut_days and not forced:
        return None
    stops = seen.noted(s.signs_days, "stops_reading_or_driving")
    return _flag("S7_eye_shut", facts_of((*forced, *stops), days), stops)


def pain_or_numbness(seen: Seen) -> RedFlag | None:
    """S8. Strong pain once, some pain on several days, or a numb face while there is twitching."""
    s = seen.settings
    strong = [e for e in seen.episodes(s.signs_days) if (e.pain or 0) >= s.strong_pain]
    sore = [e for e in seen.episodes(s.recent_days) if (e.pain or 0) >= s.pain]
    sore_days = {episode.local_date for episode in sore}.intersection(seen.last(s.recent_days))
    numb = seen.noted(s.signs_days, "face_numb") if _any_twitch(seen) else ()
    days = {episode.local_date for episode in strong} | (sore_days if len(sore_days) >= s.pain_days else set())
    return _flag("S8_pain_numb", facts_of(numb, days), numb) if numb or days else None


def vision_or_hearing(seen: Seen) -> RedFlag | None:
    """S9. While there is twitching: sight changed, hearing got less, an ear rings."""
    found = seen.noted(seen.settings.signs_days, "vision_change", "hearing_loss", "ringing")
    if not found or not _any_twitch(seen):
        return None
    sudden = [one for one in found if one.sign.name != "ringing" and one.sign.onset in SUDDEN]
    return _flag("S9_vision_hearing", facts_of(found), sudden)


def eye_signs(seen: Seen) -> RedFlag | None:
    """S10. An eyelid that is red, swollen or hangs."""
    found = seen.noted(seen.settings.signs_days, "eye_red_swollen_discharge", "lid_droop")
    sudden = [one for one in found if one.sign.name == "lid_droop" and one.sign.onset is Onset.SUDDEN]
    return _flag("S10_eye_signs", facts_of(found), sudden) if found else None


def limb_progress(seen: Seen) -> RedFlag | None:
    """S11. Weakness or thinning of a muscle while there is twitching, wherever."""
    days = seen.settings.signs_days
    found = seen.noted(days, "dropping_things", "tripping", "muscle_thinner", "stiff_rigid", "limb_weak")
    if not found or not _any_twitch(seen):
        return None
    sudden = [one for one in found if one.sign.name == "limb_weak" and one.sign.onset in SUDDEN]
    speech = (*seen.noted(days, "speech_slurred_or_lost", onsets=GRADUAL), *seen.noted(days, "swallow_hard"))
    tongue = any(place.region == "tongue" for episode in seen.episodes(days) for place in episode.places)
    return _flag("S11_limb_progress", facts_of((*found, *speech)), sudden or speech or tongue)


def speech_or_swallowing(seen: Seen) -> RedFlag | None:
    """S12. Speech that changed little by little, or swallowing that got hard."""
    days = seen.settings.signs_days
    found = (*seen.noted(days, "speech_slurred_or_lost", onsets=GRADUAL), *seen.noted(days, "swallow_hard"))
    return raised("S12_speech_swallow_slow", facts_of(found)) if found else None


def other_movements(seen: Seen) -> RedFlag | None:
    """S16. Other movements of the face on several days, or N4 where it gets much in the way."""
    s = seen.settings
    found = seen.noted(s.signs_days, "other_face_movements_or_tics")
    often = len({one.day for one in found}) >= s.other_movements_days
    urge = tic_like(seen) if seen.scores("impact", s.strong_impact) else ()
    if not often and not urge:
        return None
    says = [name for name, so in (("says", often), ("urge", urge)) if so]
    dates = seen.days_with(urge).intersection(seen.last(s.signs_days))
    return raised("S16_other_movements", facts_of(found if often else (), dates), *says)


def palsy(seen: Seen) -> RedFlag | None:
    """S18. One side of the face was paralysed weeks ago and does not get better."""
    person = seen.diary.person
    if person.palsy_began is None or person.palsy_improving is not False:
        return None
    days = (seen.today - person.palsy_began).days
    facts = {"first": person.palsy_began.isoformat(), "days": days}
    return raised("S18_palsy_3w", facts) if days >= seen.settings.palsy_days else None

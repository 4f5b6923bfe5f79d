"""Rules about signs that the person logged. They stay on when patterns are turned off."""

from __future__ import annotations

from tracker.core.records import Episode, Onset
from tracker.core.red_flags.combinations import SUDDEN
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.facts import facts_of
from tracker.core.red_flags.flag import Facts, RedFlag, raise_flag
from tracker.core.red_flags.urgent_signs import GRADUAL, unseen_signs
from tracker.core.red_flags.urges import with_urge
from tracker.core.red_flags.visits import is_looked_at, is_seen
from tracker.core.red_flags.window import MAX_WINDOW_DAYS
from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW, Level

EYELIDS = frozenset({"upper_eyelid", "lower_eyelid", "outer_eye"})
LIMB = ("dropping_things", "tripping", "muscle_thinner", "stiff_rigid", "rigid_muscles", "limb_weak")


def _any_twitch(context: RuleContext) -> bool:
    return bool(context.episodes(context.settings.signs_days))


def _flag(rule_id: str, facts: Facts, urgent: object, *says: str) -> RedFlag:
    return raise_flag(rule_id, facts, *(says or ("says",)), within_hours=TODAY_OR_TOMORROW if urgent else None)


def eye_shut(context: RuleContext) -> RedFlag | None:
    """S7. The eye closed on several days, or both eyes were forced shut once."""
    s = context.settings
    usual = bool(context.diary.person.eye_closes)
    closed = [e for e in context.episodes(s.recent_days) if _closes(e, usual)]
    days = context.days_with(closed).intersection(context.last(s.recent_days))
    forced = context.logged_signs(s.signs_days, "both_eyes_forced_shut")
    if len(days) < s.eye_shut_days and not forced:
        return None
    stops = context.logged_signs(s.signs_days, "stops_reading_or_driving")
    says = ["says", "driving"] if stops else ["says"]
    first = min(
        [e.local_date for e in context.episodes(MAX_WINDOW_DAYS) if _closes(e, usual)] + [one.day for one in forced]
    )
    known = is_looked_at(context, first)
    return raise_flag(
        "S7_eye_shut", facts_of((*forced, *stops), days), *says, level=Level.NEXT_VISIT if known else None
    )


def _closes(episode: Episode, usual: bool) -> bool:
    """Whether the eye closed. Unanswered: for an eyelid, as usual for the person."""
    if episode.eye_closes is None:
        return usual and any(place.region in EYELIDS for place in episode.places)
    return episode.eye_closes


def pain_or_numbness(context: RuleContext) -> RedFlag | None:
    """S8. Strong pain once, some pain on several days, or gradual numbness of the face with twitching."""
    s = context.settings
    strong = [e for e in context.episodes(s.signs_days) if (e.pain or 0) >= s.strong_pain]
    sore = [e for e in context.episodes(s.recent_days) if (e.pain or 0) >= s.pain]
    sore_days = {episode.local_date for episode in sore}.intersection(context.last(s.recent_days))
    numb = unseen_signs(context, "face_numb", onsets=GRADUAL) if _any_twitch(context) else ()
    days = {episode.local_date for episode in strong} | (sore_days if len(sore_days) >= s.pain_days else set())
    days = {day for day in days if not is_seen(context, day)}
    if not numb and not days:
        return None
    deaf = unseen_signs(context, "hearing_loss") if numb else ()
    return _flag("S8_pain_numb", facts_of((*numb, *deaf), days), deaf)


def vision_or_hearing(context: RuleContext) -> RedFlag | None:
    """S9. Changed sight, hearing loss or ringing, together with twitching."""
    found = unseen_signs(context, "vision_change", "hearing_loss", "ringing")
    if not found or not _any_twitch(context):
        return None
    if {one.sign.name for one in found} == {"ringing"}:
        return raise_flag("S9_vision_hearing", facts_of(found), "ringing", level=Level.ROUTINE)
    sudden = [one for one in found if one.sign.name != "ringing" and one.sign.onset in SUDDEN]
    return _flag("S9_vision_hearing", facts_of(found), sudden)


def eye_signs(context: RuleContext) -> RedFlag | None:
    """S10. A red, swollen or drooping eyelid."""
    found = unseen_signs(context, "eye_red_swollen_discharge", "lid_droop")
    sight = {one.day for one in unseen_signs(context, "vision_change", "vision_lost_or_double")}
    urgent = [
        one for one in found if one.day in sight or (one.sign.name == "lid_droop" and one.sign.onset is Onset.SUDDEN)
    ]
    says = ["says", "sight"] if urgent else ["says"]
    return _flag("S10_eye_signs", facts_of(found), urgent, *says) if found else None


def limb_progress(context: RuleContext) -> RedFlag | None:
    """S11. Weakness or thinning of a muscle, together with twitching anywhere."""
    found = unseen_signs(context, *LIMB)
    if not found or not _any_twitch(context):
        return None
    sudden = [one for one in found if one.sign.name == "limb_weak" and one.sign.onset in SUDDEN]
    speech = (*unseen_signs(context, "speech_slurred_or_lost", onsets=GRADUAL), *unseen_signs(context, "swallow_hard"))
    episodes = context.episodes(context.settings.signs_days)
    tongue = any(place.region == "tongue" for episode in episodes for place in episode.places)
    facts = facts_of((*found, *speech))
    once = {one.sign.name for one in found} == {"tripping"} and len({one.day for one in found}) == 1
    if once and not speech and not tongue:
        return raise_flag("S11_limb_progress", facts, "once", level=Level.NEXT_VISIT)
    return _flag("S11_limb_progress", facts, sudden or speech or tongue)


def speech_or_swallowing(context: RuleContext) -> RedFlag | None:
    """S12. Speech that changed gradually, or difficult swallowing."""
    speech = unseen_signs(context, "speech_slurred_or_lost", onsets=GRADUAL)
    swallow = unseen_signs(context, "swallow_hard")
    if not speech and not swallow:
        return None
    says = [name for name, so in (("speech", speech), ("swallow", swallow)) if so]
    return _flag("S12_speech_swallow_slow", facts_of((*speech, *swallow)), swallow, *says)


def other_movements(context: RuleContext) -> RedFlag | None:
    """S16. Other movements of the face on several days, or urges (N4) with a strong impact."""
    s = context.settings
    found = unseen_signs(context, "other_face_movements_or_tics")
    often = len({one.day for one in found}) >= s.other_movements_days
    urge = with_urge(context) if context.days_with_score("impact", s.strong_impact) else ()
    if not often and not urge:
        return None
    says = [name for name, so in (("says", often), ("urge", urge)) if so]
    dates = context.days_with(urge).intersection(context.last(s.signs_days))
    return raise_flag("S16_other_movements", facts_of(found if often else (), dates), *says)


def palsy(context: RuleContext) -> RedFlag | None:
    """S18. A facial palsy that does not improve after weeks."""
    person = context.diary.person
    if person.palsy_began is None or person.palsy_improving is not False:
        return None
    days = (context.today - person.palsy_began).days
    facts = {"first": person.palsy_began.isoformat(), "days": days}
    return raise_flag("S18_palsy_3w", facts) if days >= context.settings.palsy_days else None


def linked(context: RuleContext) -> RedFlag | None:
    """N3. Movements linked to blinking or chewing, months after a facial palsy."""
    began = context.diary.person.palsy_began
    found = context.logged_signs(context.settings.signs_days, "moves_with_blink_or_chew")
    if not found or began is None or (context.today - began).days < context.settings.linked_days:
        return None
    troubled = context.days_with_score("impact", context.settings.impact)
    facts = {**facts_of(found), "first": began.isoformat()}
    return raise_flag("N3_linked", facts, level=None if troubled else Level.NEXT_VISIT)

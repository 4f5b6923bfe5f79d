"""Rules about signs that a doctor should see today or tomorrow. They stay on when patterns are turned off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.core.records import Onset
from tracker.core.red_flags.combinations import SUDDEN
from tracker.core.red_flags.context import LoggedSign, RuleContext
from tracker.core.red_flags.emergency import EMERGENCIES
from tracker.core.red_flags.facts import facts_of, iso
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.jerks import face_and_limb
from tracker.core.red_flags.visits import is_seen, unseen
from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW, TWO_WEEKS

GRADUAL = frozenset({Onset.GRADUAL})
AFTER_INJECTION_DAYS = 28
SLOW = ("face_droop", "arm_or_leg_weak_or_numb", "vision_lost_or_double", "confusion", "worst_headache")
"""Signs that are emergencies with a sudden onset."""


def unseen_signs(context: RuleContext, *names: str, onsets: Iterable[Onset] = tuple(Onset)) -> tuple[LoggedSign, ...]:
    """Return the recent signs with these names that no doctor has seen since."""
    return unseen(context, context.logged_signs(context.settings.signs_days, *names, onsets=frozenset(onsets)))


def face_weak(context: RuleContext) -> RedFlag | None:
    """S1. A face that gets weaker over days. After an injection this is a known effect and less urgent."""
    found = unseen_signs(context, "face_weak", onsets=GRADUAL)
    if not found:
        return None
    injected = [day for one in found if (day := _injected_before(context, one.day))]
    if len(injected) < len(found):
        return raise_flag("S1_face_weak", facts_of(found), "says")
    facts = {**facts_of(found), "day": max(injected).isoformat()}
    return raise_flag("S1_face_weak", facts, "injected", within_hours=TWO_WEEKS)


def _injected_before(context: RuleContext, day: date) -> date | None:
    since = day - timedelta(days=AFTER_INJECTION_DAYS)
    return max((one.day for one in context.diary.injections if since <= one.day <= day), default=None)


def came_slowly(context: RuleContext) -> RedFlag | None:
    """S19. Signs that would be an emergency with a sudden onset."""
    found = unseen_signs(context, *SLOW, onsets=GRADUAL)
    return raise_flag("S19_came_slowly", facts_of(found)) if found else None


def hands_cramp(context: RuleContext) -> RedFlag | None:
    """S20. Hands or feet cramp into a fixed shape, unless E9 matches."""
    found = unseen_signs(context, "hand_foot_spasm")
    if not found or EMERGENCIES["E9_heart_spasm"](context):
        return None
    return raise_flag("S20_hands_cramp", facts_of(found))


def jaw_locked(context: RuleContext) -> RedFlag | None:
    """S25. The jaw is cramped shut, unless E12 matches."""
    found = unseen_signs(context, "jaw_locked")
    if not found or EMERGENCIES["E12_jaw_locked"](context):
        return None
    return raise_flag("S25_jaw_locked", facts_of(found))


def fainted(context: RuleContext) -> RedFlag | None:
    """S26. A faint without jerking."""
    found = unseen_signs(context, "fainted")
    return raise_flag("S26_fainted", facts_of(found)) if found else None


def face_and_limb_jerk(context: RuleContext) -> RedFlag | None:
    """S22. The face and a limb of the same side jerked in one episode."""
    found = [e for e in context.episodes(context.settings.recent_days) if face_and_limb(e)]
    days = {e.local_date for e in found if not is_seen(context, e.local_date)}
    return raise_flag("S22_face_and_limb", {"dates": iso(days)}) if days else None


def never_seen(context: RuleContext) -> RedFlag | None:
    """S27. An urgent sign of weeks ago with no visit since."""
    names = ("swallow_hard", "hand_foot_spasm", "jaw_locked", "fainted")
    slow = ("face_weak", "speech_slurred_or_lost", *SLOW)
    signs = (
        *context.all_logged_signs(*names),
        *context.all_logged_signs(*slow, onsets=GRADUAL),
        *context.all_logged_signs("hearing_loss", onsets=SUDDEN),
    )
    before = context.today - timedelta(days=context.settings.signs_days)
    found = unseen(context, [one for one in signs if one.day <= before])
    recent = {one.sign.name for one in context.logged_signs(context.settings.signs_days)}
    old = [one for one in found if one.sign.name not in recent]
    if not old:
        return None
    return raise_flag("S27_never_seen", {**facts_of(old), "day": max(one.day for one in old).isoformat()})


def is_urgent(flag: RedFlag) -> bool:
    """Whether a flag asks for a doctor today or tomorrow."""
    return flag.within_hours == TODAY_OR_TOMORROW

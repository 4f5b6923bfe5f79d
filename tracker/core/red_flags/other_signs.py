"""Rules for the remaining signs: heart and sweat, signs seen by a doctor, and all others."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.red_flags.context import LoggedSign, RuleContext
from tracker.core.red_flags.emergency import EMERGENCIES
from tracker.core.red_flags.facts import facts_of
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.urgent_signs import unseen_signs
from tracker.core.red_flags.visits import unseen
from tracker.core.reference.rules.levels import Level

IGNORED_SIGNS = {
    "fever": "a fever alone is a cold, and no twitch is known to follow it",
    "vomiting": "vomiting alone is an upset stomach",
    "heavy_sweating": "sweating alone is heat, sport or worry; with a racing heart N10 says it",
    "nearly_nonstop": "says how the twitch was on that day; S3 counts it",
}
"""Signs that need no separate flag, with the reason. In combinations they still count."""

HEART = frozenset({"palpitations", "irregular_heartbeat", "racing_heart"})
HEAD = frozenset({"severe_headache", "dizzy_unsteady"})


def heart_and_sweat(context: RuleContext) -> RedFlag | None:
    """N10. A racing heart with sweating or fever, unless E8 matches."""
    if not context.episodes(context.settings.signs_days) or EMERGENCIES["E8_toxic"](context):
        return None
    racing = unseen_signs(context, "racing_heart")
    others = unseen_signs(context, "heavy_sweating", "fever")
    days = {one.day for one in racing} & {one.day for one in others}
    if not days:
        return None
    found = [one for one in (*racing, *others) if one.day in days]
    sweats = any(one.sign.name == "heavy_sweating" for one in found)
    often = len(days) >= context.settings.heart_days
    level = None if often else Level.NEXT_VISIT
    return raise_flag("N10_heart_and_sweat", facts_of(found), "says" if sweats else "fever", level=level)


def seen_since(context: RuleContext, flags: Sequence[RedFlag]) -> RedFlag | None:
    """N11. Signs that a doctor has seen."""
    recent = context.logged_signs(context.settings.signs_days)
    new = set(unseen(context, recent))
    found = [one for one in _unused(recent, flags) if one not in new]
    return raise_flag("N11_seen_since", facts_of(found)) if found else None


def also_noted(context: RuleContext, flags: Sequence[RedFlag]) -> RedFlag | None:
    """N12. Signs that no other rule uses."""
    found = _unused(unseen(context, context.logged_signs(context.settings.signs_days)), flags)
    if not found:
        return None
    names = {one.sign.name for one in found}
    says = [name for name, signs in (("heart", HEART), ("head", HEAD)) if names & signs]
    return raise_flag("N12_also_noted", facts_of(found), "says", *says)


def _unused(signs: Sequence[LoggedSign], flags: Sequence[RedFlag]) -> list[LoggedSign]:
    used = {name for flag in flags for name in flag.facts.get("signs", ())}
    return [one for one in signs if one.sign.name not in used | IGNORED_SIGNS.keys()]

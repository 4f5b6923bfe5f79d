"""Signs that no other rule asks a doctor about: heart and sweat, what was seen, and what was also noted."""

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
"""Signs that need no line by themselves, each with the reason. Together with others they still count."""

HEART = frozenset({"palpitations", "irregular_heartbeat", "racing_heart"})
HEAD = frozenset({"severe_headache", "dizzy_unsteady"})


def heart_and_sweat(context: RuleContext) -> RedFlag | None:
    """N10. A racing heart with sweating or fever, where E8 has no reason to speak."""
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
    """N11. Signs that a doctor has seen: to be told again if they change, and nothing more urgent."""
    recent = context.logged_signs(context.settings.signs_days)
    new = set(unseen(context, recent))
    found = [one for one in _not_taken_up(recent, flags) if one not in new]
    return raise_flag("N11_seen_since", facts_of(found)) if found else None


def also_noted(context: RuleContext, flags: Sequence[RedFlag]) -> RedFlag | None:
    """N12. Signs that no other rule takes up."""
    found = _not_taken_up(unseen(context, context.logged_signs(context.settings.signs_days)), flags)
    if not found:
        return None
    names = {one.sign.name for one in found}
    says = [name for name, signs in (("heart", HEART), ("head", HEAD)) if names & signs]
    return raise_flag("N12_also_noted", facts_of(found), "says", *says)


def _not_taken_up(noted: Sequence[LoggedSign], flags: Sequence[RedFlag]) -> list[LoggedSign]:
    taken = {name for flag in flags for name in flag.facts.get("signs", ())}
    return [one for one in noted if one.sign.name not in taken | IGNORED_SIGNS.keys()]

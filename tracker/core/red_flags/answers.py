"""Apply a person's answers to flags: an answer silences a flag until something is new, or raises worsening."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracker.core.records import WatchedSign
from tracker.core.red_flags.flag import Facts, RedFlag, urgency
from tracker.core.red_flags.settings import DEFAULTS, Settings
from tracker.core.reference.rules.levels import ANSWERS, FOLLOW_UP_ANSWERS, TWO_WEEKS, WORSE_NO, WORSE_YES, Level

REOPENING_FACTS = ("places", "areas", "sides", "signs", "medicines", "rules", "kinds")
"""Facts of which a new value ends the silence."""

HOURS = "within_hours"
"""The key of the hours among the answered facts."""

WORSENING = "S4_worsening"


def is_silenced(flag: RedFlag, sign: WatchedSign, today: date, settings: Settings = DEFAULTS) -> bool:
    """Whether the answer to a flag still silences it.

    *I have been seen* holds until there is a new place, sign, medicine or kind; *I have booked an appointment* and *it
    is not clearly worse* hold for some weeks at most. An emergency is never silenced, nor a flag that is more urgent
    than the answered one.
    """
    if not sign.answer or sign.answered_on is None or flag.level is Level.EMERGENCY:
        return False
    if urgency(flag.level, flag.within_hours) < _answered_urgency(sign) or _is_new(flag.facts, sign.answered_facts):
        return False
    return sign.answer == "seen" or (sign.answer != WORSE_YES and _is_recent(sign, today, settings))


def _answered_urgency(sign: WatchedSign) -> tuple[int, int]:
    """Return the urgency of the answered flag. Older versions did not store the hours; they were two weeks."""
    level = Level(sign.answered_level)
    hours = sign.answered_facts.get(HOURS, TWO_WEEKS)
    return urgency(level, hours if level is Level.SOON else None)


def _is_new(facts: Facts, answered: Facts) -> bool:
    return any(set(facts.get(name, ())) - set(answered.get(name, ())) for name in REOPENING_FACTS)


def _is_recent(sign: WatchedSign, today: date, settings: Settings) -> bool:
    return sign.answered_on is not None and (today - sign.answered_on).days < settings.booked_days


def with_answers(
    flags: Iterable[RedFlag], signs: Sequence[WatchedSign], today: date, settings: Settings = DEFAULTS
) -> tuple[RedFlag, ...]:
    """Return the flags, with worsening raised if the person recently answered *clearly worse*."""
    worse = any(
        sign.rule == WORSENING and sign.answer == WORSE_YES and _is_recent(sign, today, settings) for sign in signs
    )
    answered = (_raise_to_soon(flag) if worse and flag.rule == WORSENING else flag for flag in flags)
    return tuple(sorted(answered, key=lambda flag: urgency(flag.level, flag.within_hours)))


def _raise_to_soon(flag: RedFlag) -> RedFlag:
    says = tuple(dict.fromkeys([*flag.says, "said"]))
    return replace(flag, level=Level.SOON, within_hours=TWO_WEEKS, says=says, facts={**flag.facts, "said": True})


def answers_to(rule: str) -> tuple[str, ...]:
    """Return the possible answers to this rule."""
    return ANSWERS if rule == WORSENING else FOLLOW_UP_ANSWERS


def asks_whether_worse(flag: RedFlag, sign: WatchedSign, today: date, settings: Settings = DEFAULTS) -> bool:
    """Whether to ask *Is it clearly worse than a month ago?*: worsening matches and was not answered recently."""
    if flag.rule != WORSENING or flag.level is not Level.NEXT_VISIT or "said" in flag.facts:
        return False
    return sign.answer not in (WORSE_YES, WORSE_NO) or not _is_recent(sign, today, settings)

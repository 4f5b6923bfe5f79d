"""What a doctor has already seen, according to the diary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.core.red_flags.combinations import SUDDEN
from tracker.core.red_flags.context import LoggedSign, RuleContext
from tracker.core.red_flags.urges import untroubled_urges

TREATED_DAYS = 365
"""An injection within this period means that the person is under treatment."""

KNOWN_DAYS = 90
"""Signs logged up to this long before a visit are known to the doctor."""

FIRST_DAYS = 14
"""Twitching in the first days of a diary may have begun before it."""


def is_seen(context: RuleContext, day: date) -> bool:
    """Whether there was a visit on or after this day."""
    return context.last_visit is not None and context.last_visit >= day


def unseen(context: RuleContext, signs: Iterable[LoggedSign]) -> tuple[LoggedSign, ...]:
    """Return the signs no doctor has seen: logged after the last visit, and new or more sudden than before it."""
    last = context.last_visit
    if last is None:
        return tuple(signs)
    known = {
        (one.sign.name, is_sudden)
        for day in (last - timedelta(days=n) for n in range(KNOWN_DAYS))
        for one in context.signs_on.get(day, ())
        for is_sudden in ((False, True) if one.sign.onset in SUDDEN else (False,))
    }
    return tuple(one for one in signs if one.day > last and (one.sign.name, one.sign.onset in SUDDEN) not in known)


def is_treated(context: RuleContext) -> bool:
    """Whether the person is treated with injections."""
    since = context.today - timedelta(days=TREATED_DAYS)
    return any(since <= injection.day <= context.today for injection in context.diary.injections)


def is_looked_at(context: RuleContext, first: date) -> bool:
    """Whether a doctor has looked at twitching first logged on this day, or does not need to."""
    return is_treated(context) or is_examined(context, first) or untroubled_urges(context)


def is_examined(context: RuleContext, first: date) -> bool:
    """Whether a doctor has looked, according to a visit or to the person's own word."""
    old = may_be_older(context, first)
    by_visit = any(visit.has_a_result and (old or visit.day >= first) for visit in context.visits)
    return by_visit or _by_own_word(context, first)


def _by_own_word(context: RuleContext, first: date) -> bool:
    """Whether the person says so. An answer without a month covers all twitching."""
    person = context.diary.person
    month = person.seen_by_doctor_in
    if not person.seen_by_doctor or month is None:
        return bool(person.seen_by_doctor)
    return may_be_older(context, first) or end_of_month(month) >= first


def may_be_older(context: RuleContext, first: date) -> bool:
    """Whether twitching first logged on this day may have begun before the diary."""
    return (first - context.first_logged).days < FIRST_DAYS


def end_of_month(month: date) -> date:
    """Return the last day of a month."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)

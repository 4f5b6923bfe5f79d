"""What a doctor has seen already, so far as the diary knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.core.red_flags.combinations import SUDDEN
from tracker.core.red_flags.context import LoggedSign, RuleContext, has_a_result
from tracker.core.red_flags.urges import untroubled_urges

TREATED_DAYS = 365
"""How long an injection says that somebody is under treatment."""

KNOWN_DAYS = 90
"""How long before a visit a sign may have been noted to be known to the doctor."""

FIRST_DAYS = 14
"""What lies in so many first days of a diary may have begun long before it."""


def is_seen(context: RuleContext, day: date) -> bool:
    """Whether a visit came on or after this day."""
    return context.last_visit is not None and context.last_visit >= day


def unseen(context: RuleContext, noted: Iterable[LoggedSign]) -> tuple[LoggedSign, ...]:
    """Those signs that no doctor has seen: noted after the last visit, and new since, or more sudden than before."""
    last = context.last_visit
    if last is None:
        return tuple(noted)
    known = {
        (one.sign.name, is_sudden)
        for day in (last - timedelta(days=n) for n in range(KNOWN_DAYS))
        for one in context.signs_on.get(day, ())
        for is_sudden in ((False, True) if one.sign.onset in SUDDEN else (False,))
    }
    return tuple(one for one in noted if one.day > last and (one.sign.name, one.sign.onset in SUDDEN) not in known)


def is_treated(context: RuleContext) -> bool:
    """Whether injections are part of the person's treatment."""
    since = context.today - timedelta(days=TREATED_DAYS)
    return any(since <= injection.day <= context.today for injection in context.diary.injections)


def is_looked_at(context: RuleContext, first: date) -> bool:
    """Whether a doctor has looked at twitching that was first logged on this day, or has no need to."""
    return is_treated(context) or is_examined(context, first) or untroubled_urges(context)


def is_examined(context: RuleContext, first: date) -> bool:
    """Whether a visit, or the person's own word, says that a doctor has looked."""
    return _examined(context, first) or _said(context, first)


def _examined(context: RuleContext, first: date) -> bool:
    old = may_be_older(context, first)
    return any(has_a_result(visit) and (old or visit.day >= first) for visit in context.visits)


def _said(context: RuleContext, first: date) -> bool:
    """The person's own word. Without a month it is about what twitches now."""
    person = context.diary.person
    month = person.seen_by_doctor_in
    if not person.seen_by_doctor or month is None:
        return bool(person.seen_by_doctor)
    return may_be_older(context, first) or end_of_month(month) >= first


def may_be_older(context: RuleContext, first: date) -> bool:
    """Whether what was first logged on this day may have begun before the diary did."""
    return (first - min(context.logged)).days < FIRST_DAYS


def end_of_month(month: date) -> date:
    """The last day of a month."""
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)

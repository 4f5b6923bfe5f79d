"""Rules about medicines: started or raised before twitching, suspected, and interactions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from tracker.core.records import Feel, Medicine
from tracker.core.red_flags.conditions import started_or_raised
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.facts import iso
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.visits import end_of_month, is_seen, unseen
from tracker.core.reference.medicine_effects import (
    DOPAMINE_BLOCKERS,
    INTERACTIONS,
    TAKEN_AGAINST,
    is_one_of,
)
from tracker.core.reference.rules.levels import Level

SPASM_DAYS = 7
INTERACTION_DAYS = 21
MIN_DIARY_DAYS, DAYS_BEFORE, MIN_LOGGED_BEFORE = 14, 28, 10
"""To know that twitching began after a medicine: age of the diary, period before the medicine, logged days in it."""


def _is_taken(medicine: Medicine, day: date) -> bool:
    started = medicine.started is None or medicine.started <= day
    return started and (medicine.stopped is None or medicine.stopped > day)


def _changed_since(medicine: Medicine, since: date, today: date) -> bool:
    return any(since <= day <= today for day in started_or_raised(medicine))


def _names(medicines: Iterable[Medicine]) -> list[str]:
    return sorted({medicine.name for medicine in medicines})


def medicine(context: RuleContext) -> RedFlag | None:
    """S14. The person suspects a medicine, or twitching began after one according to the diary."""
    changed = {m: days for m in context.diary.medicines if (days := _days_after(context, m)) is not None}
    suspected = [m for m in context.diary.medicines if m.suspected and _is_taken(m, context.today)]
    blamed = [e for e in context.episodes(context.settings.signs_days) if "medicine" in e.blamed]
    if not changed and not suspected and not blamed:
        return None
    facts: dict[str, object] = {"medicines": _names(changed), "suspected": _names(suspected)}
    facts |= {"dates": iso({episode.local_date for episode in blamed})}
    says = []
    if changed and context.run:
        facts |= {"first": context.run.first.isoformat(), "days": min(changed.values())}
        says = ["change"]
    if not suspected and not blamed:
        return raise_flag("S14_medicine", facts, *says, level=Level.NEXT_VISIT)
    return raise_flag("S14_medicine", facts, *says, "thought", "advice")


def _days_after(context: RuleContext, medicine: Medicine) -> int | None:
    """Return how many days after a change of this medicine the open run began; None if the diary cannot tell."""
    if context.run is None or medicine.against_twitching or is_one_of(medicine.name, TAKEN_AGAINST):
        return None
    waits = [(context.run.first - day).days for day in medicine.raised_on() if _was_quiet_before(context, day)]
    return min((days for days in waits if 0 <= days <= context.settings.medicine_days), default=None)


def _was_quiet_before(context: RuleContext, day: date) -> bool:
    """Whether the diary shows no twitch in the weeks before this day, and the person does not contradict it."""
    since = context.diary.person.twitching_since
    if since is not None and end_of_month(since) < day:
        return False
    before = {day - timedelta(days=n) for n in range(1, DAYS_BEFORE + 1)}
    old_enough = (day - context.first_logged).days >= MIN_DIARY_DAYS
    return old_enough and len(before & context.logged) >= MIN_LOGGED_BEFORE and not before & context.places_on.keys()


def spasm(context: RuleContext) -> RedFlag | None:
    """S21. Sustained pulling within days of a dopamine-blocking medicine."""
    since = context.today - timedelta(days=SPASM_DAYS)
    blockers = [m for m in context.diary.medicines if is_one_of(m.name, DOPAMINE_BLOCKERS)]
    new = [m for m in blockers if _changed_since(m, since, context.today)]
    pulls = [e for e in context.episodes(2) if e.feel is Feel.PULL_AND_HOLD and not is_seen(context, e.local_date)]
    if not new or not pulls:
        return None
    return raise_flag("S21_medicine_spasm", {"medicines": _names(new), "dates": iso(e.local_date for e in pulls)})


def interaction(context: RuleContext) -> RedFlag | None:
    """S24. Jerks or unsteadiness after two medicines with a known interaction were combined."""
    since = context.today - timedelta(days=INTERACTION_DAYS)
    pair = next(_pairs(context, since), None)
    if pair is None:
        return None
    jerked = [
        e for e in context.episodes(INTERACTION_DAYS) if e.feel is Feel.JERK and not is_seen(context, e.local_date)
    ]
    noted = unseen(context, context.logged_signs(INTERACTION_DAYS, "dizzy_unsteady", "confusion", "vomiting"))
    dates = {e.local_date for e in jerked} | {one.day for one in noted}
    after = {day for day in dates if any(day >= change for m in pair for change in started_or_raised(m)
                                         if change >= since)}  # fmt: skip
    if not after:
        return None
    signs = sorted({one.sign.name for one in noted if one.day in after})
    return raise_flag("S24_interaction", {"medicines": _names(pair), "dates": iso(after), "signs": signs})


def _pairs(context: RuleContext, since: date) -> Iterator[tuple[Medicine, Medicine]]:
    taken = [m for m in context.diary.medicines if _is_taken(m, context.today)]
    for known in INTERACTIONS:
        for first in _named(taken, known.medicine):
            for second in _named(taken, known.others):
                if any(_changed_since(m, since, context.today) for m in (first, second)):
                    yield first, second


def _named(medicines: Iterable[Medicine], words: Collection[str]) -> list[Medicine]:
    return [m for m in medicines if is_one_of(m.name, words)]


def jerks_after_a_change(context: RuleContext) -> bool:
    """Whether jerks followed a recent change of medicine, which rules out reassurance."""
    days = context.settings.signs_days
    changes = [day for m in context.diary.medicines for day in m.changed_on() if day in context.last(days)]
    jerked = [e.local_date for e in context.episodes(context.settings.recent_days) if e.feel is Feel.JERK]
    return any(day >= change for day in jerked for change in changes)

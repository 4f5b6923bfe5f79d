"""Conditions of a date apart from its entries: pregnancy, recent injections and recent new medicines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tracker.core.records import Diary, Medicine, Person
from tracker.core.red_flags.combinations import INJECTED, NEW_MEDICINE, PREGNANT
from tracker.core.reference.medicine_effects import DOPAMINE_BLOCKERS, SEROTONIN, is_one_of

NEW_MEDICINE_DAYS = 14
INJECTED_DAYS = 84
Periods = tuple[tuple[date, date], ...]
"""First and last dates, both included."""


def conditions(diary: Diary, day: date) -> frozenset[str]:
    """Return the conditions that hold on a date."""
    return conditions_within(periods(diary), diary.person, day)


def conditions_within(ranges: Mapping[str, Periods], person: Person, day: date) -> frozenset[str]:
    """The same, where the periods of the diary are at hand."""
    found = {name for name, spans in ranges.items() if any(first <= day <= last for first, last in spans)}
    return frozenset(found | ({PREGNANT} if person.pregnant else set()))


def periods(diary: Diary) -> Mapping[str, Periods]:
    """Return the periods in which each condition holds."""
    toxic = (m for m in diary.medicines if is_one_of(m.name, SEROTONIN | DOPAMINE_BLOCKERS))
    started = [day for medicine in toxic for day in started_or_raised(medicine)]
    injected = [injection.day for injection in diary.injections]
    return {INJECTED: _periods(injected, INJECTED_DAYS), NEW_MEDICINE: _periods(started, NEW_MEDICINE_DAYS)}


def new_days(medicine: Medicine) -> Periods:
    """Return the periods in which a medicine or its dose counts as new."""
    return _periods(medicine.changed_on(), NEW_MEDICINE_DAYS)


def started_or_raised(medicine: Medicine) -> tuple[date, ...]:
    """Return when a medicine was started or raised. A change of unknown direction counts as a raise."""
    unknown = {change.day for change in medicine.changes if change.raised is None}
    return tuple(sorted({*medicine.raised_on(), *unknown}))


def _periods(days: Iterable[date], length: int) -> Periods:
    return tuple((day, day + timedelta(days=length)) for day in days)

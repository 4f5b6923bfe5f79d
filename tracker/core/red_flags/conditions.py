"""What is true of a date besides its entries: pregnancy, injections and new medicines not long before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tracker.core.records import Diary, Medicine
from tracker.core.red_flags.combinations import INJECTED, NEW_MEDICINE, PREGNANT
from tracker.core.reference.medicine_effects import DOPAMINE_BLOCKERS, SEROTONIN, is_one_of

NEW_MEDICINE_DAYS = 14
INJECTED_DAYS = 84
Spans = tuple[tuple[date, date], ...]
"""First and last dates, both included."""


def conditions(diary: Diary, day: date) -> frozenset[str]:
    """Those that the person, the medicines and the injections make true of a date."""
    held = {name for name, spans in windows(diary).items() if any(first <= day <= last for first, last in spans)}
    return frozenset(held | ({PREGNANT} if diary.person.pregnant else set()))


def windows(diary: Diary) -> Mapping[str, Spans]:
    """Between which dates a condition holds."""
    toxic = (m for m in diary.medicines if is_one_of(m.name, SEROTONIN | DOPAMINE_BLOCKERS))
    begun = [day for medicine in toxic for day in begun_or_raised(medicine)]
    injected = [injection.day for injection in diary.injections]
    return {INJECTED: _spans(injected, INJECTED_DAYS), NEW_MEDICINE: _spans(begun, NEW_MEDICINE_DAYS)}


def new_days(medicine: Medicine) -> Spans:
    """When the medicine, or its dose, counts as new."""
    return _spans(medicine.changed_on(), NEW_MEDICINE_DAYS)


def begun_or_raised(medicine: Medicine) -> tuple[date, ...]:
    """When it was begun or went up. A change of which nobody said whether it went up may have been a raise."""
    maybe = {change.day for change in medicine.changes if change.raised is None}
    return tuple(sorted({*medicine.raised_on(), *maybe}))


def _spans(days: Iterable[date], length: int) -> Spans:
    return tuple((day, day + timedelta(days=length)) for day in days)

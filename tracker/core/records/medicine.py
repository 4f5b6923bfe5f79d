"""Medicines, their logged doses, and injections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tracker.core.records.place import Place


@dataclass(frozen=True)
class DoseChange:
    """A change of dose on `day`, in the person's own words ("200 mg at night").

    `raised` is whether it went up; None means *not answered*. A course has at most one per day, sorted.
    """

    day: date
    dose: str = ""
    raised: bool | None = None


@dataclass(frozen=True)
class Medicine:
    """One course of a medicine.

    `suspected` means that the person suspects it; `against_twitching` that it is taken against the twitch. A date of
    None is unknown; `stopped` of None means still taken. `dose` is the first dose, `group` its kind, `why` and
    `why_stopped` the reasons to take and to stop it, all in the person's own words. `as_needed` means that each dose
    is logged when taken. `dose_raised` is a raise that was logged without a dose; `changes` are those with one.
    """

    id: UUID
    name: str
    started: date | None = None
    dose_raised: date | None = None
    stopped: date | None = None
    suspected: bool = False
    note: str = ""
    group: str = ""
    dose: str = ""
    as_needed: bool = False
    changes: tuple[DoseChange, ...] = ()
    why: str = ""
    why_stopped: str = ""
    against_twitching: bool = False

    def changed_on(self) -> tuple[date, ...]:
        """Return when it was started and when its dose changed."""
        days = (self.started, self.dose_raised, *(change.day for change in self.changes))
        return tuple(sorted({day for day in days if day}))

    def raised_on(self) -> tuple[date, ...]:
        """Return when it was started and when its dose was raised."""
        days = (self.started, self.dose_raised, *(change.day for change in self.changes if change.raised))
        return tuple(sorted({day for day in days if day}))


@dataclass(frozen=True)
class Dose:
    """A dose taken. `medicine` is the id of its course, `at` an aware time in UTC."""

    id: UUID
    medicine: UUID
    at: datetime
    zone: str
    local_date: date
    amount: str = ""


@dataclass(frozen=True)
class Injected:
    """The units injected into one place; None means *not answered*."""

    place: Place
    units: float | None = None


@dataclass(frozen=True)
class Injection:
    """Injections of one day, usually of botulinum toxin. Units are specific to the product.

    A place has at most one of the `spots`. `effect_from` and `effect_until` are when the person noticed that the
    effect began and wore off.
    """

    id: UUID
    day: date
    product: str
    spots: tuple[Injected, ...] = ()
    next_due: date | None = None
    note: str = ""
    effect_from: date | None = None
    effect_until: date | None = None

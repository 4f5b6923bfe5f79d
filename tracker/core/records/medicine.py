"""A medicine the person takes or took, each dose of it that was noted, and injections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tracker.core.records.place import Place


@dataclass(frozen=True)
class DoseChange:
    """From `day` on the dose was another one, in the person's own words ("200 mg at night").

    `raised` is whether it went up; None means *not said*. A course has at most one of them per day, in order.
    """

    day: date
    dose: str = ""
    raised: bool | None = None


@dataclass(frozen=True)
class Medicine:
    """One course. `suspected` is the person's own thought that it has to do with the twitch, not a finding.
    `against_twitching` is that it is taken against the twitch.

    None as a date means *not said*: for `stopped`, that it is still taken. `dose` is the dose it was begun with,
    `group` its kind, `why` what it is or was taken for, `why_stopped` the reason to end it, all as the person says
    it. `as_needed` means that each dose is noted when it is taken. `dose_raised` is the one raise that was noted
    without a dose; `changes` hold all that were noted with one.
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
        """When it was begun, and when its dose became another one."""
        noted = (self.started, self.dose_raised, *(change.day for change in self.changes))
        return tuple(sorted({day for day in noted if day}))

    def raised_on(self) -> tuple[date, ...]:
        """When it was begun, and when its dose is said to have gone up."""
        noted = (self.started, self.dose_raised, *(change.day for change in self.changes if change.raised))
        return tuple(sorted({day for day in noted if day}))


@dataclass(frozen=True)
class Dose:
    """One dose that was taken. `medicine` is the id of its course, `at` an aware time in UTC."""

    id: UUID
    medicine: UUID
    at: datetime
    zone: str
    local_date: date
    amount: str = ""


@dataclass(frozen=True)
class Injected:
    """How many units went into one place; None means *not said*."""

    place: Place
    units: float | None = None


@dataclass(frozen=True)
class Injection:
    """Injections of one day, of botulinum toxin as a rule. Units are those of the product and of no other.

    A place has at most one of the `spots`. `effect_from` and `effect_until` are the days on which the person noticed
    that it worked and that it wore off.
    """

    id: UUID
    day: date
    product: str
    spots: tuple[Injected, ...] = ()
    next_due: date | None = None
    note: str = ""
    effect_from: date | None = None
    effect_until: date | None = None

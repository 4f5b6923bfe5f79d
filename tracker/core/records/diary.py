"""The diary of one person over a period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tracker.core.records.day import Day
from tracker.core.records.episode import Episode
from tracker.core.records.experiment import Experiment
from tracker.core.records.exposure import Exposure, Reading
from tracker.core.records.medicine import Dose, Injection, Medicine
from tracker.core.records.visit import Visit
from tracker.core.records.watched_sign import WatchedSign


@dataclass(frozen=True)
class Threshold:
    """A threshold of the rules that the person changed."""

    name: str
    value: float


@dataclass(frozen=True)
class Person:
    """The person's settings and answers about themselves; no name, no birthday.

    `palsy_began` is when one side of the face was last paralysed; `palsy_improving` whether it gets better.
    `twitching_since` and `seen_by_doctor_in` are months, stored as their first day. `goes_on_in_sleep`, `eye_closes`
    and `can_hold_back` are what is usual. `runs_in_family` to `set_off` answer what a specialist may ask. `skipped`
    are questions that the person put off. `own_number` is a typed emergency number, "" for the country's.
    None means *not answered*. `thresholds` are sorted by name. `doctor_sections` are the sections of the summary for
    a doctor in the person's order, empty if none were chosen; `doctor_questions` are questions apart from those of
    a visit.
    """

    time_zone: str = "UTC"
    country: str = ""
    units: str = "metric"
    day_starts_at: int = 0
    calm_mode: bool = False
    theme: str = "auto"
    under_16: bool = False
    pregnant: bool = False
    palsy_began: date | None = None
    palsy_improving: bool | None = None
    twitching_since: date | None = None
    seen_by_doctor: bool | None = None
    seen_by_doctor_in: date | None = None
    goes_on_in_sleep: bool | None = None
    eye_closes: bool | None = None
    can_hold_back: bool | None = None
    own_number: str = ""
    runs_in_family: bool | None = None
    hurt_before: bool | None = None
    mouth_moves: bool | None = None
    brow_rises: bool | None = None
    touch_eases: bool | None = None
    set_off: bool | None = None
    skipped: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    doctor_sections: tuple[str, ...] = ()
    doctor_questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diary:
    """Everything logged from `first_day` to `last_day`, both included.

    Entries are sorted: days by date, episodes by onset, readings by date and time (those of the whole day first),
    doses by time, injections, visits and experiments by day, ties by id. Exposures are in the person's order.
    Medicines, injections, visits and experiments are always complete, whatever the period. `watched_signs` are what
    the rules showed and the person's answers; only a whole diary holds them.
    """

    person: Person
    first_day: date
    last_day: date
    days: tuple[Day, ...] = ()
    episodes: tuple[Episode, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    readings: tuple[Reading, ...] = ()
    medicines: tuple[Medicine, ...] = ()
    doses: tuple[Dose, ...] = ()
    injections: tuple[Injection, ...] = ()
    visits: tuple[Visit, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    watched_signs: tuple[WatchedSign, ...] = ()

    def stream(self) -> DiaryStream:
        """The diary for those who write it, or read it, entry by entry."""
        others = ("person", "first_day", "last_day")
        entries = {name: value for name, value in vars(self).items() if name not in others}
        return DiaryStream(self.person, self.first_day, self.last_day, entries)

    def dates(self) -> tuple[date, ...]:
        """Return every date of the period, logged or not."""
        length = (self.last_day - self.first_day).days + 1
        return tuple(self.first_day + timedelta(days=n) for n in range(length))

    def logged_dates(self) -> frozenset[date]:
        """Return the dates with a check-in or an episode.

        A reading alone does not make a day logged: it says nothing about twitching.
        """
        return frozenset(d.local_date for d in self.days) | {e.local_date for e in self.episodes}

    def between(self, first_day: date, last_day: date) -> Diary:
        """Return the part of the diary from `first_day` to `last_day`, both included."""

        def within(entry: Day | Episode | Reading | Dose) -> bool:
            return first_day <= entry.local_date <= last_day

        return replace(
            self,
            first_day=first_day,
            last_day=last_day,
            days=tuple(filter(within, self.days)),
            episodes=tuple(filter(within, self.episodes)),
            readings=tuple(filter(within, self.readings)),
            doses=tuple(filter(within, self.doses)),
        )


@dataclass(frozen=True)
class DiaryStream:
    """A diary whose entries come one after the other, by kind. Each kind can be read once."""

    person: Person
    first_day: date
    last_day: date
    entries: Mapping[str, Iterable[Any]]


def last_visit(diary: Diary, today: date) -> Visit | None:
    """Return the latest visit before today, None if there is none."""
    return next((visit for visit in reversed(diary.visits) if visit.day < today), None)


def next_visit(diary: Diary, today: date) -> Visit | None:
    """Return the first visit of today or later, None if there is none."""
    return next((visit for visit in diary.visits if visit.day >= today), None)

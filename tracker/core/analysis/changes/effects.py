"""The results on treatments, as values. Standard library only, so that pages import them cheaply."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.core.analysis.results import Interval
from tracker.core.records import Diary, Medicine


class EventKind(StrEnum):
    """What happened to a course on a day."""

    BEGUN = "begun"
    RAISED = "raised"
    LOWERED = "lowered"
    CHANGED = "changed"
    STOPPED = "stopped"


class Obstacle(StrEnum):
    """Why a change cannot be compared."""

    FEW_DAYS_BEFORE = "few days before"
    FEW_DAYS_AFTER = "few days after"
    INJECTION = "injection"
    NO_EPISODE = "no episode"
    TOO_LONG_AGO = "too long ago"


@dataclass(frozen=True)
class TreatmentEvent:
    """A day on which a course began, changed or ended; the doses before and after it in the person's words, or ""."""

    day: date
    kind: EventKind
    name: str
    dose_before: str = ""
    dose: str = ""


@dataclass(frozen=True)
class Counted:
    """The episodes of some logged days."""

    days: int
    episodes: int

    @property
    def rate(self) -> float | None:
        """Episodes per logged day; None without a logged day."""
        return self.episodes / self.days if self.days else None


@dataclass(frozen=True)
class ComparedChange:
    """The rate after a change compared with the rate before.

    Several `events`, oldest first, are so close together that their effects cannot be separated. With an `obstacle`
    there is no `ratio`. `claimed` is whether the change is significant.
    """

    events: tuple[TreatmentEvent, ...]
    before: Counted
    after: Counted
    obstacle: Obstacle | None = None
    ratio: Interval | None = None
    claimed: bool = False

    @property
    def first_day(self) -> date:
        """The day of the first event."""
        return self.events[0].day

    @property
    def last_day(self) -> date:
        """The day of the last event."""
        return self.events[-1].day


class WaveVerdict(StrEnum):
    """Whether the diary shows a wave after injections."""

    TOO_EARLY = "too early"
    NO_CLEAR_WAVE = "no clear wave"
    WAVE = "wave"


@dataclass(frozen=True)
class DayRange:
    """Days since an injection, with their interval."""

    days: int
    low: int
    high: int


@dataclass(frozen=True)
class WaveShape:
    """Days since the injection: from `onset` to `wear_off` at least half of the best effect is there, `peak` is when
    it is best. `benefit` is the days between. `best` is the rate ratio at the peak."""

    onset: DayRange
    peak: DayRange
    wear_off: DayRange
    benefit: DayRange
    best: Interval


@dataclass(frozen=True)
class CurvePoint:
    """Episodes a day after this many weeks, with their interval."""

    week: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True)
class InjectionCycle:
    """An injection, and episodes per logged day in each week from two before it on; None where too little is known.

    `complete` is whether twelve weeks or the time to the next injection are over and logged well.
    """

    day: date
    weeks: tuple[float | None, ...]
    complete: bool


@dataclass(frozen=True)
class InjectionWave:
    """The common wave of all injections. Without at least two complete cycles there is no `curve`.

    `shape` is there only if the verdict is a wave.
    """

    verdict: WaveVerdict
    cycles: tuple[InjectionCycle, ...]
    complete_cycles: int
    curve: tuple[CurvePoint, ...] = ()
    shape: WaveShape | None = None
    p: float | None = None


@dataclass(frozen=True)
class TreatmentEffects:
    """Everything that a diary up to `last_day` shows about its treatments."""

    last_day: date
    changes: tuple[ComparedChange, ...] = ()
    wave: InjectionWave | None = None


def treatment_events(diary: Diary) -> tuple[TreatmentEvent, ...]:
    """Every change of every course up to the last day of the diary, oldest first."""
    found = (event for medicine in diary.medicines for event in _of_course(medicine))
    return tuple(
        sorted((event for event in found if event.day <= diary.last_day), key=lambda event: (event.day, event.name))
    )


def _of_course(medicine: Medicine) -> Iterator[TreatmentEvent]:
    dose = medicine.dose
    if medicine.started:
        yield TreatmentEvent(medicine.started, EventKind.BEGUN, medicine.name, "", dose)
    if medicine.dose_raised:
        yield TreatmentEvent(medicine.dose_raised, EventKind.RAISED, medicine.name)
    kinds = {True: EventKind.RAISED, False: EventKind.LOWERED, None: EventKind.CHANGED}
    for change in medicine.changes:
        yield TreatmentEvent(change.day, kinds[change.raised], medicine.name, dose, change.dose)
        dose = change.dose or dose
    if medicine.stopped:
        yield TreatmentEvent(medicine.stopped, EventKind.STOPPED, medicine.name, dose)

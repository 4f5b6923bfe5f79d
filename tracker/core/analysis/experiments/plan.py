"""The plan of a self-experiment: what each date is for. Standard library only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from hashlib import sha256

from tracker.core.records import Experiment

ONE_DAY = timedelta(days=1)


class Status(Enum):
    """Where an experiment is on a given day."""

    AHEAD = "ahead"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    FINISHED = "finished"


@dataclass(frozen=True)
class PlannedDay:
    """One date of the plan. `counts` is False for the days left out at the start of a period."""

    date: date
    pair: int
    is_on: bool
    counts: bool


def on_comes_first(seed: str, pair: int) -> bool:
    """The lot of one pair: the lowest bit of SHA-256 of `seed:pair`, so that any program can draw it again."""
    return bool(sha256(f"{seed}:{pair}".encode()).digest()[-1] & 1)


def length(experiment: Experiment) -> int:
    """The days of the whole plan."""
    return experiment.pairs * 2 * experiment.period_days


def planned_days(experiment: Experiment) -> tuple[PlannedDay, ...]:
    """Every date of the plan in order, up to an open pause or the day on which it was given up.

    A pause moves the rest of the plan and changes nothing else: a period that it interrupts goes on after it.
    """
    per_pair = 2 * experiment.period_days
    days = []
    for number, day in zip(range(length(experiment)), _dates(experiment), strict=False):
        pair, within = divmod(number, per_pair)
        is_first, of_period = within < experiment.period_days, within % experiment.period_days
        is_on = is_first is on_comes_first(experiment.seed, pair)
        days.append(PlannedDay(day, pair, is_on, of_period >= experiment.left_out))
    return tuple(days)


def _dates(experiment: Experiment) -> Iterator[date]:
    day, pauses = experiment.day, list(experiment.pauses)
    while experiment.stopped is None or day <= experiment.stopped:
        while pauses and pauses[0].first <= day:
            last = pauses.pop(0).last
            if last is None:
                return
            day = max(day, last + ONE_DAY)
        if experiment.stopped is not None and day > experiment.stopped:
            return
        yield day
        day += ONE_DAY


def planned_day(experiment: Experiment, day: date) -> PlannedDay | None:
    """What a date is for; None outside the plan."""
    return next((planned for planned in planned_days(experiment) if planned.date == day), None)


def last_day(experiment: Experiment) -> date | None:
    """The last date of the whole plan; None while it rests or if it was given up before."""
    days = planned_days(experiment)
    return days[-1].date if len(days) == length(experiment) else None


def status(experiment: Experiment, today: date) -> Status:
    """Where the experiment is. It is finished once its last day is over, never before."""
    last = last_day(experiment)
    if last is not None and last < today:
        return Status.FINISHED
    if experiment.stopped is not None:
        return Status.STOPPED
    if today < experiment.day:
        return Status.AHEAD
    rests = any(pause.first <= today and (pause.last is None or today <= pause.last) for pause in experiment.pauses)
    return Status.PAUSED if rests else Status.RUNNING

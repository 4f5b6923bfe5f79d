"""Today's turn of a self-experiment, for Today and for its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from tracker.core.analysis.experiments.plan import Status, planned_day, status
from tracker.core.records import Experiment, Kept
from tracker.models import User

ONE_DAY = timedelta(days=1)
RESULT_SHOWN = timedelta(days=7)
"""How long Today points to the result."""


@dataclass(frozen=True)
class ExperimentToday:
    """What to do today in the person's own words, "" without a turn today, and the answer of today, if any."""

    id: UUID
    day: date
    status: str
    what: str = ""
    answer: Kept | None = None


def experiment_today(experiment: Experiment, today: date) -> ExperimentToday:
    """The turn of today only: later ones are not shown before their day."""
    planned = planned_day(experiment, today)
    where = status(experiment, today).value
    if planned is None:
        return ExperimentToday(experiment.id, today, where)
    answer = next((one.kept for one in experiment.kept if one.day == today), None)
    return ExperimentToday(experiment.id, today, where, experiment.on if planned.is_on else experiment.off, answer)


def open_experiment(user: User, today: date) -> ExperimentToday | None:
    """The experiment that Today shows: an open one, or one that ended within the last days. One query."""
    row = user.experiments.filter(stopped=None).last()
    if row is None:
        return None
    record = row.record()
    where = status(record, today)
    if where is Status.FINISHED and status(record, today - RESULT_SHOWN) is Status.FINISHED:
        return None
    return experiment_today(record, today)

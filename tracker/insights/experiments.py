"""The self-experiments of one person: where they are, what they could show, and their results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker import diary
from tracker.core.analysis import daily
from tracker.core.analysis.experiments.plan import Status, last_day, status
from tracker.core.analysis.experiments.result import ExperimentResult
from tracker.core.records import Expected, Experiment
from tracker.models import User

ONE_DAY = timedelta(days=1)
MAX_SHOWN = 50
"""The latest experiments; each result that is not cached needs the diary of its days."""


@dataclass(frozen=True)
class ExperimentSoFar:
    """An experiment, where it is, its last day where that is fixed, and its result once it is finished."""

    experiment: Experiment
    status: Status
    last_day: date | None
    result: ExperimentResult | None


def experiments_so_far(user: User, today: date, records: Iterable[Experiment] | None = None) -> list[ExperimentSoFar]:
    """All experiments, the latest first, or those of `records`. Results are there for finished ones only."""
    found = records if records is not None else [row.record() for row in user.experiments.order_by("-day")[:MAX_SHOWN]]
    return [ExperimentSoFar(one, status(one, today), last_day(one), _result(user, one, today)) for one in found]


def is_open(experiment: Experiment, today: date) -> bool:
    """Whether an experiment is still going on or about to."""
    return status(experiment, today) in (Status.AHEAD, Status.RUNNING, Status.PAUSED)


def _result(user: User, experiment: Experiment, today: date) -> ExperimentResult | None:
    last = last_day(experiment)
    if last is None or status(experiment, today) is not Status.FINISHED:
        return None

    def compute() -> ExperimentResult:
        # The numbers behind it take a while to load.
        from tracker.core.analysis.experiments.analysis import analyse_finished

        return analyse_finished(experiment, _episodes(user, experiment.day, last))

    name, codec = f"experiment {experiment.id}", diary.json_of(ExperimentResult)
    found: ExperimentResult = diary.cached(user, name, compute, codec, last_day=last)
    return found


def _episodes(user: User, first: date, last: date) -> dict[date, int]:
    """The number of episodes of each logged date."""
    days = daily(diary.load(user, first, last, readings_from=last + ONE_DAY, treatments=False))
    return {day.date: day.episodes for day in days if day.episodes is not None}


@dataclass(frozen=True)
class PowerSoFar:
    """Logged days among the last ones, and in how many of ten tries an effect would show; None with too few days."""

    logged: int
    needed: int
    in_ten: int | None


def experiment_power(user: User, design: tuple[int, int, int], expected: Expected, today: date) -> PowerSoFar:
    """What an experiment would show; `design` are pairs, days of a period and days left out."""
    from tracker.core.analysis.experiments.power import HISTORY_DAYS, MIN_LOGGED_DAYS, Design, power, recent_counts

    counts = recent_counts(_episodes(user, today - HISTORY_DAYS * ONE_DAY, today - ONE_DAY), today)
    logged = sum(count is not None for count in counts)
    if logged < MIN_LOGGED_DAYS:
        return PowerSoFar(logged, MIN_LOGGED_DAYS, None)
    share = power(counts, Design(*design), expected, today.toordinal())
    return PowerSoFar(logged, MIN_LOGGED_DAYS, round(10 * share))

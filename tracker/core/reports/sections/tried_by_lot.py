"""Finished self-experiments in the doctor's summary."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tracker.core.analysis.experiments.plan import last_day
from tracker.core.analysis.experiments.result import ExperimentResult
from tracker.core.records import Experiment
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.experiment_words import result_words
from tracker.core.reports.facts import Fact
from tracker.core.reports.wording import period_text, rounded


def tried_by_lot(found: Iterable[tuple[Experiment, ExperimentResult]], translate: Translate) -> tuple[Fact, ...]:
    """One fact for each experiment, with its caution."""
    return tuple(_fact(number, *one, translate) for number, one in enumerate(found, 1))


def _fact(number: int, experiment: Experiment, result: ExperimentResult, translate: Translate) -> Fact:
    words = result_words(experiment, result, translate)
    last = last_day(experiment) or experiment.day
    days = translate(_("On days drawn by lot, %(days)s.")) % {"days": period_text(experiment.day, last, translate)}
    numbers = {"ratio": result.ratio, "low": result.low, "high": result.high, "p": result.p}
    values: dict[str, Any] = {name: None if value is None else rounded(value, 2, 3) for name, value in numbers.items()}
    values |= {"verdict": str(result.verdict), "first_day": experiment.day.isoformat(), "last_day": last.isoformat()}
    key, label = f"self_experiment_{number}", translate(_("Self-experiment"))
    return Fact(key, label, words.headline, " ".join((days, *words.lines, words.caution)), values)

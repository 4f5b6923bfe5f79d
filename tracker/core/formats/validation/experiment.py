"""Checks for self-experiments in a diary document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from tracker.core.formats.validation.checks import choice, day, integer, text, uid
from tracker.core.formats.validation.containers import ObjectCheck, list_of
from tracker.core.formats.validation.violations import Violation
from tracker.core.records import Expected, Experiment, Kept, KeptDay, Pause
from tracker.core.reference import limits
from tracker.core.reference.words import gettext_noop as _

PAUSE = ObjectCheck(Pause, required={"first": day}, optional={"last": day})
KEPT_DAY = ObjectCheck(KeptDay, required={"day": day, "kept": choice(Kept)})


def _agree_on_experiment(experiment: Experiment) -> Iterable[Violation]:
    if experiment.left_out >= experiment.period_days:
        yield Violation(("left_out",), _("must be less than period_days"))
    pauses = experiment.pauses
    if any(pause.last is not None and pause.last < pause.first for pause in pauses):
        yield Violation(("pauses",), _("one ends before it begins"))
    if any((one.last or date.max) >= later.first for one, later in pairwise(pauses)):
        yield Violation(("pauses",), _("two overlap"))


def _experiment(**fields: Any) -> Experiment:
    """Make the record, with its pauses and answers sorted by day."""
    experiment = Experiment(**fields)
    return replace(
        experiment,
        pauses=tuple(sorted(experiment.pauses, key=lambda pause: pause.first)),
        kept=tuple(sorted(experiment.kept, key=lambda answer: answer.day)),
    )


EXPERIMENT = ObjectCheck(
    _experiment,
    required={
        "id": uid,
        "day": day,
        "on": text(limits.LINE_CHARS, min_chars=1),
        "off": text(limits.LINE_CHARS, min_chars=1),
        "expected": choice(Expected),
        "seed": text(limits.SEED_CHARS, min_chars=1),
        "pairs": integer(limits.EXPERIMENT_PAIRS),
        "period_days": integer(limits.PERIOD_DAYS),
    },
    optional={
        "left_out": integer(limits.LEFT_OUT_DAYS),
        "exposure": text(limits.NAME_CHARS),
        "pauses": list_of(PAUSE, limits.MAX_PAUSES, {"first": lambda pause: pause.first}),
        "stopped": day,
        "kept": list_of(KEPT_DAY, limits.KEPT_DAYS, {"day": lambda answer: answer.day}),
    },
    rule=_agree_on_experiment,
)

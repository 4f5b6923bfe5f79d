"""The Triggers page as one value: the latest scheduled analysis in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.analysis.results import Basis, Triggers
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis, next_scheduled_in
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reports.triggers.answers import DiarySoFar
from tracker.core.reports.triggers.beliefs import Belief
from tracker.core.reports.triggers.cards import exposure_name


@dataclass(frozen=True)
class TriggerReport:
    """`verdict_day` is None before the first scheduled analysis; `next_in` counts logged days."""

    basis: Basis | None
    verdict_day: date | None
    next_in: int
    more_expected: tuple[str, ...]
    fewer_expected: tuple[str, ...]
    beliefs: tuple[Belief, ...]
    withdrawn: tuple[str, ...]


def build_trigger_report(
    diary: DiarySoFar, verdict: ScheduledAnalysis | None, translate: Translate = str
) -> TriggerReport:
    """Put the latest analysis into words; it must come from this diary."""
    triggers = verdict.triggers if verdict else None
    return TriggerReport(
        basis=triggers.basis if triggers else None,
        verdict_day=verdict.day if verdict else None,
        next_in=next_scheduled_in(diary.days_logged),
        more_expected=_expected(triggers, True, diary.exposures, translate),
        fewer_expected=_expected(triggers, False, diary.exposures, translate),
        beliefs=tuple(diary.beliefs),
        withdrawn=tuple(exposure_name(diary.exposures, key, translate) for key in verdict.withdrawn)
        if verdict
        else (),
    )


def _expected(
    triggers: Triggers | None, more: bool, exposures: Mapping[str, Exposure], translate: Translate
) -> tuple[str, ...]:
    """The names of the exposures whose tests leaned towards more episodes, or towards fewer."""
    leaning = triggers.expected if triggers else ()
    return tuple(exposure_name(exposures, one.exposure, translate) for one in leaning if one.more is more)

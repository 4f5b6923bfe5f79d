"""The Triggers page as one value: the latest scheduled analysis in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.analysis import daily
from tracker.core.analysis.results import Basis, Triggers
from tracker.core.analysis.triggers.schedule import ScheduledAnalysis, next_scheduled_in
from tracker.core.records import Diary, Exposure
from tracker.core.reference.words import Translate
from tracker.core.reports.triggers.beliefs import Belief, beliefs
from tracker.core.reports.triggers.cards import Card, Kind, cards, exposure_name
from tracker.core.reports.triggers.exposure_ratios import ExposureRatio, exposure_ratios


@dataclass(frozen=True)
class TriggerReport:
    """`verdict_day` is None before the first scheduled analysis. `last_on` and `next_on` count logged days."""

    basis: Basis | None
    verdict_day: date | None
    gate: str
    logged: int
    next_in: int
    last_on: int
    more_expected: tuple[str, ...]
    fewer_expected: tuple[str, ...]
    cards: tuple[Card, ...]
    spans: tuple[ExposureRatio, ...]
    beliefs: tuple[Belief, ...]
    withdrawn: tuple[str, ...]
    together: tuple[tuple[str, str], ...]

    @property
    def next_on(self) -> int:
        """The logged day of the next scheduled analysis."""
        return self.logged + self.next_in

    @property
    def has_finding(self) -> bool:
        """Whether any exposure is a finding."""
        return any(card.kind is Kind.TOGETHER for card in self.cards)


def build_trigger_report(diary: Diary, verdict: ScheduledAnalysis | None, translate: Translate = str) -> TriggerReport:
    """Put the latest analysis into words; it must come from this diary."""
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    logged = len(diary.logged_dates())
    triggers = verdict.triggers if verdict else None
    shown = cards(triggers, exposures, _recorded(diary, triggers), translate) if triggers else ()
    return TriggerReport(
        basis=triggers.basis if triggers else None,
        verdict_day=verdict.day if verdict else None,
        gate=translate(triggers.gate) if triggers and triggers.gate else "",
        logged=logged,
        next_in=next_scheduled_in(logged),
        last_on=verdict.logged_days if verdict else 0,
        more_expected=_expected(triggers, True, exposures, translate),
        fewer_expected=_expected(triggers, False, exposures, translate),
        cards=shown,
        spans=exposure_ratios(triggers, exposures, translate) if triggers else (),
        beliefs=beliefs(diary.episodes, triggers, exposures, translate),
        withdrawn=tuple(exposure_name(exposures, key, translate) for key in verdict.withdrawn) if verdict else (),
        together=tuple(
            (exposure_name(exposures, pair.named, translate), exposure_name(exposures, pair.other, translate))
            for pair in (triggers.together if triggers else ())
        ),
    )


def _expected(
    triggers: Triggers | None, more: bool, exposures: Mapping[str, Exposure], translate: Translate
) -> tuple[str, ...]:
    """The names of the exposures whose tests leaned towards more episodes, or towards fewer."""
    leaning = triggers.expected if triggers else ()
    return tuple(exposure_name(exposures, one.exposure, translate) for one in leaning if one.more is more)


def _recorded(diary: Diary, triggers: Triggers) -> dict[str, int]:
    """Logged days with a value, by exposure, over the days analysed."""
    first, last = triggers.basis.first_day, triggers.basis.last_day
    days = [day for day in daily(diary) if day.logged and first <= day.date <= last]
    return dict(Counter(key for day in days for key in day.values))

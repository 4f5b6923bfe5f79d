"""What one person's diary says about each exposure, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker import diary
from tracker.core.analysis import DiaryTotals, in_persons_units
from tracker.core.records import Diary
from tracker.core.reference.words import Translate
from tracker.core.reports.triggers.answers import DiarySoFar, answer_sentence
from tracker.core.reports.triggers.beliefs import beliefs
from tracker.insights.totals import totals_until
from tracker.insights.verdict import latest_hours, latest_verdict
from tracker.models import User

if TYPE_CHECKING:
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis


PARTS = ("background", "entries", "totals", "verdict", "hours")
"""The cached results that `triggers_so_far` asks for."""


@dataclass(frozen=True)
class TriggersSoFar:
    """The latest scheduled analysis, the hours after, and what the answers are made from, in the person's units."""

    verdict: ScheduledAnalysis | None
    hours: tuple[CrossoverResult, ...]
    diary: DiarySoFar

    def sentence(self, translate: Translate) -> str:
        """The answer in one sentence."""
        return answer_sentence(self.diary.triggers, self.diary.days_logged, self.diary.exposures, translate)


def triggers_so_far(user: User, today: date, translate: Translate, totals: DiaryTotals | None = None) -> TriggersSoFar:
    """The latest analysis with every day up to today. `totals` are those of `totals_until`, if at hand."""
    totals = totals or totals_until(user, today)
    verdict = latest_verdict(user, today, totals)
    triggers = verdict.triggers if verdict else None
    tracked = diary.background(user).exposures
    in_units = in_persons_units(Diary(user.person(), today, today, exposures=tracked))
    exposures = {exposure.key: exposure for exposure in in_units.exposures}
    blamed = beliefs(totals.blamed, triggers, exposures, translate)
    so_far = DiarySoFar(triggers, totals.days, exposures, blamed, user.units)
    return TriggersSoFar(verdict, latest_hours(user, totals), so_far)

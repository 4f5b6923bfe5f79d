"""What one person's diary says about each exposure, as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.analysis import daily
from tracker.core.records import Diary
from tracker.core.reference.words import Translate
from tracker.core.reports.triggers.answers import DiarySoFar, answer_sentence
from tracker.core.reports.triggers.beliefs import beliefs
from tracker.insights.verdict import verdict_and_hours, whole_diary
from tracker.models import User

if TYPE_CHECKING:
    from tracker.core.analysis.hourly.case_crossover import CrossoverResult
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis


@dataclass(frozen=True)
class TriggersSoFar:
    """The diary in the person's units, its latest scheduled analysis, the hours after, and all of it as one value."""

    whole: Diary
    verdict: ScheduledAnalysis | None
    hours: tuple[CrossoverResult, ...]
    diary: DiarySoFar

    def sentence(self, translate: Translate) -> str:
        """The answer in one sentence."""
        return answer_sentence(self.diary.triggers, self.diary.days_logged, self.diary.exposures, translate)


def triggers_so_far(user: User, today: date, translate: Translate) -> TriggersSoFar:
    """The latest analysis with every day up to today."""
    whole = whole_diary(user, today)
    verdict, hours = verdict_and_hours(user, today)
    triggers = verdict.triggers if verdict else None
    exposures = {exposure.key: exposure for exposure in whole.exposures}
    blamed = beliefs(whole.episodes, triggers, exposures, translate)
    so_far = DiarySoFar(triggers, daily(whole), exposures, blamed, whole.person.units)
    return TriggersSoFar(whole, verdict, hours, so_far)

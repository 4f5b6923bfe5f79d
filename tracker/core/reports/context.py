"""The input of a summary besides the entries of its period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.analysis import DiaryDates, diary_dates
from tracker.core.analysis.changes.effects import TreatmentEffects
from tracker.core.analysis.experiments.result import ExperimentResult
from tracker.core.records import Diary, Experiment, History, Place
from tracker.core.red_flags import RedFlag

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis


@dataclass(frozen=True)
class SummaryContext:
    """Results for the whole diary, and what lies before the period.

    `flags` are today's red flags, `first_shown` the day each was first shown, by rule. `whole` is the period with the
    entries before it (default: the period alone), `earlier` the dates before `whole`. `verdict` is the latest
    scheduled trigger analysis, if any, `treatments` what the whole diary shows about them. `experiments` are
    finished self-experiments, the oldest first. `asked` are questions for
    the visit typed on the page itself.
    """

    flags: tuple[RedFlag, ...] = ()
    first_shown: Mapping[str, date] = field(default_factory=dict)
    whole: Diary | None = None
    earlier: History | None = None
    verdict: ScheduledAnalysis | None = None
    asked: tuple[str, ...] = ()
    treatments: TreatmentEffects | None = None
    experiments: tuple[tuple[Experiment, ExperimentResult], ...] = ()

    def effects(self, period: Diary) -> TreatmentEffects:
        """What the treatments did up to the end of the period; from the entries at hand where nobody computed it."""
        if self.treatments:
            return self.treatments
        # The numbers behind it take a while to load.
        from tracker.core.analysis.changes.treatments import treatment_effects

        whole = self.whole or period
        return treatment_effects(whole.between(whole.first_day, period.last_day))

    def twitched(self, period: Diary) -> frozenset[tuple[date, tuple[Place, ...]]]:
        """The date and the places of every episode of the whole diary up to the end of the period."""
        episodes = (self.whole or period).episodes
        until_its_end = frozenset(
            (one.local_date, one.places) for one in episodes if one.local_date <= period.last_day
        )
        return until_its_end | (self.earlier.twitched if self.earlier else frozenset())

    def dates(self, period: Diary) -> DiaryDates:
        """The dates of the whole diary up to the end of the period."""
        whole = self.whole or period
        until_its_end = whole.between(whole.first_day, period.last_day)
        return diary_dates(until_its_end, self.earlier or History(whole.first_day))

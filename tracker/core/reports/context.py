"""What a summary is told beside the entries of its period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.analysis import DiaryDates, diary_dates
from tracker.core.records import Diary, History, Place
from tracker.core.red_flags import RedFlag

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis


@dataclass(frozen=True)
class SummaryContext:
    """`flags` are what the rules say today of the whole diary, `first_shown` since when the person knows, by rule.

    `whole` is the period and what was logged before it; without it there is the period alone. `earlier` is what lies
    before `whole`, where that is not the whole diary.
    `verdict` is what the trigger analysis last said of the whole diary; None when it has not said anything yet.
    `asked` are questions for the visit that are written down nowhere else.
    """

    flags: tuple[RedFlag, ...] = ()
    first_shown: Mapping[str, date] = field(default_factory=dict)
    whole: Diary | None = None
    earlier: History | None = None
    verdict: ScheduledAnalysis | None = None
    asked: tuple[str, ...] = ()

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

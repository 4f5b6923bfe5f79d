"""What the days of a calendar are coloured by: their episodes, their strength, or the value of an exposure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.describe.comparison import ComparedValue
from tracker.core.charts.calendar_days import CellLook, ColourBy, look_by_count, look_by_value
from tracker.core.charts.words import exposure_name
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.calendar_words import (
    episodes_answer,
    exposure_answer,
    in_month,
    mean_in_words,
    mean_of,
    strength_answer,
    yes_days,
)
from tracker.core.reports.week_words import day_with_values


@dataclass(frozen=True)
class Colour:
    """Episodes, strength, or an exposure."""

    by: ColourBy
    exposure: Exposure | None = None

    @property
    def key(self) -> str:
        """Its name in addresses: an exposure of the person by its id, so that no word of theirs is in one."""
        if self.exposure is None:
            return self.by.value
        return self.exposure.key if self.exposure.key in BY_KEY else str(self.exposure.id)

    def name(self, translate: Translate = str) -> str:
        """Its name in words."""
        if self.exposure:
            return exposure_name(self.exposure, translate)
        return translate(_("Episodes") if self.by is ColourBy.EPISODES else _("Strength"))

    def look(self, day: DailyTotals, compared: ComparedValue | None, translate: Translate = str) -> CellLook:
        """The look of a day; `compared` is its value of the exposure."""
        return look_by_value(day, compared, translate) if self.exposure else look_by_count(day, self.by)

    def day_words(
        self, name: str, day: DailyTotals, compared: ComparedValue | None, translate: Translate = str
    ) -> str:
        """A day for those who hear it, after its name."""
        words = day_with_values(name, day, [(self.exposure, compared)] if self.exposure else [], translate)
        if self.by is ColourBy.STRENGTH and day.strongest is not None:
            return translate(_("%(day)s; strongest: %(n)d of 10")) % {"day": words, "n": day.strongest}
        return words

    def answer(self, totals: Sequence[DailyTotals], translate: Translate = str) -> str:
        """What these days say, in one sentence."""
        if self.exposure:
            return exposure_answer(totals, self.exposure, translate)
        return (episodes_answer if self.by is ColourBy.EPISODES else strength_answer)(totals, translate)

    def of_month(self, totals: Sequence[DailyTotals], translate: Translate = str) -> str:
        """What another month says, after its name; empty without a value."""
        words = mean_in_words(totals, self.exposure, translate) if self.exposure else self.answer(totals, translate)
        return in_month(totals[0].date.month, words, translate) if words else ""

    def total(self, totals: Sequence[DailyTotals]) -> float | None:
        """The number beside a month: the episodes, the mean or the days with a yes; None where nothing was noted."""
        if self.exposure and self.exposure.is_yes_no:
            return yes_days(totals, self.exposure.key)
        if self.exposure:
            return mean_of(totals, self.exposure.key)
        if self.by is ColourBy.EPISODES:
            counts = [day.episodes for day in totals if day.episodes is not None]
            return sum(counts) if counts else None
        strengths = [day.strongest for day in totals if day.strongest is not None]
        return round(fmean(strengths), 1) if strengths else None


EPISODES, STRENGTH = Colour(ColourBy.EPISODES), Colour(ColourBy.STRENGTH)

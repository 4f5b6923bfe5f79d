"""The one value that page, PDF, JSON and CSV show, so that their numbers agree by construction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.analysis import WeekTotals, by_place, daily, trend, weekly
from tracker.records import Diary
from tracker.red_flags import RedFlag
from tracker.reference.words import gettext_noop as _
from tracker.reports.around import blame_table, exposure_table, relief_table
from tracker.reports.bouts import bouts, duration, strength
from tracker.reports.facts import Fact, Group, Say, Table
from tracker.reports.how_made import how_made
from tracker.reports.how_often import coverage, direction, episodes, how_often, rate, week_table
from tracker.reports.watched import watched_table
from tracker.reports.where import place_table, sign_table
from tracker.reports.wording import day_text, period_text


@dataclass(frozen=True)
class DoctorSummary:
    """What a doctor reads in sixty seconds, in the reader's language, most important first.

    `weeks` are the bare weekly totals, for the chart; `week_table` says the same in words. `today` is the date
    the summary was made on.
    """

    first_day: date
    last_day: date
    today: date
    title: str
    period: str
    made: str
    coverage: Fact
    episodes: Fact
    rate: Fact
    direction: Fact
    strength: Fact
    duration: Fact
    how_often: Group
    weeks: tuple[WeekTotals, ...]
    week_table: Table
    places: Table
    bouts: Group
    signs_to_watch: Table
    signs: Table
    exposures: Table
    blamed: Table
    reliefs: Table
    how_made_title: str
    how_made: tuple[str, ...]

    @property
    def scope(self) -> tuple[Fact, ...]:
        """What all other numbers stand on."""
        return self.coverage, self.episodes

    @property
    def headline(self) -> tuple[Fact, ...]:
        """The four facts to see first."""
        return self.rate, self.direction, self.strength, self.duration

    @property
    def groups(self) -> tuple[Group, ...]:
        """The lists of facts, in reading order."""
        return self.how_often, self.bouts

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in reading order; the long one last."""
        first = (self.signs_to_watch, self.places, self.signs)
        return *first, self.exposures, self.blamed, self.reliefs, self.week_table


NOBODY_SAW: Mapping[str, date] = {}


def build(
    diary: Diary,
    today: date,
    say: Say = str,
    flags: Sequence[RedFlag] = (),
    first_shown: Mapping[str, date] = NOBODY_SAW,
) -> DoctorSummary:
    """Sum up the period of a diary, as on `today`, in the language of the translator `say`.

    `flags` are what the rules say today of the whole diary, `first_shown` since when the person knows, by rule.
    """
    days = daily(diary)
    weeks = weekly(days)
    bouts_logged = diary.episodes
    return DoctorSummary(
        first_day=diary.first_day,
        last_day=diary.last_day,
        today=today,
        title=say(_("Twitch diary: summary for a doctor")),
        period=period_text(diary.first_day, diary.last_day, say),
        made=say(_("made on %(today)s")) % {"today": day_text(today, say)},
        coverage=coverage(days, say),
        episodes=episodes(days, say),
        rate=rate(days, say),
        direction=direction(trend(weeks), say),
        strength=strength(bouts_logged, say),
        duration=duration(bouts_logged, say),
        how_often=how_often(days, say),
        weeks=weeks,
        week_table=week_table(weeks, say),
        places=place_table(by_place(diary), bouts_logged, say),
        bouts=bouts(bouts_logged, say),
        signs_to_watch=watched_table(flags, first_shown, diary.person.country, today, say),
        signs=sign_table(bouts_logged, say),
        exposures=exposure_table(diary.exposures, days, say),
        blamed=blame_table(bouts_logged, say),
        reliefs=relief_table(bouts_logged, say),
        how_made_title=say(_("How this was made")),
        how_made=how_made(say),
    )

"""The value that page, PDF, JSON, CSV and FHIR show, so that their numbers agree by construction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.core.analysis import DailyTotals, DiaryDates, by_place, count_blamed, daily, trend, weekly
from tracker.core.analysis.describe.imported import imported_days
from tracker.core.records import Diary
from tracker.core.reference.sections import ALL_SECTIONS, NOTHING_ON, SECTIONS, valid_sections
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.context import SummaryContext
from tracker.core.reports.facts import Fact, Section, SummaryTable, WeeksChart
from tracker.core.reports.sections.circumstances import blame_table, exposure_table, relief_table
from tracker.core.reports.sections.episodes import episodes_section
from tracker.core.reports.sections.history import Entry
from tracker.core.reports.sections.how_made import how_made
from tracker.core.reports.sections.how_often import coverage, direction, episodes, rate, runs, week_table
from tracker.core.reports.sections.links import links
from tracker.core.reports.sections.medicines import medicines_section
from tracker.core.reports.sections.person import person_section
from tracker.core.reports.sections.places import face_of, place_table
from tracker.core.reports.sections.questions import questions_section
from tracker.core.reports.sections.signs import signs_section
from tracker.core.reports.sections.since_last_visit import changes_section, stretches
from tracker.core.reports.sections.since_when import since_when
from tracker.core.reports.sections.tried_by_lot import tried_by_lot
from tracker.core.reports.sections.watched import watched_table
from tracker.core.reports.source_words import sources_note
from tracker.core.reports.triggers.beliefs import beliefs
from tracker.core.reports.triggers.verdict_words import span_tables, verdict_basis, verdict_cells
from tracker.core.reports.wording import day_text, period_text


@dataclass(frozen=True)
class DoctorSummary:
    """The summary in the reader's language, most important first.

    `today` is the date it was made on. `coverage`, the number of logged days, is always shown. `entries` and
    `days` are those of the period, for the annex; a summary read from a snapshot has none.
    """

    first_day: date
    last_day: date
    today: date
    title: str
    period: str
    made: str
    coverage: Fact
    sections: tuple[Section, ...]
    nothing_title: str = ""
    entries: Diary | None = None
    days: tuple[DailyTotals, ...] = ()

    @property
    def headline(self) -> tuple[Fact, ...]:
        """The facts to see first."""
        return tuple(fact for section in self.sections for fact in section.headline)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact of every section."""
        return tuple(fact for section in self.sections for fact in (*section.headline, *section.facts))

    @property
    def nothing_noted(self) -> tuple[str, ...]:
        """Topics without an entry: whole sections, then single facts of the others."""
        empty = [section.nothing_on for section in self.sections if not section.noted]
        facts = (
            fact.nothing_on
            for section in self.sections
            if section.noted
            for fact in (*section.headline, *section.facts)
            if not fact.secondary
        )
        return tuple(dict.fromkeys((*empty, *filter(None, facts))))

    def section(self, key: str) -> Section | None:
        """The section of that key; None if it was not chosen."""
        return next((section for section in self.sections if section.key == key), None)


NOTHING_ELSE = SummaryContext()


def build_summary(
    diary: Diary, today: date, translate: Translate = str, context: SummaryContext = NOTHING_ELSE
) -> DoctorSummary:
    """Sum up the period of a diary, as of `today`, in the language of `translate`."""
    days = daily(diary)
    return DoctorSummary(
        first_day=diary.first_day,
        last_day=diary.last_day,
        today=today,
        title=translate(_("Twitch diary: summary for a doctor")),
        period=period_text(diary.first_day, diary.last_day, translate),
        made=translate(_("made on %(today)s")) % {"today": day_text(today, translate)},
        coverage=coverage(days, translate),
        sections=_sections(diary, days, today, translate, context),
        nothing_title=translate(_("Nothing noted on")),
        entries=diary,
        days=days,
    )


def with_sections(summary: DoctorSummary, keys: Iterable[str]) -> DoctorSummary:
    """The summary with these sections only, in this order; *how made* always stays, and stays last."""
    by_key = {section.key: section for section in summary.sections}
    return replace(summary, sections=tuple(by_key[key] for key in valid_sections(keys) if key in by_key))


def _sections(
    diary: Diary, days: Sequence[DailyTotals], today: date, translate: Translate, context: SummaryContext
) -> tuple[Section, ...]:
    """Every section, in the usual order."""
    whole, dates = context.whole or diary, context.dates(diary)
    older: tuple[Entry, ...] = (*whole.episodes, *whole.days)
    before = [entry for entry in older if entry.local_date < diary.first_day]
    past = [visit for visit in whole.visits if visit.day < today and visit.day <= diary.last_day]
    made = (
        _watched(diary, today, translate, context),
        _places(diary, dates, translate, context),
        changes_section(stretches(whole, diary.first_day, diary.last_day, today), past, dates, translate),
        signs_section(diary, translate, before, context.earlier),
        _course(days, dates, today, translate),
        episodes_section(diary.episodes, translate),
        person_section(diary, translate),
        medicines_section(diary, context.effects(diary), translate),
        questions_section(whole.visits, context.asked, today, translate),
        _of_table("reliefs", relief_table(diary.episodes, translate), translate),
        _habits(diary, days, translate, context),
        _beliefs(diary, translate, context),
        Section("how_made", translate(SECTIONS["how_made"]), notes=how_made(translate)),
    )
    by_key = {section.key: section for section in made}
    return tuple(by_key[key] for key in ALL_SECTIONS)


def _watched(diary: Diary, today: date, translate: Translate, context: SummaryContext) -> Section:
    table = watched_table(context.flags, context.first_shown, diary.person, today, translate)
    return Section("signs_to_watch", translate(SECTIONS["signs_to_watch"]), tables=(table,))


def _places(diary: Diary, dates: DiaryDates, translate: Translate, context: SummaryContext) -> Section:
    """Since when, on which side, and the places of the period."""
    facts = since_when(diary, dates, context.twitched(diary), translate)
    table = place_table(by_place(diary), dates, diary, translate)
    return replace(_of_table("places", table, translate), facts=facts, chart=face_of(table))


def _course(days: Sequence[DailyTotals], dates: DiaryDates, today: date, translate: Translate) -> Section:
    weeks = weekly(days)
    towards = direction(trend(weeks), translate)
    return Section(
        "course",
        translate(SECTIONS["course"]),
        headline=(episodes(days, translate),),
        facts=(rate(days, translate), towards, *runs(days, dates, today, translate)),
        tables=(week_table(weeks, translate),),
        chart=WeeksChart(weeks, towards.text),
    )


def _habits(diary: Diary, days: Sequence[DailyTotals], translate: Translate, context: SummaryContext) -> Section:
    """One paragraph on exposures that go together with episodes, and tables with the numbers."""
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    says = verdict_cells(context.verdict, exposures, diary.person.units, translate)
    tracked = exposure_table(diary.exposures, days, says, verdict_basis(context.verdict, translate), translate)
    linked = links(context.verdict, exposures, diary.person.units, translate) if tracked.rows else ()
    return Section(
        "exposures",
        translate(SECTIONS["exposures"]),
        facts=tried_by_lot(context.experiments, translate),
        tables=(tracked, *span_tables(context.verdict, exposures, translate)),
        notes=(*linked, *sources_note(imported_days(diary.readings), exposures, translate)),
        nothing_on=translate(NOTHING_ON["exposures"]),
    )


def _beliefs(diary: Diary, translate: Translate, context: SummaryContext) -> Section:
    exposures = {exposure.key: exposure for exposure in diary.exposures}
    triggers = context.verdict.triggers if context.verdict else None
    answered = beliefs(count_blamed(diary.episodes), triggers, exposures, translate)
    return _of_table("beliefs", blame_table(diary.episodes, answered, translate), translate)


def _of_table(key: str, table: SummaryTable, translate: Translate) -> Section:
    return Section(key, translate(SECTIONS[key]), tables=(table,), nothing_on=translate(NOTHING_ON[key]))

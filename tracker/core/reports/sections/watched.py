"""The section *signs to watch*: red flags of today, as a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tracker.core.records import Person
from tracker.core.red_flags import RedFlag, in_words
from tracker.core.reference.rules.levels import Level, level_name
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, SummaryColumn, SummaryTable
from tracker.core.reports.wording import day_cell, day_text


def watched_table(
    flags: Iterable[RedFlag], first_shown: Mapping[str, date], person: Person, today: date, translate: Translate
) -> SummaryTable:
    """The red flags of today, the most urgent first; reassuring messages are omitted."""
    columns = (
        SummaryColumn("says", translate(_("Logged, and what public guidance says")), number=False),
        SummaryColumn("level", translate(_("Level")), number=False),
        SummaryColumn("first_shown", translate(_("First shown")), number=False),
    )
    rows = tuple(
        _row(flag, first_shown.get(flag.rule), person, translate) for flag in flags if flag.level is not Level.REASSURE
    )
    as_of = translate(_("As of %(today)s.")) if rows else translate(_("No warning sign was found, as of %(today)s."))
    note = as_of % {"today": day_text(today, translate)}
    return SummaryTable("signs_to_watch", "", columns, rows, note)


def _row(flag: RedFlag, shown: date | None, person: Person, translate: Translate) -> tuple[Cell, ...]:
    says = Cell(in_words(flag, person.country, translate, person.own_number), flag.rule)
    level = Cell(translate(level_name(flag.level, flag.within_hours)), flag.level.value)
    return says, level, day_cell(shown, translate) if shown else Cell("–", None)

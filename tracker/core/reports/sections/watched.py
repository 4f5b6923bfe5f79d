"""Signs to watch, as a table for the doctor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tracker.core.records import Person
from tracker.core.red_flags import RedFlag, in_words
from tracker.core.reference.rules.levels import Level, level_name
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Column, Say, Table
from tracker.core.reports.wording import day_cell, day_text


def watched_table(
    flags: Iterable[RedFlag], first_shown: Mapping[str, date], person: Person, today: date, say: Say
) -> Table:
    """Every rule that matches today, the most urgent first; what only reassures is not for a doctor."""
    columns = (
        Column("says", say(_("Logged, and what public guidance says")), number=False),
        Column("level", say(_("Level")), number=False),
        Column("first_shown", say(_("First shown")), number=False),
    )
    rows = tuple(
        _row(flag, first_shown.get(flag.rule), person, say) for flag in flags if flag.level is not Level.REASSURE
    )
    as_of = say(_("As of %(today)s.")) if rows else say(_("No warning sign was found, as of %(today)s."))
    note = as_of % {"today": day_text(today, say)}
    return Table("signs_to_watch", "", columns, rows, note)


def _row(flag: RedFlag, shown: date | None, person: Person, say: Say) -> tuple[Cell, ...]:
    says = Cell(in_words(flag, person.country, say, person.own_number), flag.rule)
    level = Cell(say(level_name(flag.level, flag.within_hours)), flag.level.value)
    return says, level, day_cell(shown, say) if shown else Cell("–", None)

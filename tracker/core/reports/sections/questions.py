"""What the person wants to ask: written down for the next visit, or on the doctor's page itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core.records import Visit
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Section, SummaryColumn, SummaryTable
from tracker.core.reports.wording import day_text, own_words

LONGEST = 1_000


def next_visit(visits: Sequence[Visit], today: date) -> Visit | None:
    """The next visit whose day is not over."""
    return min((visit for visit in visits if visit.day >= today), key=lambda visit: visit.day, default=None)


def questions(visits: Sequence[Visit], asked: Sequence[str], today: date, translate: Translate) -> Section:
    """Those for the next visit first, each once."""
    visit = next_visit(visits, today)
    told = [own_words(words, LONGEST) for words in (*(visit.questions if visit else ()), *asked)]
    rows = tuple((Cell(words, None),) for words in dict.fromkeys(told) if words)
    columns = (SummaryColumn("question", translate(_("Question")), number=False),)
    note = "" if rows else translate(_("None was written down."))
    if visit:
        note = f"{translate(_('For the visit on %(day)s.')) % {'day': day_text(visit.day, translate)}} {note}".strip()
    tables = (SummaryTable("questions", "", columns, rows, note),)
    return Section("questions", translate(SECTIONS["questions"]), tables=tables)

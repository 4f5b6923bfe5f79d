"""The section of questions to ask, from the next visit or from the doctor's page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.core.records import Visit
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Section, SummaryColumn, SummaryTable
from tracker.core.reports.wording import day_text, own_words

MAX_QUESTION_CHARS = 1_000


def next_visit(visits: Sequence[Visit], today: date) -> Visit | None:
    """The earliest visit today or later."""
    return min((visit for visit in visits if visit.day >= today), key=lambda visit: visit.day, default=None)


def questions_section(visits: Sequence[Visit], asked: Sequence[str], today: date, translate: Translate) -> Section:
    """Questions of the next visit first, without duplicates."""
    visit = next_visit(visits, today)
    texts = [own_words(words, MAX_QUESTION_CHARS) for words in (*(visit.questions if visit else ()), *asked)]
    rows = tuple((Cell(words, None),) for words in dict.fromkeys(texts) if words)
    columns = (SummaryColumn("question", translate(_("Question")), number=False),)
    note = "" if rows else translate(_("None was written down."))
    if visit:
        note = f"{translate(_('For the visit on %(day)s.')) % {'day': day_text(visit.day, translate)}} {note}".strip()
    tables = (SummaryTable("questions", "", columns, rows, note),)
    return Section("questions", translate(SECTIONS["questions"]), tables=tables)

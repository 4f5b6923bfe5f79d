"""Questions for the visit: those of the next one, then those asked on the page, each once and as text."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tracker.core.records import Visit
from tracker.core.reports.sections.questions import next_visit, questions_section

TODAY = date(2026, 5, 25)


def visit(day: date, *asked: str) -> Visit:
    return Visit(UUID(int=day.toordinal()), day, questions=asked)


def test_those_of_the_next_visit_come_first_and_each_once() -> None:
    visits = (visit(date(2026, 6, 9), "Later?"), visit(TODAY, "Now?", "And then?"), visit(date(2026, 5, 1), "Past?"))
    section = questions_section(visits, ("Now?", "More?"), TODAY, str)
    assert [row[0].text for row in section.tables[0].rows] == ["Now?", "And then?", "More?"]
    assert section.tables[0].note == "For the visit on 25 May 2026."


def test_a_visit_of_today_is_still_to_come() -> None:
    assert next_visit((visit(TODAY),), TODAY) == visit(TODAY)
    assert next_visit((visit(date(2026, 5, 24)),), TODAY) is None


def test_no_question_reads_none() -> None:
    assert questions_section((), ("  \n",), TODAY, str).tables[0].note == "None was written down."


def test_a_question_without_end_is_cut() -> None:
    (row,) = questions_section((), ("why " * 2_500,), TODAY, str).tables[0].rows
    assert len(row[0].text) <= 1_000
    assert row[0].text.endswith("…")

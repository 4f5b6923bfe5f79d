"""Places in the order in which they appeared."""

from __future__ import annotations

from tracker.analysis import by_place
from tracker.records import Diary
from tracker.reports.facts import Table
from tracker.reports.where import place_table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_places_come_in_the_order_they_first_appeared(three_weeks: Diary) -> None:
    table = place_table(by_place(three_weeks), three_weeks.episodes, str)
    assert texts(table) == [
        ["1. Side of nose, left", "4 May 2026", "5", "4"],
        ["2. Lower eyelid, right", "5 May 2026", "3", "3"],
    ]
    assert [row[0].value for row in table.rows] == ["nose_side:left", "lower_eyelid:right"]
    assert table.note == "No place said for 1 of 7 episodes."


def test_an_empty_period_says_so() -> None:
    assert place_table((), (), str).note == "No episode was logged."

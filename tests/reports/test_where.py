"""Places in order of appearance, and signs present, absent and not asked."""

from __future__ import annotations

from tracker.analysis import by_place
from tracker.records import Diary
from tracker.reports.facts import Table
from tracker.reports.where import place_table, sign_table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_places_come_in_the_order_they_first_appeared(three_weeks: Diary) -> None:
    table = place_table(by_place(three_weeks), three_weeks.episodes, str)
    assert texts(table) == [
        ["Side of nose, left", "4 May 2026", "5", "4"],
        ["Lower eyelid, right", "5 May 2026", "3", "3"],
    ]
    assert [row[0].value for row in table.rows] == ["nose_side:left", "lower_eyelid:right"]
    assert table.note == "No place said for 1 of 7 episodes."


def test_signs_with_a_sudden_onset_come_first(three_weeks: Diary) -> None:
    table = sign_table(three_weeks.episodes, str)
    assert texts(table) == [
        ["One side of the face drops", "1", "1", "0", "0"],
        ["Ringing in the ear", "2", "0", "1", "1"],
    ]


def test_absent_signs_and_unasked_ones_are_told_apart(three_weeks: Diary) -> None:
    note = sign_table(three_weeks.episodes, str).note
    assert note == "Said to be without any other sign: 2 of 7 episodes. Nothing said: 3."


def test_an_empty_period_says_so() -> None:
    assert place_table((), (), str).note == "No episode was logged."
    assert sign_table((), str).note == "Nothing was said about other signs."

"""Places in the order in which they appeared in the whole diary, and what the period cuts."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.analysis import by_place, diary_dates
from tracker.core.records import Diary, History, Person
from tracker.core.reference.places import PLACES
from tracker.core.reports.facts import SummaryTable
from tracker.core.reports.sections.places import MAX_ELSEWHERE, place_table

NOSE, LID, CALF = (PLACES[name] for name in ("nose_side:left", "lower_eyelid:right", "calf:right"))


def table_of(period: Diary, *earlier: tuple[date, str]) -> SummaryTable:
    """The table of a period before which there were episodes on these dates at these places."""
    history = History(period.first_day, frozenset((day, (PLACES[place],)) for day, place in earlier))
    return place_table(by_place(period), diary_dates(period, history), period, str)


def texts(table: SummaryTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_places_come_in_the_order_they_first_appeared(three_weeks: Diary) -> None:
    table = table_of(three_weeks, (date(2026, 4, 1), "calf:right"))
    assert texts(table) == [
        ["1. Side of nose, left", "4 May 2026", "5", "4", ""],
        ["2. Lower eyelid, right", "5 May 2026", "3", "3", ""],
    ]
    assert [row[0].value for row in table.rows] == ["nose_side:left", "lower_eyelid:right"]
    assert table.note.startswith("No place said for 1 of 7 episodes.")


def test_a_place_that_appeared_before_the_period_has_its_true_first_date(three_weeks: Diary) -> None:
    table = table_of(
        three_weeks, (date(2024, 11, 1), "calf:right"), (date(2024, 12, 3), "lower_eyelid:right"),
        (date(2026, 5, 2), "lower_eyelid:right"),
    )  # fmt: skip
    assert texts(table) == [
        ["1. Lower eyelid, right", "3 Dec 2024", "3", "3", "before this period"],
        ["2. Side of nose, left", "4 May 2026", "5", "4", ""],
    ]
    assert [row[4].value for row in table.rows] == ["before_period", None]


def test_what_is_as_old_as_the_diary_may_be_older(three_weeks: Diary) -> None:
    inside = texts(table_of(three_weeks))
    assert [row[4] for row in inside] == [
        "since the diary began (4 May 2026) or before",
        # The day before was logged without it, so it is not said to be as old as the diary.
        "since 5 May 2026 or before (the diary began on 4 May 2026)",
    ]
    before = texts(table_of(three_weeks, (date(2026, 4, 1), "calf:right"), (date(2026, 4, 14), "nose_side:left")))
    assert before[0][4] == "before this period, since 14 Apr 2026 or before (the diary began on 1 Apr 2026)"
    later = texts(table_of(three_weeks, (date(2026, 4, 1), "calf:right"), (date(2026, 4, 15), "nose_side:left")))
    assert later[0][4] == "before this period"


def test_places_of_the_time_before_are_named_the_latest_first(three_weeks: Diary) -> None:
    days = [(date(2026, 1, 1), "chin:left"), (date(2026, 4, 1), "calf:right"), (date(2026, 4, 3), "calf:right")]
    note = table_of(three_weeks, *days).note
    assert note.endswith("Elsewhere, before this period: Calf, right, 1 Apr to 3 Apr 2026; Chin, left, 1 Jan 2026.")


def test_many_places_of_the_time_before_are_counted(three_weeks: Diary) -> None:
    names = [name for name in sorted(PLACES) if name not in (str(NOSE), str(LID))][: MAX_ELSEWHERE + 2]
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(len(names))]
    assert table_of(three_weeks, *zip(days, names, strict=True)).note.endswith("; 2 more places.")


def test_an_empty_period_says_so() -> None:
    empty = Diary(Person(), date(2026, 5, 4), date(2026, 5, 5))
    assert table_of(empty).note == "No episode was logged."

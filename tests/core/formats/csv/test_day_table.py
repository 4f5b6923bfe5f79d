"""Day tables: what is read; anything else is refused with its line, column and reason."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.formats import FileRefusedError
from tracker.core.formats.csv import day_table

GOOD = b"date,episodes,sleep_h\n2024-01-02,3,7.5\n2024-01-01,,\n2024-01-05,0,-1e1\n"


def problems(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(FileRefusedError) as refused:
        day_table.read(data)
    return [(problem.line, problem.reason) for problem in refused.value.problems]


def test_a_valid_table_is_read() -> None:
    table = day_table.read(GOOD)
    assert table.dates == (date(2024, 1, 2), date(2024, 1, 1), date(2024, 1, 5))
    assert table.episodes == (3, None, 0)
    assert table.exposures == {"sleep_h": (7.5, None, -10.0)}


def test_yes_and_no_are_one_and_zero() -> None:
    table = day_table.read(b"date,episodes,yoga\n2024-01-02,3,yes\n2024-01-03,0,No\n2024-01-04,0,\n")
    assert table.exposures == {"yoga": (1.0, 0.0, None)}


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD, GOOD.replace(b"\n", b"\r\n"), GOOD + b"\n,,\n", GOOD[:-1]])
def test_byte_order_marks_and_line_ends_change_nothing(data: bytes) -> None:
    assert day_table.read(data) == day_table.read(GOOD)


SPREADSHEETS = {
    "Germany":
        "date;episodes;sleep_h\r\n02.01.2024;3;7,5\r\n01.01.2024;;\r\n15.01.2024;0;-10,0\r\n".encode("utf-8-sig"),
    "Unicode text":
        "date\tepisodes\tsleep_h\r\n1/2/2024\t3\t7.5\r\n1/1/2024\t\t\r\n1/15/2024\t0\t-10".encode("utf-16"),
    "America": b"date,episodes,sleep_h\n01/02/2024,3,7.5\n01/01/2024,,\n01/15/2024,0,-1e1\n",
    "Britain": b"date,episodes,sleep_h\n02/01/2024,3,7.5\n01/01/2024,,\n15/01/2024,0,-1e1\n",
    "commas at the end": b"date,episodes,sleep_h,\n2024-01-02,3,7.5,\n2024-01-01,,,\n2024-01-15,0,-1e1,\n",
    "empty columns and rows":
        b"date,episodes,sleep_h,,\n2024-01-02,3,7.5,,\n,,,,\n2024-01-01,,,,\n2024-01-15,0,-10,,\n",
}  # fmt: skip


@pytest.mark.parametrize("data", SPREADSHEETS.values(), ids=SPREADSHEETS)
def test_unambiguous_spreadsheet_dialects_are_read(data: bytes) -> None:
    assert day_table.read(data) == day_table.read(GOOD.replace(b"2024-01-05", b"2024-01-15"))


ASKED = {
    "day or month": (
        b"date,episodes\n1/2/2024,1\n3/4/2024,2\n",
        (2, "“1/2/2024” can have the day or the month first: write dates like 2026-01-31"),
    ),
    "thousands": (
        b'date,episodes,steps\n2024-01-01,1,"8,500"\n',
        (2, "“8,500” can be thousands or have decimals: save numbers without signs between thousands"),
    ),
    "comma and point": (
        b"date;episodes;sleep_h\n2024-01-01;1;7,5\n2024-01-02;1;7.5\n",
        (2, "“7,5” has a comma and “7.5” a point: write all numbers in one way"),
    ),
}


@pytest.mark.parametrize(("data", "problem"), ASKED.values(), ids=ASKED)
def test_ambiguous_tables_are_refused(data: bytes, problem: tuple[int, str]) -> None:
    assert problems(data) == [problem]


NOTES = b"date,episodes,note,sleep_h\n2024-01-01,1,tired,7\n2024-01-02,1,,7\n2024-01-03,1,late again,7\n"


def test_a_text_column_is_one_problem_with_a_hint_to_ignore_it() -> None:
    reason = "note: 'tired' is no number, nor is any other cell: leave it out with --ignore note"
    assert problems(NOTES) == [(2, reason)]


def test_a_column_can_be_ignored() -> None:
    assert day_table.read(NOTES, ["note"]).exposures == {"sleep_h": (7.0, 7.0, 7.0)}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("date", "column date is needed and cannot be left out"),
        ("episodes", "column episodes is needed and cannot be left out"),
        ("notes", "there is no column notes to leave out"),
    ],
)
def test_columns_that_cannot_be_ignored_are_refused(name: str, reason: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        day_table.read(NOTES, [name])
    assert [(one.line, one.reason) for one in refused.value.problems] == [(1, reason)]


def test_columns_come_in_any_order() -> None:
    assert day_table.read(b"x,episodes,date\n1,2,2024-01-01\n").exposures == {"x": (1.0,)}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-13-01,1,2", "date: '2024-13-01' is a date that the calendar does not have"),
        ("1.2.2024,1,2", "date: '1.2.2024' is written otherwise than most dates here, such as 2024-01-01"),
        ("1.2.24,1,2", "date: '1.2.24' is no date written like 2026-01-31"),
        (",1,2", "date: '' is no date written like 2026-01-31"),
        ("1812-01-01,1,2", "date: '1812-01-01' is before 1900-01-01"),
        ("2024-01-02,many,2", "episodes: 'many' is no number"),
        ("2024-01-02,1.5,2", "episodes: '1.5' is no whole number from 0 to 86,400"),
        ("2024-01-02,-1,2", "episodes: '-1' is no whole number from 0 to 86,400"),
        ("2024-01-02,1000000,2", "episodes: '1000000' is no whole number from 0 to 86,400"),
        ("2024-01-02,1,seven", "sleep_h: 'seven' is no number"),
        ("2024-01-02,1,inf", "sleep_h: 'inf' is no number"),
        ("2024-01-02,1,nan", "sleep_h: 'nan' is no number"),
        ("2024-01-02,1,1e999", "sleep_h: '1e999' is too large to be a number"),
        ("2024-01-02,1,1e13", "sleep_h: '1e13' is further from zero than 1e+12"),
        ("2024-01-02,1", "has 2 cells under 3 columns"),
    ],
)
def test_a_bad_cell_is_reported_with_line_column_and_reason(row: str, reason: str) -> None:
    assert problems(f"date,episodes,sleep_h\n2024-01-01,1,2\n{row}\n".encode()) == [(3, reason)]


def test_two_rows_for_one_date_name_both_lines() -> None:
    data = b"date,episodes\n2024-01-01,1\n2024-01-02,1\n2024-01-01,4\n"
    assert problems(data) == [(4, "date: 2024-01-01 has a row already, line 2")]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"date,count\n2024-01-01,1\n", (1, "column episodes is missing; there is date, count")),
        (b"date,episodes,x,x\n", (1, "column x is there twice")),
        (b"date,episodes,,x\n2024-01-01,1,1,1\n", (1, "column 3 has no name: an exposure is named like caffeine_mg")),
        (b"date,episodes,\n2024-01-01,1,9\n", (2, "has '9' in column 3, which has no name")),
        (b"date,episodes\n", (1, "has a header and no rows")),
        (b"date,episodes,\xe4\n", (1, "is not text in UTF-8: save it as “CSV UTF-8”")),
        (b'date,episodes\n2024-01-01,"1', (2, "is no row of a CSV file: unexpected end of data")),
    ],
)
def test_a_malformed_file_is_refused(data: bytes, problem: tuple[int, str]) -> None:
    assert problem in problems(data)


def test_problems_are_sorted_by_line() -> None:
    found = problems(b"date,episodes,x\nno,1,1\n2024-01-01,x,y\n")
    assert [line for line, _ in found] == [2, 3, 3]


def test_repeated_problems_are_reported_once() -> None:
    assert problems(b"date,episodes\n" + b"x,y\n" * 400) == [
        (2, "date: 'x' is no date written like 2026-01-31 … and 399 more like it"),
        (2, "episodes: 'y' is no number … and 399 more like it"),
    ]


def test_at_most_fifty_problems_are_reported() -> None:
    names = ",".join(f"x{n}" for n in range(90))
    rows = "2024-01-01,1" + ",a" * 90 + "\n2024-01-02,1" + ",1" * 90
    assert len(problems(f"date,episodes,{names}\n{rows}\n".encode())) == day_table.MAX_PROBLEMS


def test_too_many_rows_and_columns_are_refused() -> None:
    assert "more than 200" in problems(("date,episodes," + ",".join(f"x{n}" for n in range(300))).encode())[0][1]
    assert "50,000 rows" in problems(b"date,episodes\n" + b"2024-01-01,1\n" * 50_001)[0][1]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(FileRefusedError):
        assert day_table.read(b"date,episodes,x\n" + data).dates

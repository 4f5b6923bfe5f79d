"""Day tables: what is read, and that everything else is refused with its line, column and reason."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats import Refused, day_table

GOOD = b"date,episodes,sleep_h\n2024-01-02,3,7.5\n2024-01-01,,\n2024-01-05,0,-1e1\n"


def problems(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(Refused) as refused:
        day_table.read(data)
    return [(problem.line, problem.reason) for problem in refused.value.problems]


def test_a_good_table_is_read() -> None:
    table = day_table.read(GOOD)
    assert table.dates == (date(2024, 1, 2), date(2024, 1, 1), date(2024, 1, 5))
    assert table.episodes == (3, None, 0)
    assert table.exposures == {"sleep_h": (7.5, None, -10.0)}


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf" + GOOD, GOOD.replace(b"\n", b"\r\n"), GOOD + b"\n,,\n", GOOD[:-1]])
def test_what_spreadsheets_do_to_a_file_changes_nothing(data: bytes) -> None:
    assert day_table.read(data) == day_table.read(GOOD)


def test_columns_come_in_any_order() -> None:
    assert day_table.read(b"x,episodes,date\n1,2,2024-01-01\n").exposures == {"x": (1.0,)}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2024-13-01,1,2", "date: '2024-13-01' is a date that the calendar does not have"),
        ("1.2.2024,1,2", "date: '1.2.2024' is no date written like 2026-01-31"),
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
def test_a_bad_cell_is_named_with_its_line_column_and_reason(row: str, reason: str) -> None:
    assert problems(f"date,episodes,sleep_h\n2024-01-01,1,2\n{row}\n".encode()) == [(3, reason)]


def test_two_rows_for_one_date_name_both_lines() -> None:
    data = b"date,episodes\n2024-01-01,1\n2024-01-02,1\n2024-01-01,4\n"
    assert problems(data) == [(4, "date: 2024-01-01 has a row already, line 2")]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", (1, "column date is missing")),
        (b"date,count\n2024-01-01,1\n", (1, "column episodes is missing")),
        (b"date,episodes,x,x\n", (1, "column x is there twice")),
        (b"date,episodes,\n2024-01-01,1,1\n", (1, "column 3 ('') is unknown: an exposure is named like caffeine_mg")),
        (b"date,episodes\n", (1, "has a header and no rows")),
        (b"\xff\xfe\x00", (1, "is not text in UTF-8")),
        (b'date,episodes\n2024-01-01,"1', (2, "is no row of a CSV file: unexpected end of data")),
    ],
)
def test_a_bad_file_is_refused_whole(data: bytes, problem: tuple[int, str]) -> None:
    assert problem in problems(data)


def test_all_problems_are_told_in_the_order_of_their_lines() -> None:
    told = problems(b"date,episodes,x\nno,1,1\n2024-01-01,x,y\n")
    assert [line for line, _ in told] == [2, 3, 3]


def test_a_hopeless_file_gets_fifty_lines_and_no_more() -> None:
    assert len(problems(b"date,episodes\n" + b"x,y\n" * 400)) == day_table.MOST_PROBLEMS


def test_too_many_rows_and_columns_are_refused() -> None:
    assert "more than 200" in problems(("date,episodes," + ",".join(f"x{n}" for n in range(300))).encode())[0][1]
    assert "50,000 rows" in problems(b"date,episodes\n" + b"2024-01-01,1\n" * 50_001)[0][1]


@given(st.binary(max_size=200))
def test_no_file_gives_a_traceback(data: bytes) -> None:
    with suppress(Refused):
        assert day_table.read(b"date,episodes,x\n" + data).dates

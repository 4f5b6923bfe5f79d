"""Rows with their line numbers; other files are refused with file and line, in little memory."""

from __future__ import annotations

import tracemalloc

import pytest

from tracker.core.formats import FileRefusedError
from tracker.core.formats.csv.cells import CellKind, CsvColumn
from tracker.core.formats.csv.rows import MAX_LINES, read_table, refuse_many_lines

COLUMNS = (CsvColumn("id"), CsvColumn("strength", CellKind.NUMBER, required=False), CsvColumn("note", required=False))
MEBIBYTE = 1_048_576


def table(content: str | bytes):  # type: ignore[no-untyped-def]
    data = content.encode() if isinstance(content, str) else content
    return read_table("a.csv", {"a.csv": data}, COLUMNS, str)


def problems(content: str | bytes) -> list[tuple[str, int, str]]:
    with pytest.raises(FileRefusedError) as refused:
        table(content)
    return [(one.file, one.line, one.reason) for one in refused.value.problems]


def test_columns_may_come_in_any_order() -> None:
    read = table("note,id\r\nlong day,1\r\n")
    assert read.rows == ({"note": "long day", "id": "1"},)


def test_a_row_has_the_line_where_it_begins() -> None:
    read = table('id,note\r\n1,"two\r\nlines"\r\n\r\n,\r\n2,x\r\n')
    assert [row["id"] for row in read.rows] == ["1", "2"]
    assert read.lines == (2, 6)


def test_byte_order_mark_and_line_ends_are_accepted() -> None:
    assert table(b"\xef\xbb\xbfid,note\n1,x\n").rows == ({"id": "1", "note": "x"},)


WRONG = {
    "a column nobody knows": ("id,mood\r\n", ("a.csv", 1, "“mood” is not a column of this table")),
    "a column twice": ("id,id\r\n", ("a.csv", 1, "column id is there twice")),
    "a column missing": ("note\r\n", ("a.csv", 1, "column id is missing")),
    "nothing": ("", ("a.csv", 1, "column id is missing")),
    "a row too short": ("id,note\r\n1,x\r\n2\r\n", ("a.csv", 3, "This row has 1 cells under 2 columns.")),
    "no UTF-8": (
        b"id\r\n1\r\n\xff\r\n", ("a.csv", 3, "The text is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”.")),
    "no end of a quote": (
        'id,note\r\n1,"x\r\n', ("a.csv", 2, "This is no row of a CSV file: unexpected end of data.")),
}  # fmt: skip


@pytest.mark.parametrize(("content", "problem"), WRONG.values(), ids=WRONG.keys())
def test_problems_name_file_and_line(content: str | bytes, problem: tuple[str, int, str]) -> None:
    assert problems(content)[0] == problem


def test_a_missing_table_is_reported() -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_table("a.csv", {}, COLUMNS, str)
    assert str(refused.value) == "a.csv: This table is missing from the zip."


def test_a_problem_of_many_rows_is_reported_once() -> None:
    reason = "This row has 1 cells under 2 columns. … and 999 more like it"
    assert problems("id,note\r\n" + "1\r\n" * 1_000) == [("a.csv", 2, reason)]


BOMBS = {
    "a long line after many short ones": b"id,note\r\n" + b"\r\n" * 900_000 + b"x" * 3_000_000,
    "a line of ten megabytes": b"id,note\r\n1," + b"x" * 10_000_000,
    "a million columns": b"id" + b",id" * 1_000_000 + b"\r\n",
    "a million cells": b"id,note\r\n1" + b"," * 1_900_000 + b"\r\n",
    "an endless quote": b'id,note\r\n1,"' + b"x\r\n" * 900_000,
}


@pytest.mark.parametrize("data", BOMBS.values(), ids=BOMBS.keys())
def test_huge_lines_are_refused_in_little_memory(data: bytes) -> None:
    tracemalloc.start()
    try:
        assert problems(data)
        assert tracemalloc.get_traced_memory()[1] < 50 * MEBIBYTE
    finally:
        tracemalloc.stop()


def test_too_many_lines_are_reported_for_the_longest_table() -> None:
    few, many = b"\r\n" * 100, b"\r\n" * (MAX_LINES - 99)
    refuse_many_lines({"a.csv": few, "b.csv": many[2:]}, str)
    with pytest.raises(FileRefusedError) as refused:
        refuse_many_lines({"a.csv": few, "b.csv": many}, str)
    assert str(refused.value) == "b.csv: The tables have more than 300000 lines."

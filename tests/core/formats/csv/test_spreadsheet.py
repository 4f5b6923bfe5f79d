"""Tables that a spreadsheet opened and saved are the same diary, or are refused as ambiguous."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tracker.core.demo import believable
from tracker.core.formats import FileRefusedError, diary_file, diary_tables
from tracker.core.formats.csv.archive import pack, unpack

DIARY = believable(date(2026, 5, 31), 40, 1)
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")


def saved(
    delimiter: str = ",", dates: str = r"\1-\2-\3", point: str = ".", encoding: str = "utf-8", empty: int = 0
) -> bytes:
    """The zip of a diary, each table as the spreadsheet of some country saves it."""

    def cell(text: str) -> str:
        if NUMBER.fullmatch(text):
            return text.replace(".", point)
        if match := DATE.fullmatch(text):
            return match.expand(dates)
        return text.upper() if text in ("true", "false") else text

    def table(content: bytes) -> bytes:
        rows = csv.reader(io.StringIO(content.decode(), newline=""))
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=delimiter)
        writer.writerows([*map(cell, row), *[""] * empty] for row in rows)
        return text.getvalue().encode(encoding)

    files = unpack(diary_tables.write(DIARY), diary_tables.FILES)
    return pack({name: table(content) for name, content in files.items()})


COUNTRIES: dict[str, Callable[[], bytes]] = {
    "as it was": saved,
    "Germany": lambda: saved(";", r"\3.\2.\1", ",", "utf-8-sig"),
    "France": lambda: saved(";", r"\3/\2/\1", ",", "utf-8-sig"),
    "America": lambda: saved(",", r"\2/\3/\1", ".", "utf-8-sig"),
    "America, Unicode text": lambda: saved("\t", r"\2/\3/\1", ".", "utf-16"),
    "Germany, Unicode text": lambda: saved("\t", r"\3.\2.\1", ",", "utf-16"),
    "empty columns at the end": lambda: saved(empty=3),
}


@pytest.mark.parametrize("make", COUNTRIES.values(), ids=COUNTRIES)
def test_tables_saved_by_a_spreadsheet_are_the_same_diary(make: Callable[[], bytes]) -> None:
    assert diary_file.read(make()) == DIARY


def problems(data: bytes) -> list[tuple[str, int, str]]:
    with pytest.raises(FileRefusedError) as refused:
        diary_file.read(data)
    return [(one.file, one.line, one.reason) for one in refused.value.problems]


def test_ambiguous_dates_are_refused_with_table_and_line() -> None:
    nothing = dict.fromkeys(diary_tables.RECORDS, ())
    short = replace(DIARY, first_day=date(2026, 5, 2), last_day=date(2026, 5, 3), **nothing)
    files = unpack(diary_tables.write(short), diary_tables.FILES)
    head = files["diary.csv"].replace(b"2026-05-02", b"5/2/2026").replace(b"2026-05-03", b"5/3/2026")
    reason = "“5/2/2026” can have the day or the month first: write dates like 2026-01-31"
    assert problems(pack(files | {"diary.csv": head})) == [("diary.csv", 2, reason)]


def test_a_number_that_may_be_thousands_is_refused() -> None:
    files = unpack(saved("\t"), diary_tables.FILES)
    head, *rows = files["readings.csv"].decode().splitlines()
    value = head.split("\t").index("value")
    cells = [row.split("\t") for row in rows]
    for row in cells:
        row[value] = "1,500"
    table = "\n".join([head, *("\t".join(row) for row in cells)])
    assert problems(pack(files | {"readings.csv": table.encode()})) == [
        ("readings.csv", 2, "“1,500” can be thousands or have decimals: save numbers without signs between thousands")
    ]


def test_an_unreadable_date_is_refused_with_its_line() -> None:
    files = unpack(saved(";", r"\3.\2.\1", ","), diary_tables.FILES)
    days = files["days.csv"].replace(b"31.05.2026", b"31. Mai")
    ((file, line, reason), *_others) = problems(pack(files | {"days.csv": days}))
    assert (file, line) == ("days.csv", days[: days.index(b"Mai")].count(b"\n") + 1)
    assert reason.startswith("days.local_date: must be a date written like 2026-01-31")


def test_unknown_columns_are_one_problem_per_kind() -> None:
    files = unpack(diary_tables.write(DIARY), diary_tables.FILES)
    found = problems(pack(files | {"days.csv": b"day,mood,sleep,pain\r\n1,2,3,4\r\n"}))
    assert found == [
        ("days.csv", 1, "“day” is not a column of this table … and 3 more like it"),
        ("days.csv", 1, "column id is missing … and 1 more like it"),
    ]

"""Day tables (CSV): one row per date, with the number of episodes and a column for each exposure.

The header row names `date`, `episodes`, then the exposures with their unit. A blank cell means *not logged* or *not
recorded*, `yes` is 1 and `no` is 0. Dates may come in any order; a date without a row was not logged. The plain form
is UTF-8 with commas, points and dates like 2026-01-31; a spreadsheet's variants are read where they are unambiguous.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import isfinite
from typing import Protocol, TypeVar

from tracker.core.formats.csv.date_order import DateOrder, date_order
from tracker.core.formats.dialect import (
    decimal_separator,
    find_delimiter,
    is_number,
    with_point,
    without_unnamed_columns,
)
from tracker.core.formats.encoding import utf_8
from tracker.core.formats.foreign import refuse_no_day_table
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError, GroupedProblems
from tracker.core.formats.validation.violations import InvalidValueError, invalid, printable
from tracker.core.records import DayTable
from tracker.core.reference.limits import FIRST_DATE, NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

DATE, EPISODES = "date", "episodes"
MAX_EPISODES = 86_400
"""One per second, all day."""

MAX_VALUE = 1e12
YES_NO = {"yes": 1.0, "no": 0.0}
MAX_COLUMNS = 200
MAX_ROWS = 50_000
MAX_DAYS = 50_000
"""From the first date to the last: a table becomes a grid of days, and one far-off date would fill the memory."""

MAX_PROBLEMS = 50

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")

T = TypeVar("T")


class _Reader(Protocol):
    """A csv.reader: rows of cells, and the number of the line read last."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True)
class _Row:
    """The cells of one line of the file, by column name."""

    line: int
    cells: Mapping[str, str]


def read(data: bytes, ignored: Collection[str] = ()) -> DayTable:
    """Read a day table, without the `ignored` columns.

    Raises FileRefusedError with the line, column and reason of each kind of problem, and how often it occurs.
    """
    refuse_no_day_table(data)
    rows, delimiter = _rows(data, ignored)
    names = [name for name in rows[0].cells if name not in (DATE, EPISODES)]
    order = _detect(rows, [DATE], date_order)
    separator = _detect(rows, [EPISODES, *names], partial(decimal_separator, delimiter=delimiter))
    problems = GroupedProblems()
    dates = [_parse_cell(problems, row, DATE, partial(_date, order)) for row in rows]
    episodes = [_parse_cell(problems, row, EPISODES, partial(_episodes, separator)) for row in rows]
    columns = {name: _column(problems, rows, name, separator) for name in names}
    _check_duplicates(problems, rows, dates)
    _check_period(problems, rows, dates)
    _refuse(problems)
    return DayTable(tuple(day for day in dates if day is not None), tuple(episodes), columns)


def _rows(data: bytes, ignored: Collection[str]) -> tuple[list[_Row], str]:
    """Return the rows as text and the delimiter. Empty lines are skipped."""
    try:
        text = utf_8(data).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefusedError((FileProblem(1, "is not text in UTF-8: save it as “CSV UTF-8”"),)) from None
    stream = io.StringIO(text, newline="")
    delimiter = find_delimiter(stream.readline(), (DATE, EPISODES))
    stream.seek(0)
    lines = csv.reader(stream, strict=True, delimiter=delimiter)
    try:
        header = without_unnamed_columns([name.strip() for name in next(lines, [])])
        _refuse(_check_header(header, ignored))
        rows = list(_non_empty(lines, header, ignored))
    except csv.Error as error:
        raise FileRefusedError((FileProblem(max(lines.line_num, 1), f"is no row of a CSV file: {error}"),)) from None
    if not rows:
        raise FileRefusedError((FileProblem(1, "has a header and no rows"),))
    return rows, delimiter


def _non_empty(lines: _Reader, header: list[str], ignored: Collection[str]) -> Iterator[_Row]:
    """Yield the rows that have any cell filled."""
    for cells in lines:
        number = lines.line_num
        if number > MAX_ROWS + 1:
            raise FileRefusedError(
                (FileProblem(number, f"is beyond the {MAX_ROWS:,} rows that a day table may have"),)
            )
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < len(header):
            raise FileRefusedError((FileProblem(number, f"has {len(cells)} cells under {len(header)} columns"),))
        for column, cell in enumerate(cells[len(header) :], start=len(header) + 1):
            if cell.strip():
                raise FileRefusedError(
                    (FileProblem(number, f"has {printable(cell)!r} in column {column}, which has no name"),)
                )
        row = zip(header, cells, strict=False)
        yield _Row(number, {name: cell.strip() for name, cell in row if name not in ignored})


def _check_header(header: list[str], ignored: Collection[str]) -> GroupedProblems:
    """Return the problems of the column names."""
    problems = GroupedProblems()
    for name in (DATE, EPISODES):
        if name not in header:
            found = ", ".join(map(printable, header[:10])) or "nothing"
            problems.add(FileProblem(1, f"column {name} is missing; there is {found}"))
        if name in ignored:
            problems.add(FileProblem(1, f"column {name} is needed and cannot be left out"))
    for name in sorted({*ignored} - {*header, DATE, EPISODES}):
        problems.add(FileProblem(1, f"there is no column {printable(name)} to leave out"))
    if len(header) > MAX_COLUMNS:
        problems.add(FileProblem(1, f"has {len(header)} columns, more than {MAX_COLUMNS}"))
    _check_names(problems, header)
    return problems


def _check_names(problems: GroupedProblems, header: list[str]) -> None:
    for name, times in Counter(header).items():
        if times > 1 and name:
            problems.add(FileProblem(1, f"column {name} is there twice"))
    for number, name in enumerate(header, start=1):
        if not name:
            problems.add(FileProblem(1, f"column {number} has no name: an exposure is named like caffeine_mg"))
        elif not name.isprintable() or len(name) > NAME_CHARS:
            problems.add(
                FileProblem(
                    1, f"column {number} ({printable(name)!r}) is unknown: an exposure is named like caffeine_mg"
                )
            )


def _detect(rows: Sequence[_Row], columns: Sequence[str], detect: Callable[[Iterable[str]], T]) -> T:
    """Detect a convention from all cells of these columns. Raises FileRefusedError if it is ambiguous."""
    try:
        return detect(row.cells[name] for row in rows for name in columns)
    except InvalidValueError as ambiguity:
        (violation,) = ambiguity.violations
        found = (row.line for row in rows if violation.values["cell"] in row.cells.values())
        raise FileRefusedError((FileProblem(next(found), violation.reason(str)),)) from None


def _column(problems: GroupedProblems, rows: Sequence[_Row], name: str, separator: str) -> tuple[float | None, ...]:
    """Parse one exposure; a column without any number is one problem."""
    words = [(row.line, row.cells[name]) for row in rows if row.cells[name]]
    if len(words) > 1 and not any(is_number(cell) or cell.casefold() in YES_NO for _line, cell in words):
        line, cell = words[0]
        way_out = f"leave it out with --ignore {printable(name)}"
        problems.add(
            FileProblem(line, f"{printable(name)}: {printable(cell)!r} is no number, nor is any other cell: {way_out}")
        )
        return ()
    return tuple(_parse_cell(problems, row, name, partial(_value, separator)) for row in rows)


def _parse_cell(problems: GroupedProblems, row: _Row, column: str, parse: Callable[[str], T]) -> T | None:
    """Parse one cell, None if it is blank; what is wrong with it is added to the problems."""
    cell = row.cells[column]
    if not cell and column != DATE:
        return None
    try:
        return parse(cell)
    except InvalidValueError as refusal:
        (violation,) = refusal.violations
        reason = f"{printable(column)}: {printable(cell)!r} {violation.reason(str)}"
        problems.add(FileProblem(row.line, reason), kind=(column, violation.text))
        return None


def _date(order: DateOrder, cell: str) -> date:
    found = order.read(cell)
    if found < FIRST_DATE:
        raise invalid(_("is before %(first)s"), first=FIRST_DATE.isoformat())
    return found


def _episodes(separator: str, cell: str) -> int:
    found = _number(separator, cell)
    if not found.is_integer() or not 0 <= found <= MAX_EPISODES:
        raise invalid(_("is no whole number from 0 to %(most)s"), most=f"{MAX_EPISODES:,}")
    return int(found)


def _value(separator: str, cell: str) -> float:
    if cell.casefold() in YES_NO:
        return YES_NO[cell.casefold()]
    found = _number(separator, cell)
    if abs(found) > MAX_VALUE:
        raise invalid(_("is further from zero than %(most)s"), most=f"{MAX_VALUE:g}")
    return found


def _number(separator: str, cell: str) -> float:
    plain = with_point(cell, separator)
    if not _NUMBER.fullmatch(plain):
        raise invalid(_("is no number"))
    found = float(plain)
    if not isfinite(found):
        raise invalid(_("is too large to be a number"))
    return found


def _check_duplicates(problems: GroupedProblems, rows: Iterable[_Row], dates: Iterable[date | None]) -> None:
    """Report dates that have more than one row."""
    first: dict[date, int] = {}
    for row, day in zip(rows, dates, strict=True):
        if day is not None and first.setdefault(day, row.line) != row.line:
            reason = f"{DATE}: {day.isoformat()} has a row already, line {first[day]}"
            problems.add(FileProblem(row.line, reason), kind=_check_duplicates)


def _check_period(problems: GroupedProblems, rows: Iterable[_Row], dates: Iterable[date | None]) -> None:
    """Report dates more than MAX_DAYS after the first."""
    known = [(row.line, day) for row, day in zip(rows, dates, strict=True) if day is not None]
    first = min((day for _, day in known), default=None)
    for line, day in known:
        if first is not None and (day - first).days > MAX_DAYS:
            reason = f"{DATE}: {day.isoformat()} is more than {MAX_DAYS:,} days after {first.isoformat()}"
            problems.add(FileProblem(line, reason), kind=_check_period)


def _refuse(problems: GroupedProblems) -> None:
    """Raise FileRefusedError with the problems found, if any, in the order of their lines."""
    if found := problems.problems():
        raise FileRefusedError(tuple(sorted(found, key=lambda problem: problem.line)[:MAX_PROBLEMS]))

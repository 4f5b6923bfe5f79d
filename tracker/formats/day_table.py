"""Day tables (CSV): a row a date, how many episodes, and a column for each exposure.

UTF-8 with a header row: `date`, `episodes`, then the exposures, named with their unit. A blank cell means *not
logged* or *not recorded*. Dates may come in any order; a date without a row was not logged.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Protocol, TypeVar

from tracker.formats.findings import shown
from tracker.formats.refusal import Problem, Refused
from tracker.records import DayTable
from tracker.reference.limits import FIRST_DATE, NAME_CHARS
from tracker.reference.words import gettext_noop as _

DATE, EPISODES = "date", "episodes"
MOST_EPISODES = 86_400
"""One a second, all day."""

MOST_VALUE = 1e12
MOST_COLUMNS = 200
MOST_ROWS = 50_000
MOST_DAYS = 50_000
"""From the first date to the last: a table becomes a grid of days, and one date far off would fill the memory."""

MOST_PROBLEMS = 50

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")

T = TypeVar("T")


class _Lines(Protocol):
    """What csv.reader gives: rows of cells, and the line of the file it has come to."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


@dataclass(frozen=True)
class _Row:
    """The filled part of one line of the file."""

    line: int
    cells: Mapping[str, str]


def read(data: bytes) -> DayTable:
    """The table in a file; raises Refused with every line, column and reason when something is wrong with it."""
    rows = _rows(data)
    problems: list[Problem] = []
    dates = [_told(problems, row, DATE, _date) for row in rows]
    episodes = [_told(problems, row, EPISODES, _episodes) for row in rows]
    names = [name for name in rows[0].cells if name not in (DATE, EPISODES)] if rows else []
    columns = {name: tuple(_told(problems, row, name, _value) for row in rows) for name in names}
    problems += _twice(rows, dates)
    problems += _too_far(rows, dates)
    _refuse(problems)
    return DayTable(tuple(day for day in dates if day is not None), tuple(episodes), columns)


def _rows(data: bytes) -> list[_Row]:
    """The rows as text, each with its line; wholly empty lines are nothing."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused((Problem(1, _("is not text in UTF-8")),)) from None
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(lines, [])]
        _refuse(_about_header(header))
        rows = list(_filled(lines, header))
    except csv.Error as error:
        raise Refused((Problem(max(lines.line_num, 1), f"is no row of a CSV file: {error}"),)) from None
    if not rows:
        raise Refused((Problem(1, _("has a header and no rows")),))
    return rows


def _filled(lines: _Lines, header: list[str]) -> Iterator[_Row]:
    """The lines that hold anything, cell by cell."""
    for cells in lines:
        number = lines.line_num
        if number > MOST_ROWS + 1:
            raise Refused((Problem(number, f"is beyond the {MOST_ROWS:,} rows that a day table may have"),))
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise Refused((Problem(number, f"has {len(cells)} cells under {len(header)} columns"),))
        yield _Row(number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))


def _about_header(header: list[str]) -> list[Problem]:
    """What is wrong with the names of the columns."""
    problems = [Problem(1, f"column {name} is missing") for name in (DATE, EPISODES) if name not in header]
    problems += [Problem(1, f"column {name} is there twice") for name, seen in Counter(header).items() if seen > 1]
    problems += [
        Problem(1, f"column {number} ({shown(name)!r}) is unknown: an exposure is named like caffeine_mg")
        for number, name in enumerate(header, start=1)
        if not name.isprintable() or not 0 < len(name) <= NAME_CHARS
    ]
    if len(header) > MOST_COLUMNS:
        problems.append(Problem(1, f"has {len(header)} columns, more than {MOST_COLUMNS}"))
    return problems


def _told(problems: list[Problem], row: _Row, column: str, parse: Callable[[str], T]) -> T | None:
    """The value of one cell, None where it is blank; what is wrong with it goes to the problems."""
    cell = row.cells[column]
    if not cell and column != DATE:
        return None
    try:
        return parse(cell)
    except ValueError as error:
        problems.append(Problem(row.line, f"{shown(column)}: {shown(cell)!r} {error}"))
        return None


def _date(cell: str) -> date:
    if not _DATE.fullmatch(cell):
        raise ValueError("is no date written like 2026-01-31")
    try:
        found = date.fromisoformat(cell)
    except ValueError:
        raise ValueError("is a date that the calendar does not have") from None
    if found < FIRST_DATE:
        raise ValueError(f"is before {FIRST_DATE.isoformat()}")
    return found


def _episodes(cell: str) -> int:
    found = _number(cell)
    if not found.is_integer() or not 0 <= found <= MOST_EPISODES:
        raise ValueError(f"is no whole number from 0 to {MOST_EPISODES:,}")
    return int(found)


def _value(cell: str) -> float:
    found = _number(cell)
    if abs(found) > MOST_VALUE:
        raise ValueError(f"is further from zero than {MOST_VALUE:g}")
    return found


def _number(cell: str) -> float:
    if not _NUMBER.fullmatch(cell):
        raise ValueError("is no number")
    found = float(cell)
    if not isfinite(found):
        raise ValueError("is too large to be a number")
    return found


def _twice(rows: Iterable[_Row], dates: Iterable[date | None]) -> Iterator[Problem]:
    """Dates that have more than one row."""
    first: dict[date, int] = {}
    for row, day in zip(rows, dates, strict=True):
        if day is not None and first.setdefault(day, row.line) != row.line:
            yield Problem(row.line, f"{DATE}: {day.isoformat()} has a row already, line {first[day]}")


def _too_far(rows: Iterable[_Row], dates: Iterable[date | None]) -> Iterator[Problem]:
    """Dates that lie further from the first than a diary can be long."""
    known = [(row.line, day) for row, day in zip(rows, dates, strict=True) if day is not None]
    first = min((day for _, day in known), default=None)
    for line, day in known:
        if first is not None and (day - first).days > MOST_DAYS:
            yield Problem(line, f"{DATE}: {day.isoformat()} is more than {MOST_DAYS:,} days after {first.isoformat()}")


def _refuse(problems: list[Problem]) -> None:
    """Raise what was found, in the order of the lines; past the first fifty the file is known to be bad."""
    if problems:
        raise Refused(tuple(sorted(problems, key=lambda problem: problem.line)[:MOST_PROBLEMS]))

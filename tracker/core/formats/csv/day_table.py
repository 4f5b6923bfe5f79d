"""Day tables (CSV): a row a date, how many episodes, and a column for each exposure.

A header row names `date`, `episodes`, then the exposures, with their unit. A blank cell means *not logged* or *not
recorded*. Dates may come in any order; a date without a row was not logged. The plain form is UTF-8 with commas,
points and dates like 2026-01-31; what a spreadsheet makes of it is read where it leaves one meaning.
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
from tracker.core.formats.dialect import decimal_sign, divider, is_number, named, with_point
from tracker.core.formats.encoding import utf_8
from tracker.core.formats.foreign import refuse_no_day_table
from tracker.core.formats.validation.problems import Wrong, shown, wrong
from tracker.core.formats.validation.refusal import Kinds, Problem, Refused
from tracker.core.records import DayTable
from tracker.core.reference.limits import FIRST_DATE, NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

DATE, EPISODES = "date", "episodes"
MOST_EPISODES = 86_400
"""One a second, all day."""

MOST_VALUE = 1e12
MOST_COLUMNS = 200
MOST_ROWS = 50_000
MOST_DAYS = 50_000
"""From the first date to the last: a table becomes a grid of days, and one date far off would fill the memory."""

MOST_PROBLEMS = 50

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


def read(data: bytes, ignored: Collection[str] = ()) -> DayTable:
    """The table in a file, without the `ignored` columns.

    Raises Refused with line, column and reason for each kind of thing that is wrong with it, and how often it is.
    """
    refuse_no_day_table(data)
    rows, divided_by = _rows(data, ignored)
    names = [name for name in rows[0].cells if name not in (DATE, EPISODES)]
    order = _decided(rows, [DATE], date_order)
    sign = _decided(rows, [EPISODES, *names], partial(decimal_sign, divided_by=divided_by))
    problems = Kinds()
    dates = [_told(problems, row, DATE, partial(_date, order)) for row in rows]
    episodes = [_told(problems, row, EPISODES, partial(_episodes, sign)) for row in rows]
    columns = {name: _column(problems, rows, name, sign) for name in names}
    _twice(problems, rows, dates)
    _too_far(problems, rows, dates)
    _refuse(problems)
    return DayTable(tuple(day for day in dates if day is not None), tuple(episodes), columns)


def _rows(data: bytes, ignored: Collection[str]) -> tuple[list[_Row], str]:
    """The rows as text, each with its line, and what divides their cells; wholly empty lines are nothing."""
    try:
        text = utf_8(data).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused((Problem(1, "is not text in UTF-8: save it as “CSV UTF-8”"),)) from None
    stream = io.StringIO(text, newline="")
    divided_by = divider(stream.readline(), (DATE, EPISODES))
    stream.seek(0)
    lines = csv.reader(stream, strict=True, delimiter=divided_by)
    try:
        header = named([name.strip() for name in next(lines, [])])
        _refuse(_about_header(header, ignored))
        rows = list(_filled(lines, header, ignored))
    except csv.Error as error:
        raise Refused((Problem(max(lines.line_num, 1), f"is no row of a CSV file: {error}"),)) from None
    if not rows:
        raise Refused((Problem(1, "has a header and no rows"),))
    return rows, divided_by


def _filled(lines: _Lines, header: list[str], ignored: Collection[str]) -> Iterator[_Row]:
    """The lines that hold anything, cell by cell."""
    for cells in lines:
        number = lines.line_num
        if number > MOST_ROWS + 1:
            raise Refused((Problem(number, f"is beyond the {MOST_ROWS:,} rows that a day table may have"),))
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) < len(header):
            raise Refused((Problem(number, f"has {len(cells)} cells under {len(header)} columns"),))
        for column, cell in enumerate(cells[len(header) :], start=len(header) + 1):
            if cell.strip():
                raise Refused((Problem(number, f"has {shown(cell)!r} in column {column}, which has no name"),))
        row = zip(header, cells, strict=False)
        yield _Row(number, {name: cell.strip() for name, cell in row if name not in ignored})


def _about_header(header: list[str], ignored: Collection[str]) -> Kinds:
    """What is wrong with the columns that are there, or are not."""
    problems = Kinds()
    for name in (DATE, EPISODES):
        if name not in header:
            found = ", ".join(map(shown, header[:10])) or "nothing"
            problems.add(Problem(1, f"column {name} is missing; there is {found}"))
        if name in ignored:
            problems.add(Problem(1, f"column {name} is needed and cannot be left out"))
    for name in sorted({*ignored} - {*header, DATE, EPISODES}):
        problems.add(Problem(1, f"there is no column {shown(name)} to leave out"))
    if len(header) > MOST_COLUMNS:
        problems.add(Problem(1, f"has {len(header)} columns, more than {MOST_COLUMNS}"))
    _about_names(problems, header)
    return problems


def _about_names(problems: Kinds, header: list[str]) -> None:
    for name, seen in Counter(header).items():
        if seen > 1 and name:
            problems.add(Problem(1, f"column {name} is there twice"))
    for number, name in enumerate(header, start=1):
        if not name:
            problems.add(Problem(1, f"column {number} has no name: an exposure is named like caffeine_mg"))
        elif not name.isprintable() or len(name) > NAME_CHARS:
            problems.add(
                Problem(1, f"column {number} ({shown(name)!r}) is unknown: an exposure is named like caffeine_mg")
            )


def _decided(rows: Sequence[_Row], columns: Sequence[str], decide: Callable[[Iterable[str]], T]) -> T:
    """What all cells of these columns decide together. Raises Refused where they leave two meanings."""
    try:
        return decide(row.cells[name] for row in rows for name in columns)
    except Wrong as two_meanings:
        (finding,) = two_meanings.findings
        found = (row.line for row in rows if finding.values["cell"] in row.cells.values())
        raise Refused((Problem(next(found), finding.reason(str)),)) from None


def _column(problems: Kinds, rows: Sequence[_Row], name: str, sign: str) -> tuple[float | None, ...]:
    """The values of one exposure; a column of words is one problem."""
    words = [(row.line, row.cells[name]) for row in rows if row.cells[name]]
    if len(words) > 1 and not any(is_number(cell) for _line, cell in words):
        line, cell = words[0]
        way_out = f"leave it out with --ignore {shown(name)}"
        problems.add(Problem(line, f"{shown(name)}: {shown(cell)!r} is no number, nor is any other cell: {way_out}"))
        return ()
    return tuple(_told(problems, row, name, partial(_value, sign)) for row in rows)


def _told(problems: Kinds, row: _Row, column: str, parse: Callable[[str], T]) -> T | None:
    """The value of one cell, None where it is blank; what is wrong with it goes to the problems."""
    cell = row.cells[column]
    if not cell and column != DATE:
        return None
    try:
        return parse(cell)
    except Wrong as refusal:
        (finding,) = refusal.findings
        reason = f"{shown(column)}: {shown(cell)!r} {finding.reason(str)}"
        problems.add(Problem(row.line, reason), kind=(column, finding.text))
        return None


def _date(order: DateOrder, cell: str) -> date:
    found = order.read(cell)
    if found < FIRST_DATE:
        raise wrong(_("is before %(first)s"), first=FIRST_DATE.isoformat())
    return found


def _episodes(sign: str, cell: str) -> int:
    found = _number(sign, cell)
    if not found.is_integer() or not 0 <= found <= MOST_EPISODES:
        raise wrong(_("is no whole number from 0 to %(most)s"), most=f"{MOST_EPISODES:,}")
    return int(found)


def _value(sign: str, cell: str) -> float:
    found = _number(sign, cell)
    if abs(found) > MOST_VALUE:
        raise wrong(_("is further from zero than %(most)s"), most=f"{MOST_VALUE:g}")
    return found


def _number(sign: str, cell: str) -> float:
    plain = with_point(cell, sign)
    if not _NUMBER.fullmatch(plain):
        raise wrong(_("is no number"))
    found = float(plain)
    if not isfinite(found):
        raise wrong(_("is too large to be a number"))
    return found


def _twice(problems: Kinds, rows: Iterable[_Row], dates: Iterable[date | None]) -> None:
    """Dates that have more than one row."""
    first: dict[date, int] = {}
    for row, day in zip(rows, dates, strict=True):
        if day is not None and first.setdefault(day, row.line) != row.line:
            reason = f"{DATE}: {day.isoformat()} has a row already, line {first[day]}"
            problems.add(Problem(row.line, reason), kind=_twice)


def _too_far(problems: Kinds, rows: Iterable[_Row], dates: Iterable[date | None]) -> None:
    """Dates that lie further from the first than a diary can be long."""
    known = [(row.line, day) for row, day in zip(rows, dates, strict=True) if day is not None]
    first = min((day for _, day in known), default=None)
    for line, day in known:
        if first is not None and (day - first).days > MOST_DAYS:
            reason = f"{DATE}: {day.isoformat()} is more than {MOST_DAYS:,} days after {first.isoformat()}"
            problems.add(Problem(line, reason), kind=_too_far)


def _refuse(problems: Kinds) -> None:
    """Raise what was found, in the order of the lines; past the first fifty kinds the file is known to be bad."""
    if found := problems.problems():
        raise Refused(tuple(sorted(found, key=lambda problem: problem.line)[:MOST_PROBLEMS]))

"""Any table: wide, with a column for each exposure, or long, with one value a line; sleeps and episodes, too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median

from tracker.core.formats.imports.cells import Numbers, duration_s, is_nothing, yes_or_no
from tracker.core.formats.imports.dates import Dates, clock_time, instant
from tracker.core.formats.imports.mapping import SCORE_EXPOSURES, YES_NO, Column, Layout, Mapping, Role, factor_of
from tracker.core.formats.imports.medicine_names import name_and_amount
from tracker.core.formats.imports.table import Row, Table
from tracker.core.formats.imports.times import instant_of
from tracker.core.formats.imports.units import HOURS_PER, factor, from_seconds
from tracker.core.formats.imports.values import (
    Attack,
    DoseTaken,
    ImportContext,
    Item,
    LeftOut,
    Rank,
    Sleep,
    Unused,
    Value,
    Where,
)
from tracker.core.reference.words import gettext_noop as _

DURATIONS = {*HOURS_PER, "exercise_min", "mindful_min"}

NO_DATE = _("“%(cell)s” is no date.")
NO_NUMBER = _("“%(cell)s” is no number (%(column)s).")
NO_UNIT = _("The unit %(unit)s is not known here (%(column)s).")
GROUPED = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
RAGGED = _("The line has more cells than the table has columns.")


@dataclass(frozen=True)
class _Moment:
    """When a row was: its date, and its instant where it has a clock time."""

    day: date
    at: datetime | None


def read_rows(table: Table, mapping: Mapping, context: ImportContext) -> Iterator[Item]:
    """Yield the values of a table as the mapping says. Yields nothing while a question is open."""
    for line in table.ragged:
        yield LeftOut(RAGGED, file=table.file, line=line)
    for column in (*mapping.columns, *mapping.names):
        if own := column.own_exposure():
            yield own
    if mapping.questions:
        return
    for column in (*mapping.columns, *mapping.names):
        if column.role == Role.IGNORE:
            yield Unused(column.name[:60])
    yield from _Rows(table, mapping, context).read()


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, table: Table, mapping: Mapping, context: ImportContext) -> None:
        self.table, self.mapping, self.context = table, mapping, context
        self.dates, self.numbers = Dates(mapping.dates), Numbers(mapping.decimal)
        self.places = {role: mapping.first(role) for role in Role}
        self.named = {column.name: column for column in mapping.names}
        self.usual = {
            place: self._middle(place) for place, one in enumerate(mapping.columns) if one.role == Role.EXPOSURE
        }

    def read(self) -> Iterator[Item]:
        """Yield what the rows say."""
        reader = {
            Layout.WIDE: self._wide,
            Layout.LONG: self._long,
            Layout.SLEEPS: self._sleep,
            Layout.EPISODES: self._episode,
            Layout.DOSES: self._dose,
        }.get(self.mapping.layout)
        for row in self.table.rows if reader else ():
            where = Where(row.file or self.table.file, row.line)
            try:
                yield from reader(row, where) if reader else ()
            except ValueError:
                yield LeftOut(NO_DATE, {"cell": self._cell(row, Role.DATE)[:40]}, where.file, where.line)

    def _middle(self, place: int) -> float | None:
        """The median of the numbers of a column that can be read in one way only."""
        cells = (row.cells[place] for row in self.table.rows)
        found = [self.numbers.read(cell) for cell in cells if not GROUPED.fullmatch(cell)]
        known = [one for one in found if one is not None]
        return median(known) if known else None

    def _cell(self, row: Row, role: Role) -> str:
        place = self.places[role]
        return row.cells[place] if place is not None else ""

    def _wide(self, row: Row, where: Where) -> Iterator[Item]:
        cell = self._cell(row, Role.DATE)
        cells = zip(self.mapping.columns, row.cells, strict=True)
        filled = [(place, column, text) for place, (column, text) in enumerate(cells)
                  if column.role == Role.EXPOSURE and not is_nothing(text)]  # fmt: skip
        if not filled:
            return
        moment = self._moment(cell, self._cell(row, Role.TIME))
        if moment is None:
            yield LeftOut(NO_DATE, {"cell": cell[:40]}, where.file, where.line)
            return
        for place, column, text in filled:
            usual = self.usual.get(place)
            if usual and GROUPED.fullmatch(text) and usual > 100 * (self.numbers.read(text) or 0):
                # 1.250 among 1500 and 2000 is a thousand.
                text = text.replace(".", "").replace(",", "")
            yield self._value(column, text, "", moment, where)

    def _long(self, row: Row, where: Where) -> Iterator[Item]:
        column = self.named.get(self._cell(row, Role.NAME))
        text = self._cell(row, Role.VALUE)
        if column is None or column.role != Role.EXPOSURE or is_nothing(text):
            return
        cell = self._cell(row, Role.DATE)
        moment = self._moment(cell, self._cell(row, Role.TIME))
        if moment is None:
            yield LeftOut(NO_DATE, {"cell": cell[:40]}, where.file, where.line)
            return
        yield self._value(column, text, self._cell(row, Role.UNIT), moment, where)

    def _sleep(self, row: Row, where: Where) -> Iterator[Item]:
        start, end = self._instant(row, Role.START), self._instant(row, Role.END)
        if start is None or end is None:
            yield LeftOut(NO_DATE, {"cell": self._cell(row, Role.START)[:40]}, where.file, where.line)
            return
        seconds = (end - start).total_seconds()
        yield Sleep(start, end, self.context.zone_on(end.date()), "", Rank.PLAIN, seconds, where=where)

    def _episode(self, row: Row, where: Where) -> Iterator[Item]:
        start, end = self._instant(row, Role.START), self._instant(row, Role.END)
        if start is None:
            cell = self._cell(row, Role.START) or self._cell(row, Role.DATE)
            yield LeftOut(NO_DATE, {"cell": cell[:40]}, where.file, where.line)
            return
        number = self.numbers.with_unit(self._cell(row, Role.STRENGTH))
        strength = round(number[0]) if number and 0 <= number[0] <= 10 else None
        yield Attack(start, self.context.zone_on(start.date()), end, strength, where=where)

    def _dose(self, row: Row, where: Where) -> Iterator[Item]:
        name, beside = name_and_amount(self._cell(row, Role.NAME))
        if is_nothing(name):
            return
        at = self._instant(row, Role.START)
        if at is None:
            yield LeftOut(NO_DATE, {"cell": self._cell(row, Role.DATE)[:40]}, where.file, where.line)
            return
        amount = f"{self._cell(row, Role.VALUE)} {self._cell(row, Role.UNIT)}".strip()
        yield DoseTaken(name, at, self.context.zone_on(at.date()), amount or beside, where=where)

    def _instant(self, row: Row, role: Role) -> datetime | None:
        cell = self._cell(row, role) or (self._cell(row, Role.DATE) if role == Role.START else "")
        moment = self._moment(cell, self._cell(row, Role.TIME) if role == Role.START else "")
        if moment is None:
            return None
        # Without a clock time, noon: an episode needs an instant, and noon is on that date in every zone's day.
        return moment.at or self._at(moment.day, time(12))

    def _moment(self, cell: str, clock: str) -> _Moment | None:
        """When a row was. Times without an offset are wall times of the person's zone. Raises ValueError."""
        if at := instant(cell, self.context.zone):
            return _Moment(at.date(), at)
        found = self.dates.moment(cell)
        if found is None:
            return None
        day, own_clock = found
        at_clock = own_clock or clock_time(clock)
        if at_clock is None or (own_clock == time(0) and not clock):
            return _Moment(day, None)
        return _Moment(day, self._at(day, at_clock))

    def _at(self, day: date, clock: time) -> datetime:
        return instant_of(datetime.combine(day, clock), self.context.zone_on(day))

    def _value(self, column: Column, text: str, unit: str, moment: _Moment, where: Where) -> Item:
        amount = self._amount(column, text, unit)
        if isinstance(amount, str):
            shown = {"cell": text[:40], "column": column.name[:40], "unit": (unit or column.unit)[:20]}
            return LeftOut(amount, shown, where.file, where.line)
        day = None if moment.at else moment.day
        return Value(column.exposure, amount, "", moment.at, None, self.context.zone_on(moment.day), day, where=where)

    def _amount(self, column: Column, text: str, unit: str) -> float | str:
        """The amount of a cell in our unit, or why it is none."""
        if column.unit == YES_NO:
            answer = yes_or_no(text)
            if answer is None:
                number = self.numbers.read(text)
                answer = None if number is None else float(number > 0)
            return NO_NUMBER if answer is None else answer
        if column.exposure in DURATIONS and (seconds := duration_s(text)) is not None and not text.isdecimal():
            return from_seconds(column.exposure, seconds)
        found = self.numbers.with_unit(text)
        if found is None:
            return NO_NUMBER
        number, beside = found
        if beside in ("/10", "/5", "/100", "%") and column.exposure in SCORE_EXPOSURES:
            return number * {"/10": 1.0, "/5": 2.0, "/100": 0.1, "%": 0.1}[beside]
        written = unit or beside
        times = factor(column.exposure, written) if written else factor_of(column.exposure, column.unit)
        if times is None and written and column.unit:
            times = None if unit else factor_of(column.exposure, column.unit)
        return NO_UNIT if times is None else number * times

"""Bearable: one reading a row, with its category."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from tracker.core.formats.imports.dates import Dates, clock_time
from tracker.core.formats.imports.mapping import own_key
from tracker.core.formats.imports.medicine_names import name_and_amount
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.rows import NamedRow, named_rows
from tracker.core.formats.imports.table import header_of, read_table
from tracker.core.formats.imports.times import instant_of
from tracker.core.formats.imports.values import DoseTaken, ImportContext, Item, LeftOut, NewExposure, Unused, Value
from tracker.core.records import Summary
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.limits import NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["bearable"]
NO_DATE = _("“%(cell)s” is no date.")
GRADE = re.compile(r"\s*\((mild|moderate|severe|unbearable|none)\)\s*$", re.I)
MEDICINE = ("medication", "medicine", "meds", "supplement")
PARTS_OF_THE_DAY = {"pre": time(6), "am": time(8), "mid": time(13), "pm": time(20)}
"""Parts of a day in place of a clock time. A dose needs an instant."""

TAKEN = ("symptom", "mood", "energy", "factors", "factor")


def recognises(member: Member) -> bool:
    """Whether this is the CSV of Bearable."""
    return {"date", "time of day", "category", "rating/amount", "detail"} <= {
        name.lower() for name in header_of(member)
    }


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield symptoms, mood, energy, factors and doses of medicines, for the person to tick.

    All but the doses are exposures of the person's own.
    """
    made: set[str] = set()
    for member in members:
        for row in named_rows(read_table(member)):
            yield from _reading(row, made, context)


def _reading(row: NamedRow, made: set[str], context: ImportContext) -> Iterator[Item]:
    where, category = row.where, row["category"]
    cell = row.first("date", "date formatted")
    day = Dates().day(cell)
    if day is None:
        yield LeftOut(NO_DATE, {"cell": cell[:40]}, where.file, where.line)
        return
    if category.lower().startswith(MEDICINE):
        yield from _dose(row, day, context)
        return
    amount = row.number("rating/amount")
    if category.lower() not in TAKEN or amount is None:
        yield Unused(category or "?")
        return
    name = GRADE.sub("", row["detail"]).strip() or category
    key = own_key(f"bearable {category} {name}")
    if key not in made:
        made.add(key)
        yield NewExposure(key, name[:NAME_CHARS], "", Summary.MEAN)
    zone = context.zone_on(day)
    at = _at(day, row["time of day"], zone)
    # Two equal grades of one day, in the morning and at night, are two.
    part = f"{key}|{cell}|{row['time of day']}|{where.line if at else ''}"
    yield Value(
        key,
        amount,
        f"{NAME}: {name}"[:60],
        at,
        None,
        zone,
        None if at else day,
        part[:190],
        on_request=True,
        where=where,
    )


def _dose(row: NamedRow, day: date, context: ImportContext) -> Iterator[Item]:
    name, amount = name_and_amount(row["detail"])
    written = row["rating/amount"]
    if not name or written == "0":
        yield Unused(row["category"])
        return
    part = row["time of day"]
    clock = clock_time(part) or PARTS_OF_THE_DAY.get(part.lower(), time(12))
    zone = context.zone_on(day)
    at = instant_of(datetime.combine(day, clock), zone)
    yield DoseTaken(name, at, zone, amount or written, on_request=True, where=row.where)


def _at(day: date, text: str, zone: str) -> datetime | None:
    clock = clock_time(text)
    return instant_of(datetime.combine(day, clock), zone) if clock else None

"""Daylio: entries with a mood and the activities that were ticked, as CSV or in a backup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from tracker.core.formats.imports.dates import Dates, clock_time
from tracker.core.formats.imports.daylio_backup import BackupEntry, entries, is_backup
from tracker.core.formats.imports.mapping import own_key
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.rows import NamedRow, named_rows
from tracker.core.formats.imports.table import header_of, read_table
from tracker.core.formats.imports.times import instant_of
from tracker.core.formats.imports.values import (
    ImportContext,
    Item,
    LeftOut,
    NamedMood,
    NewExposure,
    Unused,
    Value,
    Where,
)
from tracker.core.records import Summary, local_day
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.limits import NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["daylio"]
NO_DATE = _("The date cannot be read.")
MOODS = {"rad": 5.0, "good": 4.0, "meh": 3.0, "bad": 2.0, "awful": 1.0}
"""The built-in moods. Renamed and added ones have no number: the person is asked for it."""


def recognises(member: Member) -> bool:
    """Whether this is the CSV of Daylio, old or new, or a backup."""
    if is_backup(member):
        return True
    names = set(header_of(member))
    return {"mood", "activities", "weekday"} <= names and bool(names & {"full_date", "year"})


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield moods, and a yes for each ticked activity. What was not ticked says nothing."""
    made: set[str] = set()
    for member in members:
        if is_backup(member):
            yield from _backup(member, made, context)
            continue
        for row in named_rows(read_table(member)):
            yield from _entry(row, made, context)


def _backup(member: Member, made: set[str], context: ImportContext) -> Iterator[Item]:
    where = Where(member.file)
    for one in entries(member, context):
        if not isinstance(one, BackupEntry):
            yield one
            continue
        if one.mood is not None:
            yield Value("mood", one.mood, NAME, one.at, None, one.zone, where=where)
        elif one.mood_name:
            yield NamedMood(one.mood_name, one.at, one.zone, NAME, where)
        day = local_day(one.at, one.zone, context.day_starts_at)
        yield from _activities(one.activities, day, made, where)
        if one.has_note:
            yield Unused("Notes")


def _entry(row: NamedRow, made: set[str], context: ImportContext) -> Iterator[Item]:
    where = row.where
    day, clock = _date(row), clock_time(row["time"])
    if day is None:
        yield LeftOut(NO_DATE, file=where.file, line=where.line)
        return
    at = instant_of(datetime.combine(day, clock or time(12)), context.zone)
    day = local_day(at, context.zone, context.day_starts_at)
    mood = row["mood"].strip()
    if mood.lower() in MOODS:
        yield Value("mood", MOODS[mood.lower()], NAME, at, None, context.zone, where=where)
    elif mood:
        yield NamedMood(mood, at, context.zone, NAME, where)
    yield from _activities(row["activities"].split("|"), day, made, where)
    if row["note"] or row["note_title"]:
        yield Unused("Notes")


def _activities(names: Iterable[str], day: date, made: set[str], where: Where) -> Iterator[Item]:
    """A yes for each ticked activity."""
    for name in dict.fromkeys(part.strip() for part in names):
        if not name:
            continue
        key = own_key(f"daylio {name}")
        if key not in made:
            made.add(key)
            yield NewExposure(key, name[:NAME_CHARS], "", Summary.LAST, is_yes_no=True)
        yield Value(key, 1.0, f"{NAME}: {name}"[:60], day=day, on_request=not _is_wanted(name), where=where)


def _is_wanted(name: str) -> bool:
    """Whether an activity is preset: what may go together with twitches. Others the person can tick."""
    words = ("sleep", "alcohol", "coffee", "caffeine", "stress", "tired", "sport", "exercise", "screen", "water")
    return any(word in name.lower() for word in words)


def _date(row: NamedRow) -> date | None:
    if row["full_date"]:
        return Dates().day(row["full_date"])
    return Dates().day(f"{row['date']} {row['year']}")

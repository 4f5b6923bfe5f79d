"""Sleep Cycle: one sleep a row, with the columns of three generations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from tracker.core.formats.imports.cells import duration_s
from tracker.core.formats.imports.dates import Dates, dates_of
from tracker.core.formats.imports.mapping import own_key
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.rows import NamedRow, named_rows
from tracker.core.formats.imports.table import header_of, read_table
from tracker.core.formats.imports.times import after, instant_of, local_date
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, NewExposure, Rank, Sleep, Value
from tracker.core.records import Summary
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.limits import NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["sleep_cycle"]
NO_DATE = _("The date cannot be read.")
FAILED = _("The recording failed: it says 0 % and no time.")
STARTS, ENDS = ("start", "went to bed"), ("end", "woke up")


def recognises(member: Member) -> bool:
    """Whether this is the CSV of Sleep Cycle."""
    names = {name.lower() for name in header_of(member)}
    return (
        bool(names & {*STARTS}) and "sleep quality" in names and bool(names & {"time in bed", "time in bed (seconds)"})
    )


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield sleeps, their quality, and the notes of the evening before."""
    made: set[str] = set()
    for member in members:
        rows = list(named_rows(read_table(member)))
        dates = dates_of([row.first(*STARTS) for row in rows], context.latest.date())
        for row in rows:
            yield from _sleep(row, dates, made, context)


def _sleep(row: NamedRow, dates: Dates, made: set[str], context: ImportContext) -> Iterator[Item]:
    where = row.where
    try:
        start, end = (_instant(row.first(*names), dates, context.zone) for names in (STARTS, ENDS))
        # Time in bed is what really passed; the clocks are an hour off on two nights a year.
        in_bed = duration_s(row["time in bed"]) or row.number("time in bed (seconds)")
        asleep = row.number("time asleep (seconds)")
        finish = after(start, in_bed or asleep or 0)
    except ValueError:
        yield LeftOut(NO_DATE, file=where.file, line=where.line)
        return
    if not in_bed and not asleep:
        yield LeftOut(FAILED, file=where.file, line=where.line)
        return
    rank = Rank.BEST if asleep else Rank.IN_BED
    day = local_date(end, context.zone)
    yield Sleep(start, finish, context.zone, NAME, rank, asleep or in_bed, day, where=where)
    quality = row.number("sleep quality")
    if quality is not None and 0 < quality <= 100:
        yield Value("sleep_quality", quality / 10, NAME, day=day, on_request=True, where=where)
    # A start after midnight belongs to the evening before, too.
    evening = day - timedelta(days=1)
    for name in filter(None, (part.strip() for part in re.split(r":", row.first("sleep notes", "notes")))):
        key = own_key(f"sleep cycle {name}")
        if key not in made:
            made.add(key)
            yield NewExposure(key, name[:NAME_CHARS], "", Summary.LAST, is_yes_no=True)
        yield Value(key, 1.0, f"{NAME}: {name}"[:60], day=evening, on_request=True, where=where)


def _instant(cell: str, dates: Dates, zone: str) -> datetime:
    found = dates.moment(cell)
    if not found:
        raise ValueError(cell)
    return instant_of(datetime.combine(found[0], found[1] or time(0)), zone)

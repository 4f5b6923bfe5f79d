"""Sleep as Android: a CSV in which every record brings its own header line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.core.formats.imports.json_file import number
from tracker.core.formats.imports.mapping import own_key
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.table import MAX_TABLE_BYTES, decoded
from tracker.core.formats.imports.times import after, from_epoch_ms, is_zone, local_date
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, NewExposure, Rank, Sleep, Value, Where
from tracker.core.records import Summary
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.limits import NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["sleep_as_android"]
NO_TIME = _("The time cannot be read.")
SHORT = _("A sleep under ten minutes is taken for a test.")
LEAST_S = 600.0
TAG = re.compile(r"#([^\W\d_]\w*)")
TIMES = re.compile(r"_[0-9]+x$")


def recognises(member: Member) -> bool:
    """Whether this is the CSV of Sleep as Android."""
    return bool(re.match(r'"?Id"?,"?Tz"?,"?From"?,"?To"?,', member.text_head()))


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield sleeps, their rating, and the tags of the evening before."""
    made: set[str] = set()
    for member in members:
        text, _is_cp1252 = decoded(member.content(MAX_TABLE_BYTES))
        for record in _records(text, member.file):
            yield from _sleep(record, made, context)


@dataclass(frozen=True)
class _Record:
    cells: dict[str, str]
    where: Where

    def number(self, name: str) -> float | None:
        return number(self.cells.get(name, ""))


def _records(text: str, file: str) -> Iterator[_Record]:
    reader = csv.reader(io.StringIO(text, newline=""))
    header: list[str] = []
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            continue
        if cells is None:
            return
        if cells[:2] == ["Id", "Tz"]:
            header = cells
        elif header and cells and cells[0].strip():
            # Repeated names are events, which are not read: the first of each name counts.
            pairs = dict(reversed([*zip(header, cells, strict=False)]))
            yield _Record(pairs, Where(file, reader.line_num))


def _sleep(record: _Record, made: set[str], context: ImportContext) -> Iterator[Item]:
    where, hours, began = record.where, record.number("Hours"), record.number("Id")
    try:
        start = from_epoch_ms(began if began is not None else float("nan"))
        end = after(start, (hours if hours is not None else -1) * 3_600)
    except ValueError:
        yield LeftOut(NO_TIME, file=where.file, line=where.line)
        return
    zone = record.cells.get("Tz", "")
    zone = zone if is_zone(zone) else context.zone
    adjusted = record.cells.get("LenAdjust", "")
    # -1.0 marks a sleep entered by hand; -1 is one minute less.
    minutes = 0.0 if adjusted == "-1.0" else number(adjusted) or 0.0
    seconds = (end - start).total_seconds() + minutes * 60
    if seconds < LEAST_S:
        yield LeftOut(SHORT, file=where.file, line=where.line)
        return
    rank = Rank.BY_HAND if adjusted == "-1.0" else Rank.PLAIN
    yield Sleep(start, end, zone, NAME, min(rank, Rank.PLAIN), seconds, where=where)
    yield from _said(record, start, end, zone, made)


def _said(record: _Record, start: datetime, end: datetime, zone: str, made: set[str]) -> Iterator[Item]:
    """The rating of the night, and the tags, which are about the evening before."""
    where, rating = record.where, record.number("Rating")
    if rating and 0 < rating <= 5:
        yield Value("sleep_quality", rating * 2, NAME, day=local_date(end, zone), on_request=True, where=where)
    evening = local_date(start - timedelta(hours=5), zone)
    for tag in dict.fromkeys(TIMES.sub("", tag) for tag in TAG.findall(record.cells.get("Comment", ""))):
        key = own_key(f"sleep as android {tag}")
        if key not in made:
            made.add(key)
            yield NewExposure(key, tag[:NAME_CHARS], "", Summary.LAST, is_yes_no=True)
        yield Value(key, 1.0, f"{NAME}: {tag}"[:60], day=evening, on_request=True, where=where)

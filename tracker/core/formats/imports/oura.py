"""Oura: the CSV of trends, and the sleeps of an account export (CSV or JSON)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tracker.core.formats.imports.json_file import load, number, objects
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.rows import named_rows
from tracker.core.formats.imports.table import header_of, read_table
from tracker.core.formats.imports.times import with_offset
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, Rank, Sleep, Value, Where
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["oura"]
NO_DATE = _("The date cannot be read.")
NOT_SLEEP = {"rest", "deleted"}


def recognises(member: Member) -> bool:
    """Whether this is a table or a document of Oura's."""
    head = member.text_head()
    if head.lstrip()[:1] in ("{", "["):
        return '"total_sleep_duration"' in head and '"bedtime_start"' in head
    names = {name.lower() for name in header_of(member)}
    return {"total sleep duration", "bedtime start"} <= names or {"total_sleep_duration", "bedtime_start"} <= names


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield nights and heart rate variability."""
    for member in members:
        for row, where in _rows(member):
            if isinstance(row, dict):
                yield from _sleep(row, where, context)
            else:
                yield row


def _rows(member: Member) -> Iterator[tuple[dict[str, Any] | Item, Where]]:
    """The sleeps of a file, with the names of the account export."""
    if member.head.lstrip()[:1] in (b"{", b"["):
        content, problem = load(member)
        if problem:
            yield problem, Where(member.file)
        if isinstance(content, dict):
            content = content.get("sleep") or content.get("data")
        for one in objects(content):
            yield one, Where(member.file)
        return
    for row in named_rows(read_table(member)):
        cells = {name.replace(" ", "_"): cell for name, cell in row.cells.items()}
        yield {"day": cells.get("date"), "type": "long_sleep"} | cells, row.where


def _sleep(row: dict[str, Any], where: Where, context: ImportContext) -> Iterator[Item]:
    seconds, kind = number(row.get("total_sleep_duration")), str(row.get("type") or "long_sleep")
    if not seconds or kind in NOT_SLEEP:
        return
    try:
        day = date.fromisoformat(str(row.get("day"))[:10])
        start, end = (with_offset(str(row.get(name)), context.zone) for name in ("bedtime_start", "bedtime_end"))
    except ValueError:
        yield LeftOut(NO_DATE, file=where.file, line=where.line)
        return
    yield Sleep(start, end, context.zone, NAME, Rank.BEST, seconds, day, is_nap=kind == "late_nap", where=where)
    variability = number(row.get("average_hrv"))
    if variability and kind == "long_sleep":
        yield Value("hrv_rmssd_ms", variability, NAME, day=day, where=where)

"""Samsung Health: a folder of CSV files, in which all times are UTC."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from tracker.core.formats.imports.cells import is_nothing
from tracker.core.formats.imports.nights import covered_s
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.rows import NamedRow, named_rows
from tracker.core.formats.imports.table import MAX_TABLE_BYTES, Table, decoded, table_of
from tracker.core.formats.imports.times import from_epoch_ms, zone_of_offset
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, Rank, Sleep, Span, Unused, Value, Where
from tracker.core.reference.words import gettext_noop as _

SOURCE = "Samsung"
NO_TIME = _("The time cannot be read.")
ENDS_FIRST = _("It ends before it starts.")
ASLEEP = {"40002", "40003", "40004"}
_FIRST_LINE = re.compile(r"com\.samsung\.\S+,[0-9]+(,[0-9]+)?")
INTAKES = {"caffeine_intake": "caffeine_mg", "water_intake": "water_ml"}


def recognises(member: Member) -> bool:
    """Whether the first line names a kind of Samsung's."""
    return bool(_FIRST_LINE.fullmatch(_first_line(member)))


def _first_line(member: Member) -> str:
    return member.text_head().partition("\n")[0].strip().rstrip(",")


def _kind(member: Member) -> str:
    """`sleep` for `com.samsung.shealth.sleep`."""
    return _first_line(member).partition(",")[0].rpartition(".")[2]


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield what the files hold."""
    by_kind = {_kind(member): member for member in members}
    stages = _stages(by_kind["sleep_stage"]) if "sleep_stage" in by_kind else {}
    for kind, member in sorted(by_kind.items()):
        if kind in ("sleep_stage", "sleep_combined") and "sleep" in by_kind:
            continue
        if kind in ("sleep", "sleep_combined"):
            yield from _sleep(member, stages, context)
        elif kind in INTAKES:
            yield from _values(member, INTAKES[kind], "amount", context)
        elif kind == "stress":
            yield from _values(member, "samsung_stress", "score", context)
        elif kind == "exercise":
            yield from _exercise(member, context)
        else:
            yield Unused(kind.replace("_", " ").capitalize(), len(_table(member).rows))


def _table(member: Member) -> Table:
    """The table below the first line. Names of columns lose what stands before their last point."""
    text, is_cp1252 = decoded(member.content(MAX_TABLE_BYTES))
    table = table_of("\n" + text.partition("\n")[2], member.file, is_cp1252=is_cp1252)
    header = tuple(name.rpartition(".")[2] for name in table.header)
    return Table(table.file, header, table.rows, table.delimiter, table.header_line, table.ragged)


def _rows(member: Member) -> Iterator[NamedRow]:
    yield from named_rows(_table(member))


def _stages(member: Member) -> dict[str, list[tuple[float, float]]]:
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in _rows(member):
        if row["stage"].partition(".")[0] in ASLEEP:
            try:
                found[row["sleep_id"]].append((_at(row["start_time"]).timestamp(), _at(row["end_time"]).timestamp()))
            except ValueError:
                continue
    return found


def _at(text: str) -> datetime:
    """The instant of a time, which is UTC. Raises ValueError."""
    if re.fullmatch(r"[0-9]{12,14}", text):
        return from_epoch_ms(float(text))
    return datetime.fromisoformat(text.strip()).replace(tzinfo=UTC)


def _zone(row: NamedRow, at: datetime, context: ImportContext) -> str:
    match = re.fullmatch(r"UTC([+-])([0-9]{2}):?([0-9]{2})", row["time_offset"].strip())
    if not match:
        return context.zone
    seconds = int(match[2]) * 3_600 + int(match[3]) * 60
    return zone_of_offset(-seconds if match[1] == "-" else seconds, at, context.zone)


def _sleep(member: Member, stages: dict[str, list[tuple[float, float]]], context: ImportContext) -> Iterator[Item]:
    for row in _rows(member):
        where = row.where
        try:
            start, end = _at(row["start_time"]), _at(row["end_time"])
        except ValueError:
            yield LeftOut(NO_TIME, file=where.file, line=where.line)
            continue
        if end < start:
            yield LeftOut(ENDS_FIRST, file=where.file, line=where.line)
            continue
        found = stages.get(row["datauuid"])
        minutes = row.number("sleep_duration")
        bed_s = minutes * 60 if minutes else (end - start).total_seconds()
        rank, seconds = (Rank.BEST, covered_s(found)) if found else (Rank.PLAIN, bed_s)
        yield Sleep(start, end, _zone(row, end, context), SOURCE, rank, seconds, where=where)


def _values(member: Member, exposure: str, column: str, context: ImportContext) -> Iterator[Item]:
    for row in _rows(member):
        amount, where = row.number(column), row.where
        if amount is None:
            continue
        try:
            at = _at(row["start_time"])
        except ValueError:
            yield LeftOut(NO_TIME, file=where.file, line=where.line)
            continue
        name = "" if is_nothing(row["datauuid"]) else row["datauuid"]
        yield Value(exposure, amount, SOURCE, at, None, _zone(row, at, context), external_id=name[:100], where=where)


def _exercise(member: Member, context: ImportContext) -> Iterator[Item]:
    for row in _rows(member):
        where: Where = row.where
        try:
            start, end = _at(row["start_time"]), _at(row["end_time"])
        except ValueError:
            yield LeftOut(NO_TIME, file=where.file, line=where.line)
            continue
        yield Span("exercise_min", start, end, _zone(row, start, context), SOURCE, where=where)

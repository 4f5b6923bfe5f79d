"""Fitbit: Google Takeout (JSON and CSV), and the old *Export a selection* (one CSV of sections)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from tracker.core.formats.imports.cells import is_nothing
from tracker.core.formats.imports.dates import Dates, dates_of
from tracker.core.formats.imports.json_file import load, number, objects
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.table import MAX_TABLE_BYTES, Row, Table, decoded, read_table, with_header
from tracker.core.formats.imports.times import after, instant_of, local_date, with_offset, zone_of_offset
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, Rank, Sleep, Unused, Value, Where
from tracker.core.reference.words import gettext_noop as _

NO_DATE = _("The date cannot be read.")

_MINUTES = ("very_active_minutes", "moderately_active_minutes")
_AMOUNT_OF_WATER = re.compile(r"\b(?:volume|amount|milli ?lit(?:er|re)s?|lit(?:er|re)s?|ml)\b", re.I)
_TIMES = ("timestamp", "sample time", "start time", "time", "date")
_SECTIONS = re.compile(r'^"?(Activities|Sleep|Body|Foods|Food Log [0-9]+)"?\s*$', re.M)


def recognises(member: Member) -> bool:
    """Whether this is a file of Fitbit's that is read here."""
    return bool(_kind(member))


def _kind(member: Member) -> str:
    head = member.text_head()
    if head.lstrip().startswith("["):
        if '"logId"' in head and '"dateOfSleep"' in head:
            return "sleep"
        is_minutes = member.file.startswith(_MINUTES) and '"dateTime"' in head
        return "minutes" if is_minutes else ""
    first = head.partition("\n")[0]
    if "STRESS_SCORE" in first and "CALCULATION_FAILED" in first:
        return "stress"
    if first.startswith("timestamp,rmssd"):
        return "hrv"
    if "sleep_id" in first and "minutes_asleep" in first and "sleep_start" in first:
        return "google_sleep"
    if member.file.startswith("hydration_log") and _AMOUNT_OF_WATER.search(first):
        return "hydration"
    return "sections" if _SECTIONS.search(head[:200]) and "Minutes" in head else ""


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield what the files hold. A night in two files has one `logId` and counts once."""
    seen: set[str] = set()
    nights: set[date] = set()
    later = []
    for member in members:
        kind = _kind(member)
        if kind == "sleep":
            for item in _sleep_logs(member, context, seen):
                if isinstance(item, Sleep) and item.day:
                    nights.add(item.day)
                yield item
        elif kind == "google_sleep":
            later.append(member)
        else:
            yield from READERS[kind](member, context)
    for member in later:
        # The same nights as in the JSON, with other ids: only dates that it lacks.
        for item in _google_sleep(member, context):
            if not (isinstance(item, Sleep) and local_date(item.end, item.zone) in nights):
                yield item


def _sleep_logs(member: Member, context: ImportContext, seen: set[str]) -> Iterator[Item]:
    logs, problem = load(member)
    if problem:
        yield problem
    for log in objects(logs):
        where = Where(member.file)
        name = str(log.get("logId", ""))
        if name and name in seen:
            continue
        seen.add(name)
        try:
            yield _sleep_log(log, where, context)
        except (ValueError, TypeError, OverflowError):
            yield LeftOut(NO_DATE, file=member.file)


def _sleep_log(log: dict[str, Any], where: Where, context: ImportContext) -> Sleep:
    """One sleep. `minutesAsleep` is the truth: start and end are wall clocks, an hour off when clocks change."""
    start = instant_of(datetime.fromisoformat(str(log.get("startTime"))), context.zone)
    minutes = number(log.get("minutesAsleep")) or 0.0
    length = number(log.get("duration")) or minutes * 60_000
    main = log.get("mainSleep", log.get("isMainSleep", True))
    rank = Rank.BEST if log.get("type") == "stages" else Rank.PLAIN
    return Sleep(
        start, after(start, length / 1_000), context.zone, "Fitbit", rank, minutes * 60,
        date.fromisoformat(str(log.get("dateOfSleep"))[:10]), is_nap=main is False, where=where,
    )  # fmt: skip


def _minutes(member: Member, context: ImportContext) -> Iterator[Item]:
    """Minutes of exercise: very and moderately active ones add up."""
    rows, problem = load(member)
    if problem:
        yield problem
    for row in objects(rows):
        where = Where(member.file)
        try:
            day = datetime.strptime(str(row.get("dateTime"))[:8], "%m/%d/%y").date()  # noqa: DTZ007 — A date.
        except ValueError:
            yield LeftOut(NO_DATE, file=member.file)
            continue
        minutes = number(row.get("value"))
        if minutes is not None:
            # The kind of minutes keeps two equal numbers of one day apart.
            kind = f"{member.file.partition('-')[0]}|{day.isoformat()}"
            yield Value("exercise_min", minutes, "Fitbit", day=day, external_id=kind, where=where)


def _stress(member: Member, context: ImportContext) -> Iterator[Item]:
    for row, where in _named_rows(read_table(member)):
        score, day = number(row.get("STRESS_SCORE")), _day(row.get("DATE", ""))
        failed = row.get("STATUS") == "NO_DATA" or row.get("CALCULATION_FAILED", "").lower() == "true"
        if day and score and not failed:
            yield Value("fitbit_stress_score", score, "Fitbit", day=day, where=where)


def _hrv(member: Member, context: ImportContext) -> Iterator[Item]:
    for row, where in _named_rows(read_table(member)):
        milliseconds, day = number(row.get("rmssd")), _day(row.get("timestamp", ""))
        if day and milliseconds:
            yield Value("hrv_rmssd_ms", milliseconds, "Fitbit", day=day, where=where)


def _hydration(member: Member, context: ImportContext) -> Iterator[Item]:
    """Water by entry, in UTC. Which columns there are differs; the amount is in mL unless its column says litres."""
    for row, where in _named_rows(read_table(member)):
        cells = {name.lower().replace("_", " "): cell for name, cell in row.items()}
        name = next((one for one in cells if _AMOUNT_OF_WATER.search(one) and number(cells[one]) is not None), "")
        amount, moment = number(cells.get(name)), next((cells[one] for one in _TIMES if cells.get(one)), "")
        if not amount:
            continue
        try:
            at = with_offset(moment, "UTC")
        except ValueError:
            yield LeftOut(NO_DATE, file=where.file, line=where.line)
            continue
        times = 1_000 if re.search(r"\blit(?:er|re)s?\b", name) else 1
        source = cells.get("data source") or "Fitbit"
        yield Value("water_ml", amount * times, source, at, None, context.zone_on(at.date()), where=where)


def _google_sleep(member: Member, context: ImportContext) -> Iterator[Item]:
    """Nights in Google's own CSV. Their offset is a placeholder of +00:00 in most older rows."""
    for row, where in _named_rows(read_table(member)):
        minutes = number(row.get("minutes_asleep"))
        try:
            start, end = (with_offset(row.get(name, ""), "UTC") for name in ("sleep_start", "sleep_end"))
        except ValueError:
            yield LeftOut(NO_DATE, file=where.file, line=where.line)
            continue
        offset = _offset_s(row.get("end_utc_offset", ""))
        zone = zone_of_offset(offset, end, context.zone) if offset else context.zone_on(end.date())
        if minutes:
            yield Sleep(start, end, zone, row.get("data_source") or "Fitbit", Rank.PLAIN, minutes * 60, where=where)


def _offset_s(text: str) -> int:
    match = re.fullmatch(r"([+-])([0-9]{2}):?([0-9]{2})(?::[0-9]{2})?", text.strip())
    if not match:
        return 0
    seconds = int(match[2]) * 3_600 + int(match[3]) * 60
    return -seconds if match[1] == "-" else seconds


def _sections(member: Member, context: ImportContext) -> Iterator[Item]:
    """The old CSV: a title line, a header, rows and an empty line for each section."""
    text, _is_cp1252 = decoded(member.content(MAX_TABLE_BYTES))
    for title, table in _tables(text, member.file):
        if title == "Sleep":
            yield from _section_sleep(table, context)
        elif title == "Activities":
            yield from _section_activities(table, context)
        else:
            yield Unused(re.sub(r" [0-9]+$", "", title), len(table.rows))


def _tables(text: str, file: str) -> Iterator[tuple[str, Table]]:
    title, header, rows = "", (), []  # type: str, tuple[str, ...], list[Row]
    reader = csv.reader(io.StringIO(text, newline=""))
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:
            continue
        if cells is None or len([cell for cell in cells if cell.strip()]) <= 1:
            if header:
                yield title, with_header(file, header, rows)
            if cells is None:
                return
            title, header, rows = (cells[0].strip() if cells else ""), (), []
        elif not header:
            header = tuple(cell.strip() for cell in cells)
        else:
            rows.append(Row(reader.line_num, tuple(cell.strip() for cell in cells)))


def _section_sleep(table: Table, context: ImportContext) -> Iterator[Item]:
    rows = list(_named_rows(table))
    dates = dates_of([row.get("Start Time", "") for row, _where in rows], context.latest.date())
    for row, where in rows:
        start, end = (_wall(dates, row.get(name, "")) for name in ("Start Time", "End Time"))
        minutes = _count(row.get("Minutes Asleep", ""))
        if start is None or end is None:
            yield LeftOut(NO_DATE, file=where.file, line=where.line)
        elif minutes is not None:
            has_stages = not is_nothing(row.get("Minutes Deep Sleep", ""))
            rank = Rank.BEST if has_stages else Rank.PLAIN
            try:
                begin = instant_of(start, context.zone)
                stop = after(begin, 60 * (_count(row.get("Time in Bed", "")) or minutes))
                yield Sleep(begin, stop, context.zone, "Fitbit", rank, minutes * 60, end.date(), where=where)
            except ValueError:
                yield LeftOut(NO_DATE, file=where.file, line=where.line)


def _section_activities(table: Table, context: ImportContext) -> Iterator[Item]:
    rows = list(_named_rows(table))
    dates = dates_of([row.get("Date", "") for row, _where in rows], context.latest.date())
    for row, where in rows:
        day = dates.day(row.get("Date", ""))
        minutes = [_count(row.get(name, "")) for name in ("Minutes Fairly Active", "Minutes Very Active")]
        known = [one for one in minutes if one is not None]
        was_worn = any(_count(row.get(name, "")) for name in ("Minutes Lightly Active", "Steps")) or any(known)
        if day is None:
            yield LeftOut(NO_DATE, file=where.file, line=where.line)
        elif known and was_worn:
            yield Value("exercise_min", sum(known), "Fitbit", day=day, where=where)


def _wall(dates: Dates, cell: str) -> datetime | None:
    found = dates.moment(re.sub(r"([AaPp][Mm])$", r" \1", cell))
    return datetime.combine(found[0], found[1]) if found and found[1] else None


def _count(cell: str) -> float | None:
    return None if is_nothing(cell) else number(cell)


def _named_rows(table: Table) -> Iterator[tuple[dict[str, str], Where]]:
    for row in table.rows:
        yield dict(zip(table.header, row.cells, strict=True)), Where(table.file, row.line)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


READERS = {"minutes": _minutes, "stress": _stress, "hrv": _hrv, "hydration": _hydration, "sections": _sections}

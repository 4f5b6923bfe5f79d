"""Loop Habit Tracker: yes and no, or amounts, of each habit and date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from tracker.core.formats.imports.dates import Dates, dates_of
from tracker.core.formats.imports.json_file import number
from tracker.core.formats.imports.mapping import own_key
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.rows import named_rows
from tracker.core.formats.imports.table import Table, header_of, read_table
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, NewExposure, Value, Where
from tracker.core.records import Summary
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.limits import NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["loop_habits"]
NO_DATE = _("“%(cell)s” is no date.")
MARKS = {"YES_MANUAL": 2.0, "NO": 0.0, "YES_AUTO": None, "SKIP": None, "UNKNOWN": None}
ENTRY = re.compile(r"Entry\(timestamp=[^,]*, value=(-?[0-9]+)\)")
MARK = re.compile(r"^(-?[0-9]+|YES_MANUAL|YES_AUTO|NO|SKIP|UNKNOWN|Entry\(.*\))$")
FOLDER = re.compile(r"^[0-9]{3} (.+)$")
THOUSANDTHS = 1_000.0


def recognises(member: Member) -> bool:
    """Whether this is a table of checkmarks, or the list of habits."""
    return bool(_kind(member))


def _kind(member: Member) -> str:
    header = header_of(member)
    lines = [line for line in member.text_head().splitlines() if line.strip()]
    if {"Name", "Question"} <= set(header) and {"FrequencyNumerator", "Color"} & set(header):
        return "habits"
    if member.file.lower() != "checkmarks.csv" or not header or not lines:
        return ""
    if FOLDER.match(PurePosixPath(member.name).parent.name):
        return "one"
    cells = [cell.strip() for line in lines[1:4] for cell in line.rstrip(",").split(",")[1:] if cell.strip()]
    return "wide" if header[0].lower() == "date" and cells and all(map(MARK.match, cells[:20])) else ""


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield the habits. The folders are preferred: the wide table lacks marks in one version."""
    kinds = {kind: [one for one in members if _kind(one) == kind] for kind in ("habits", "one", "wide")}
    numeric: dict[str, bool] = {}
    for member in kinds["habits"]:
        numeric |= {row["name"]: row["type"] == "NUMERICAL" for row in named_rows(read_table(member)) if row["type"]}
    for member in kinds["one"]:
        match = FOLDER.match(PurePosixPath(member.name).parent.name)
        name = match[1] if match else member.name
        table = read_table(member)
        # These files have no header line.
        rows = [table.header, *(row.cells for row in table.rows)]
        yield from _habit(name, [(cells[0], cells[1], line) for line, cells in enumerate(rows, 1) if len(cells) > 1],
                          Where(f"{name}/{member.file}"), numeric.get(name), context)  # fmt: skip
    if not kinds["one"]:
        for member in kinds["wide"]:
            yield from _wide(read_table(member), numeric, context)


def _wide(table: Table, numeric: dict[str, bool], context: ImportContext) -> Iterator[Item]:
    for place, name in enumerate(table.header[1:], start=1):
        cells = [(row.cells[0], row.cells[place], row.line) for row in table.rows]
        yield from _habit(name, cells, Where(table.file), numeric.get(name), context)


def _habit(
    name: str, cells: list[tuple[str, str, int]], where: Where, is_numeric: bool | None, context: ImportContext
) -> Iterator[Item]:
    """One habit. Only what was marked by hand counts: 2 is yes, not two cups; amounts are in thousandths."""
    marks = [(date, _mark(cell), line) for date, cell, line in cells]
    if is_numeric is None:
        is_numeric = any(mark is not None and mark > 3 for _date, mark, _line in marks)
    dates = dates_of([date for date, _mark, _line in marks], context.latest.date())
    key = own_key(f"loop {name}")
    yield NewExposure(
        key, name[:NAME_CHARS], "", Summary.LAST if not is_numeric else Summary.SUM, is_yes_no=not is_numeric
    )
    for cell, mark, line in marks:
        value = _value(mark, is_numeric=is_numeric)
        if value is None:
            continue
        day = (dates if dates.order != "ymd" else Dates()).day(cell)
        if day is None:
            yield LeftOut(NO_DATE, {"cell": cell[:40]}, where.file, line)
        else:
            yield Value(key, value, f"{NAME}: {name}"[:60], day=day, where=Where(where.file, line))


def _mark(cell: str) -> float | None:
    text = cell.strip()
    if match := ENTRY.fullmatch(text):
        return float(match[1])
    return MARKS[text] if text in MARKS else number(text)


def _value(mark: float | None, *, is_numeric: bool) -> float | None:
    if mark is None or mark < 0:
        return None
    if is_numeric:
        return mark / THOUSANDTHS
    return {2.0: 1.0, 0.0: 0.0}.get(mark)

"""The tables among files of no known app. Those with the same columns are read as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.core.formats.imports import workbook
from tracker.core.formats.imports.package import ImportRefusedError, Member, Package
from tracker.core.formats.imports.table import Table, is_table, read_table
from tracker.core.formats.imports.values import LeftOut
from tracker.core.reference.words import gettext_noop as _

MAX_TABLES = 100
OTHER_COLUMNS = _("This table has other columns. Please import it alone.")
NOT_KNOWN = _("This is no export that Levator knows, and no table.")


def read_tables(packages: Sequence[Package], *, is_alone: bool) -> tuple[Table | None, list[LeftOut]]:
    """The table, and what was left out. Raises FileRefusedError if these are all files and none can be read."""
    tables: list[Table] = []
    left_out: list[LeftOut] = []
    problems: list[ImportRefusedError] = []
    for package in packages:
        found = [table for member in package.members[:MAX_TABLES] if (table := _read(member, problems))]
        tables += found
        if not found and package.members:
            left_out.append(LeftOut(NOT_KNOWN, file=package.members[0].file))
    if not tables:
        if problems and is_alone:
            raise problems[0]
        return None, left_out
    same = [table for table in tables if table.shape == tables[0].shape]
    left_out += [LeftOut(OTHER_COLUMNS, file=table.file) for table in tables if table.shape != tables[0].shape]
    return _joined(same), left_out


def _read(member: Member, problems: list[ImportRefusedError]) -> Table | None:
    try:
        if workbook.recognises(member):
            return workbook.read_workbook(member)
        return read_table(member) if is_table(member) else None
    except ImportRefusedError as refused:
        problems.append(refused)
        return None


def _joined(tables: Sequence[Table]) -> Table:
    """Tables with the same columns, one below the other. Each row remembers its file."""
    if len(tables) == 1:
        return tables[0]
    rows = tuple(replace(row, file=table.file) for table in tables for row in table.rows)
    return replace(tables[0], rows=rows, is_cp1252=any(table.is_cp1252 for table in tables))

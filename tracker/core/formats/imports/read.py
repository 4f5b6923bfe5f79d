"""Find out what an export is, and read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass

from tracker.core.formats.imports import (
    apple_health,
    bearable,
    csv_table,
    daylio,
    fitbit,
    garmin,
    health_auto_export,
    health_connect,
    loop_habits,
    nomie,
    oura,
    samsung,
    sleep_as_android,
    sleep_cycle,
    workbook,
)
from tracker.core.formats.imports.collect import collect
from tracker.core.formats.imports.guess import propose
from tracker.core.formats.imports.mapping import Mapping
from tracker.core.formats.imports.package import Member, Package, refused
from tracker.core.formats.imports.table import WEB_PAGE, Table, is_table, read_table
from tracker.core.formats.imports.values import Collected, ImportContext, Item
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.words import gettext_noop as _

UNKNOWN = _("This is no export that Levator knows. It reads %(formats)s, and tables (CSV and spreadsheets).")
DIARY = _("This is a diary that Levator saved. Please read it in under “Import a diary”.")
TABLE = "table"


@dataclass(frozen=True)
class Format:
    """A format of another app."""

    key: str
    recognises: Callable[[Member], bool]
    read: Callable[[Sequence[Member], ImportContext], Iterator[Item]]

    @property
    def name(self) -> str:
        """The name of the app."""
        return APPS[self.key]


FORMATS: tuple[Format, ...] = (
    Format("apple_health", apple_health.recognises, apple_health.read),
    Format("fitbit", fitbit.recognises, fitbit.read),
    Format("health_connect", health_connect.recognises, health_connect.read),
    Format("samsung", samsung.recognises, samsung.read),
    Format("garmin", garmin.recognises, garmin.read),
    Format("oura", oura.recognises, oura.read),
    Format("daylio", daylio.recognises, daylio.read),
    Format("sleep_as_android", sleep_as_android.recognises, sleep_as_android.read),
    Format("sleep_cycle", sleep_cycle.recognises, sleep_cycle.read),
    Format("bearable", bearable.recognises, bearable.read),
    Format("loop_habits", loop_habits.recognises, loop_habits.read),
    Format("health_auto_export", health_auto_export.recognises, health_auto_export.read),
    Format("nomie", nomie.recognises, nomie.read),
)
"""In the order of trying."""


@dataclass(frozen=True)
class ReadExport:
    """What a file holds. A table of no known app comes with its mapping, which the person can change."""

    collected: Collected
    table: Table | None = None
    mapping: Mapping | None = None


def read_package(
    package: Package,
    context: ImportContext,
    mapping_of: Callable[[Table], Mapping | None] = lambda table: None,
    own: Map[str, str] = {},
) -> ReadExport:
    """Read an export into values per day and source. Raises FileRefusedError.

    `mapping_of` returns the mapping that a person chose for tables of this shape, None to propose one. `own` maps the
    names of the person's exposures to their keys.
    """
    for format in FORMATS:
        members = [member for member in package.members if format.recognises(member)]
        if members:
            return ReadExport(collect(format.read(members, context), format.key, context))
    for member in package.members:
        table = workbook.read_workbook(member) if workbook.recognises(member) else None
        if table is None and is_table(member):
            table = read_table(member)
        if table is not None:
            mapping = mapping_of(table) or propose(table, context.latest.date(), own)
            return ReadExport(read_mapped(table, mapping, context), table, mapping)
    raise _unknown(package)


def read_mapped(table: Table, mapping: Mapping, context: ImportContext) -> Collected:
    """Read a table as the person says."""
    return collect(csv_table.read_rows(table, mapping, context), TABLE, context, table.shape)


def _unknown(package: Package) -> Exception:
    """What a file is that cannot be read."""
    for member in package.members[:1]:
        head = member.text_head().lstrip().lower()
        if head.startswith(("<!doctype html", "<html")):
            return refused(WEB_PAGE, member.file)
        if head.startswith("{") and '"levator diary"' in head:
            return refused(DIARY, member.file)
    return refused(UNKNOWN, formats=", ".join(one.name for one in FORMATS))

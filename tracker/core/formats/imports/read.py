"""Find out what an export is, and read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date

from tracker.core.formats.imports import (
    apple_health,
    bearable,
    csv_table,
    daylio,
    fitbit,
    garmin,
    google_fit,
    health_auto_export,
    health_connect,
    loop_habits,
    nomie,
    oura,
    samsung,
    sleep_as_android,
    sleep_cycle,
)
from tracker.core.formats.imports.collect import collect
from tracker.core.formats.imports.guess import propose
from tracker.core.formats.imports.mapping import Mapping
from tracker.core.formats.imports.merge import merge, notes
from tracker.core.formats.imports.package import NOT_A_ZIP, Member, Package, refused
from tracker.core.formats.imports.table import WEB_PAGE, Table
from tracker.core.formats.imports.tables import read_tables
from tracker.core.formats.imports.values import Collected, ImportContext, Item
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.words import gettext_noop as _

UNKNOWN = _("This is no export that Levator knows, and no table (CSV or spreadsheet).")
NO_FILES = _("There is no file in it.")
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
    Format("google_fit", google_fit.recognises, google_fit.read),
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
    """What the files hold. A table of no known app comes with its mapping, which the person can change.

    `rest` is what the other files hold.
    """

    collected: Collected
    table: Table | None = None
    mapping: Mapping | None = None
    rest: tuple[Collected, ...] = ()


def read_package(
    package: Package,
    context: ImportContext,
    mapping_of: Callable[[Table], Mapping | None] = lambda table: None,
    own: Map[str, str] = {},
) -> ReadExport:
    """Read one export; see `read_packages`."""
    return read_packages([package], context, mapping_of, own)


def read_packages(
    packages: Sequence[Package],
    context: ImportContext,
    mapping_of: Callable[[Table], Mapping | None] = lambda table: None,
    own: Map[str, str] = {},
    days: set[date] | None = None,
) -> ReadExport:
    """Read exports into values per day and source, those of one format together. Raises FileRefusedError.

    `mapping_of` returns the mapping that a person chose for tables of this shape, None to propose one. `own` maps the
    names of the person's exposures to their keys. `days` is filled with the dates found so far.
    """
    of_format: defaultdict[str, list[Member]] = defaultdict(list)
    others = []
    for package in packages:
        known = [(found.key, member) for member in package.members if (found := _format_of(member))]
        for key, member in known:
            of_format[key].append(member)
        if not known:
            others.append(package)
    table, extra = read_tables(others, is_alone=not of_format)
    if not of_format and table is None:
        raise _unknown(packages)
    parts = [
        collect(one.read(of_format[one.key], context), one.key, context, days=days)
        for one in FORMATS
        if one.key in of_format
    ]
    parts += notes(extra, next((one.cut for one in packages if one.cut), None))
    if table is None:
        return ReadExport(merge(parts))
    mapping = mapping_of(table) or propose(table, context.latest.date(), own)
    return ReadExport(read_mapped(table, mapping, context, parts), table, mapping, tuple(parts))


def read_mapped(table: Table, mapping: Mapping, context: ImportContext, rest: Sequence[Collected] = ()) -> Collected:
    """Read a table as the person says, and add what the other files say."""
    return merge([*rest, collect(csv_table.read_rows(table, mapping, context), TABLE, context, table.shape)])


def _format_of(member: Member) -> Format | None:
    return next((one for one in FORMATS if one.recognises(member)), None)


def _unknown(packages: Sequence[Package]) -> Exception:
    """What a file is that cannot be read."""
    if any(package.cut for package in packages):
        return refused(NOT_A_ZIP)
    for member in (package.members[0] for package in packages[:1] if package.members):
        head = member.text_head().lstrip().lower()
        if head.startswith(("<!doctype html", "<html")):
            return refused(WEB_PAGE, member.file)
        if head.startswith("{") and '"levator diary"' in head:
            return refused(DIARY, member.file)
    return refused(UNKNOWN if any(package.members for package in packages) else NO_FILES)

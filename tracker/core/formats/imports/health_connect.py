"""Health Connect: the SQLite file that Android exports, in a zip or bare."""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from tracker.core.formats.imports.nights import covered_s
from tracker.core.formats.imports.package import Member, refused
from tracker.core.formats.imports.times import from_epoch_ms, zone_of_offset
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, Rank, Sleep, Span, Unused, Value, Where
from tracker.core.reference.words import gettext_noop as _

MAGIC = b"SQLite format 3\0"
ASLEEP = {2, 4, 5, 6}
STAGED = {4, 5, 6}
LEAST_GRAMS = 1e-9
"""A nutrient that was not entered is stored as the smallest number there is."""

MAX_STEPS = 200_000_000
"""Steps of SQLite's virtual machine for one file."""

NOT_READABLE = _("The database in this export cannot be read. It may have been cut off on the way.")
NO_TIME = _("The time cannot be read.")

INTERVAL = ("start_time", "end_time", "start_zone_offset", "end_zone_offset")


def recognises(member: Member) -> bool:
    """Whether this is a database; its tables are looked at when it is read."""
    return member.head.startswith(MAGIC)


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield what the database holds. It is copied to a temporary file, because SQLite reads no stream."""
    for member in members:
        with tempfile.NamedTemporaryFile(suffix=".db") as copy:
            for piece in member.pieces():
                copy.write(piece)
            copy.flush()
            try:
                with closing(_open(Path(copy.name))) as database:
                    yield from _Reader(database, member.file, context).read()
            except (sqlite3.Error, UnicodeDecodeError):
                raise refused(NOT_READABLE, member.file) from None


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    left = [MAX_STEPS // 10_000]

    def count() -> int:
        left[0] -= 1
        return int(left[0] < 0)

    database.set_progress_handler(count, 10_000)
    database.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return database


class _Reader:
    """Reads named columns of named tables. A table or a column may be missing."""

    def __init__(self, database: sqlite3.Connection, file: str, context: ImportContext) -> None:
        self.database, self.context = database, context
        self.file = file
        names = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        self.tables = {str(name) for (name,) in names}
        if "application_info_table" not in self.tables:
            raise sqlite3.DatabaseError
        self.apps = {
            row["row_id"]: str(row["app_name"] or row["package_name"] or "")
            for row in self.rows("application_info_table", "row_id", "app_name", "package_name")
        }

    def rows(self, table: str, *columns: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table with these columns, None for those that it lacks."""
        if table not in self.tables:
            return
        there = {str(row[1]) for row in self.database.execute(f'PRAGMA table_info("{table}")')}
        wanted = [name for name in columns if name in there]
        if not wanted:
            return
        query = f'SELECT {", ".join(wanted)} FROM "{table}"'  # noqa: S608 — Names from this file's code.
        for row in self.database.execute(query):
            yield dict.fromkeys(columns) | dict(zip(wanted, row, strict=True))

    def read(self) -> Iterator[Item]:
        """Yield every value."""
        for reader in (self._sleep, self._water, self._food, self._exercise, self._hrv, self._mindful):
            yield from reader()
        used = {"sleep_session", "hydration", "nutrition", "exercise_session", "heart_rate_variability_rmssd"}
        for table in sorted(self.tables):
            kind = table.removesuffix("_record_table")
            if kind != table and kind not in used:
                count = self.database.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608
                if count:
                    yield Unused(kind.replace("_", " ").capitalize(), count)

    def _where(self, row: dict[str, Any]) -> Where:
        line = row.get("row_id")
        return Where(self.file, line if isinstance(line, int) else 0)

    def _source(self, row: dict[str, Any]) -> str:
        return self.apps.get(row["app_info_id"], "")

    def _zone(self, milliseconds: Any, offset: Any) -> str:
        own = self.context.zone
        return own if offset is None else zone_of_offset(int(offset), from_epoch_ms(float(milliseconds)), own)

    def _sleep(self) -> Iterator[Item]:
        stages: defaultdict[Any, list[tuple[float, float, int]]] = defaultdict(list)
        for row in self.rows("sleep_stages_table", "parent_key", "stage_start_time", "stage_end_time", "stage_type"):
            if None not in row.values():
                stages[row["parent_key"]].append((row["stage_start_time"], row["stage_end_time"], row["stage_type"]))
        for row in self.rows("sleep_session_record_table", "row_id", "app_info_id", *INTERVAL):
            try:
                start, end = from_epoch_ms(row["start_time"]), from_epoch_ms(row["end_time"])
                zone = self._zone(row["end_time"], row["end_zone_offset"])
                found = stages.get(row["row_id"], [])
                asleep = [(float(first), float(last)) for first, last, kind in found if kind in ASLEEP]
            except (TypeError, ValueError):
                yield LeftOut(NO_TIME, file=self.file)
                continue
            seconds = covered_s(asleep) / 1_000 if found else (end - start).total_seconds()
            rank = Rank.BEST if any(kind in STAGED for _first, _last, kind in found) else Rank.PLAIN
            yield Sleep(start, end, zone, self._source(row), rank, max(0.0, seconds), where=self._where(row))

    def _water(self) -> Iterator[Item]:
        for row in self.rows("hydration_record_table", "row_id", "uuid", "app_info_id", "volume", *INTERVAL):
            yield from self._value(row, "water_ml", row["volume"], 1_000)

    def _food(self) -> Iterator[Item]:
        nutrients = {"caffeine": "caffeine_mg", "magnesium": "magnesium_mg", "potassium": "potassium_mg"}
        columns = ("row_id", "uuid", "app_info_id", "meal_name", *nutrients, *INTERVAL)
        for row in self.rows("nutrition_record_table", *columns):
            for column, exposure in nutrients.items():
                grams = row[column]
                if isinstance(grams, int | float) and grams > LEAST_GRAMS:
                    yield from self._value(row, exposure, grams, 1_000, str(row["meal_name"] or ""))

    def _hrv(self) -> Iterator[Item]:
        columns = ("row_id", "uuid", "app_info_id", "time", "zone_offset", "heart_rate_variability_millis")
        for row in self.rows("heart_rate_variability_rmssd_record_table", *columns):
            as_interval = row | {"start_time": row["time"], "start_zone_offset": row["zone_offset"]}
            yield from self._value(as_interval, "hrv_rmssd_ms", row["heart_rate_variability_millis"], 1)

    def _exercise(self) -> Iterator[Item]:
        yield from self._spans("exercise_session_record_table", "exercise_min")

    def _mindful(self) -> Iterator[Item]:
        yield from self._spans("mindfulness_session_record_table", "mindful_min")

    def _spans(self, table: str, exposure: str) -> Iterator[Item]:
        for row in self.rows(table, "row_id", "app_info_id", *INTERVAL):
            try:
                start, end = from_epoch_ms(row["start_time"]), from_epoch_ms(row["end_time"])
                zone = self._zone(row["start_time"], row["start_zone_offset"])
            except (TypeError, ValueError):
                yield LeftOut(NO_TIME, file=self.file)
                continue
            yield Span(exposure, start, end, zone, self._source(row), where=self._where(row))

    def _value(self, row: dict[str, Any], exposure: str, amount: Any, times: float, item: str = "") -> Iterator[Item]:
        try:
            at = from_epoch_ms(row["start_time"])
            zone, value = self._zone(row["start_time"], row["start_zone_offset"]), float(amount) * times
        except (TypeError, ValueError):
            yield LeftOut(NO_TIME, file=self.file)
            return
        uuid = row["uuid"]
        name = f"{uuid.hex()}|{exposure}" if isinstance(uuid, bytes) and len(uuid) <= 64 else ""
        yield Value(exposure, value, self._source(row), at, None, zone, None, name, item, where=self._where(row))

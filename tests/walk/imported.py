"""An export of Apple Health as page and command read it in, and what is stored then."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from walk.exports import QUANTITY, apple, asleep, record
from walk.rows import rows_of

from tracker import diary
from tracker.core.formats.imports import Options
from tracker.insights import imports
from tracker.models import Import, User

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
TABLES = ("Import", "ImportedEntry", "Reading", "Exposure", "Episode")
WATER, HRV = QUANTITY + "DietaryWater", QUANTITY + "HeartRateVariabilitySDNN"


def night(day: int, hours: int = 7) -> str:
    return asleep(f"2026-03-{day:02} 00:00:00 +0100", f"2026-03-{day:02} 0{hours}:00:00 +0100")


def drink(day: int, hour: int = 8) -> str:
    return record(WATER, f"2026-03-{day:02} {hour:02}:00:00 +0100", value=250, unit="mL", source="Bottle")


def read_in(user: User, *records: str, take_theirs: bool = False, client_id: UUID | None = None) -> Import:
    """Read an export of Apple Health in, as page and command do."""
    read = imports.read_file(user, io.BytesIO(apple(*records)), "export.xml", NOW)
    batch = imports.batch_of(user, read, Options(), client_id or uuid4(), "export.xml")
    row, _plan = diary.save_import(user, batch, NOW, imports.take_of(batch, take_theirs=take_theirs))
    return row


def stored(user: User) -> dict[str, list[object]]:
    """The rows of the tables that an import touches."""
    return {name: rows for name, rows in rows_of(user).items() if name in TABLES}


def seen(tables: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Rows without what nobody sees: their number, and that of the batch in which they were written."""
    return {name: [{**one, "id": 0, "batch": None} for one in rows] for name, rows in tables.items()}


def values(user: User) -> dict[tuple[str, str], float]:
    """The imported values by exposure and date."""
    rows = user.readings.exclude(source="check-in").values_list("exposure__key", "local_date", "value")
    return {(key, day.isoformat()): value for key, day, value in rows}

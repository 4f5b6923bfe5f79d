"""A diary from a file of any kind that Levator writes, told apart by what is in it and not by its name."""

from __future__ import annotations

from datetime import datetime

from tracker.core.formats.csv import tables as diary_tables
from tracker.core.formats.foreign import ZIP, refuse_no_diary
from tracker.core.formats.json import document as diary_json
from tracker.core.records import Diary
from tracker.core.reference.words import Translate

FORMATS = ("json", "csv")


def read(data: bytes, translate: Translate = str, latest: datetime | None = None, format: str | None = None) -> Diary:
    """The diary in a JSON document or in a zip of tables, told by the content unless `format` says it.

    Raises Refused, and says what another file seems to be.
    """
    tables = {f"{name}.csv": frozenset(one.name for one in columns) for name, columns in diary_tables.COLUMNS.items()}
    refuse_no_diary(data, tables, translate)
    is_json = format == "json" or (format is None and not data.startswith(ZIP))
    return diary_json.read(data, translate, latest) if is_json else diary_tables.read(data, translate, latest)

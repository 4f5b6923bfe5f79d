"""Read a diary from any file that Levator writes. The format is detected from the content, not the name."""

from __future__ import annotations

from datetime import datetime

from tracker.core.formats.crowded import refuse_crowded
from tracker.core.formats.csv import tables as diary_tables
from tracker.core.formats.foreign import ZIP, refuse_no_diary
from tracker.core.formats.json import document as diary_json
from tracker.core.records import Diary
from tracker.core.reference.words import Translate

FORMATS = ("json", "csv")


def read(data: bytes, translate: Translate = str, latest: datetime | None = None, format: str | None = None) -> Diary:
    """Read a JSON document or a zip of tables, detected from the content unless `format` is given.

    Raises FileRefusedError, with the kind of file it seems to be if it is not a diary.
    """
    tables = {f"{name}.csv": frozenset(one.name for one in columns) for name, columns in diary_tables.COLUMNS.items()}
    refuse_no_diary(data, tables, translate)
    is_json = format == "json" or (format is None and not data.startswith(ZIP))
    diary = diary_json.read(data, translate, latest) if is_json else diary_tables.read(data, translate, latest)
    refuse_crowded(diary, translate)
    return diary

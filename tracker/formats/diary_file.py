"""A diary from a file of any kind that Levator writes, told apart by what is in it and not by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tracker.formats import diary_json, diary_tables
from tracker.formats.archive import MARK
from tracker.records import Diary


def read(data: bytes, say: Callable[[str], str] = str, latest: datetime | None = None) -> Diary:
    """The diary in a JSON document or in a zip of tables. Raises Refused as their own readers do."""
    return diary_tables.read(data, say, latest) if data.startswith(MARK) else diary_json.read(data, say, latest)

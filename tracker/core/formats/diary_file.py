"""Read a diary from any file that Levator writes. The format is detected from the content, not the name."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from tracker.core.formats.csv import tables as diary_tables
from tracker.core.formats.foreign import ZIP, refuse_no_diary
from tracker.core.formats.json import document as diary_json
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.records import Diary
from tracker.core.reference.limits import MAX_EPISODES_A_DAY, MAX_EXPOSURES, MAX_READINGS_A_DAY
from tracker.core.reference.words import Translate

FORMATS = ("json", "csv")
MAX_PROBLEMS = 20
"""Crowded days that are named."""


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


def refuse_crowded(diary: Diary, translate: Translate) -> None:
    """Refuse more entries on a day, or more exposures, than any real diary has: pages would take minutes."""
    words = (
        (diary.episodes, MAX_EPISODES_A_DAY, translate("{day} has more than {most} episodes.")),
        (diary.readings, MAX_READINGS_A_DAY, translate("{day} has more than {most} values.")),
    )
    problems = []
    for entries, most, text in words:
        days = Counter(entry.local_date for entry in entries)
        problems += [text.format(day=day.isoformat(), most=most) for day, n in sorted(days.items()) if n > most]
    if len(diary.exposures) > MAX_EXPOSURES:
        text = translate("The file has more than {most} things that are tracked.")
        problems.append(text.format(most=MAX_EXPOSURES))
    if problems:
        raise FileRefusedError(tuple(FileProblem(0, text) for text in problems[:MAX_PROBLEMS]))

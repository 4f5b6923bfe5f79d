"""The backup of Daylio (`.daylio`): a zip with one file, which is JSON in base64."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.core.formats.imports.json_file import BROKEN, MAX_JSON_BYTES, number, objects, parse
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.times import from_epoch_ms, zone_of_offset
from tracker.core.formats.imports.values import EndsEarly, ImportContext, LeftOut, Where
from tracker.core.formats.json.text import too_much

HEAD_CHARS = 4_000
NAMES = (b'"dayEntries"', b'"customMoods"', b'"tag_groups"')
WORST = 5


@dataclass(frozen=True)
class BackupEntry:
    """One entry: its instant (UTC), its zone, a mood from 1 to 5 or its name, and the names of its activities."""

    at: datetime
    zone: str
    mood: float | None
    mood_name: str
    activities: tuple[str, ...]
    has_note: bool


def is_backup(member: Member) -> bool:
    """Whether this is the file in a backup."""
    if not member.head.startswith(b"eyJ"):
        return False
    text = member.head[:HEAD_CHARS]
    try:
        head = base64.b64decode(text[: len(text) // 4 * 4])
    except binascii.Error:
        return False
    return any(name in head for name in NAMES) or (b'"isReminderOn"' in head and b'"pin"' in head)


def entries(member: Member, context: ImportContext) -> Iterator[BackupEntry | LeftOut | EndsEarly]:
    """Yield the entries of a backup."""
    try:
        text = base64.b64decode(member.content(MAX_JSON_BYTES)).decode("utf-8")
        content = None if too_much(text) else parse(text)
    except (binascii.Error, ValueError, RecursionError):
        yield EndsEarly(Where(member.file))
        return
    if not isinstance(content, dict):
        yield LeftOut(BROKEN, file=member.file)
        return
    moods = {one.get("id"): one for one in objects(content.get("customMoods"))}
    tags = {one.get("id"): str(one.get("name", "")) for one in objects(content.get("tags"))}
    for one in objects(content.get("dayEntries")):
        try:
            yield _entry(one, moods, tags, context)
        except (ValueError, TypeError, OverflowError):
            yield LeftOut(BROKEN, file=member.file)


def _entry(
    one: dict[str, Any], moods: dict[Any, dict[str, Any]], tags: dict[Any, str], context: ImportContext
) -> BackupEntry:
    at = from_epoch_ms(float(one["datetime"]) if one.get("datetime") is not None else float("nan"))
    zone = zone_of_offset(int((number(one.get("timeZoneOffset")) or 0) / 1_000), at, context.zone)
    mood = moods.get(one.get("mood"), {})
    # Each mood, also one of the person's own, is in one of five groups, of which the first is the best.
    group = number(mood.get("mood_group_id")) or number(mood.get("predefined_name_id"))
    value = WORST + 1 - group if group in range(1, WORST + 1) and group else None
    names = tuple(tags.get(tag, "") for tag in one.get("tags") or ())
    return BackupEntry(at, zone, value, str(mood.get("custom_name") or ""), names, bool(one.get("note")))

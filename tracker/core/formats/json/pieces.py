"""Write a document entry by entry, and values as JSON. See docs/diary_format.md."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from tracker.core.formats.json.schema import FORMAT, VERSION
from tracker.core.records import DiaryStream, Place

SECTIONS = ("exposures", "days", "episodes", "readings")
OPTIONAL_SECTIONS = ("medicines", "doses", "injections", "visits", "experiments", "watched_signs")
"""Sections that are omitted if empty."""

PIECE_CHARS = 60_000


def pieces(diary: DiaryStream) -> Iterator[bytes]:
    """Write the same document piece by piece, while the entries are read."""
    return in_pieces(_text(diary))


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Join texts to pieces that are worth sending, as UTF-8."""
    piece: list[str] = []
    size = 0
    for text in texts:
        piece.append(text)
        size += len(text)
        if size >= PIECE_CHARS:
            yield "".join(piece).encode()
            piece, size = [], 0
    if piece:
        yield "".join(piece).encode()


def entry_to_json(entry: Any) -> dict[str, Any]:
    """Convert a record to a JSON object, without unset fields."""
    return {name: to_json(value) for name, value in set_fields(entry).items()}


def _text(diary: DiaryStream) -> Iterator[str]:
    head = [
        f'"format": {_line(FORMAT)}',
        f'"version": {_line(VERSION)}',
        f'"person": {entry_line(diary.person)}',
        f'"first_day": {_line(diary.first_day)}',
        f'"last_day": {_line(diary.last_day)}',
    ]
    yield "{\n" + ",\n".join(head)
    for name in (*SECTIONS, *OPTIONAL_SECTIONS):
        lines = map(entry_line, diary.entries[name])
        first = next(lines, None)
        if first is not None:
            yield f',\n"{name}": [\n{first}'
            yield from (f",\n{line}" for line in lines)
            yield "\n]"
        elif name in SECTIONS:
            yield f',\n"{name}": []'
    yield "\n}\n"


def entry_line(entry: Any) -> str:
    """A record as JSON on one line, without unset fields."""
    return "{" + ", ".join([f'"{name}": {_value(value)}' for name, value in set_fields(entry).items()]) + "}"


def set_fields(entry: Any) -> dict[str, object]:
    """Return the fields of a record in order, without optional ones that are unset."""
    found = {}
    for name, default in _fields(entry.__class__):
        value = getattr(entry, name)
        if value is not None and (default is MISSING or _is_set(default, value)):
            found[name] = value
    return found


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    """Name and default of each field. Cached: a diary has tens of thousands of entries of few kinds."""
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(kind)
    )


def _is_set(default: object, value: object) -> bool:
    """Whether an optional field is written: a no only where yes is usual, a choice unless it is the usual one."""
    if value is False or isinstance(default, Enum):
        return value is not default
    return bool(value) or value not in ("", (), {})


def _value(value: object) -> str:
    """A value as JSON. The types of most fields go past the encoder, which would ask `_part` each time."""
    if write := WRITTEN.get(type(value)):
        return write(value)
    if isinstance(value, tuple) and value and isinstance(value[0], str | Place):
        return _names(value)
    return _line(_normalised(value))


@lru_cache(maxsize=1024)
def _names(names: tuple[str | Place, ...]) -> str:
    return _line(names)


def to_json(value: object) -> Any:
    """A value as the JSON module would read it back."""
    convert = PLAIN.get(type(value))
    return convert(value) if convert else json.loads(_value(value))


def _line(value: object) -> str:
    return JSON.encode(value)


def _part(value: object) -> object:
    """Convert what the JSON encoder does not know."""
    if isinstance(value, Place | UUID):
        return str(value)
    if isinstance(value, datetime):
        return moment_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return {name: _normalised(part) for name, part in set_fields(value).items()}


def moment_text(value: datetime) -> str:
    """A moment in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _normalised(value: object) -> object:
    """Sort the keys of objects and write 1.0 as 1, so that equal diaries give equal bytes."""
    if isinstance(value, Mapping):
        return {name: _normalised(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_normalised(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_part)

PLAIN: Mapping[type, Callable[[Any], Any]] = {
    str: str,
    bool: bool,
    int: int,
    float: _normalised,
    UUID: str,
    date: date.isoformat,
    datetime: moment_text,
}
"""How values of these types become values of JSON. Subclasses, such as choices, are left to the JSON encoder."""


def _number(value: float) -> str:
    """A number as JSON; 1.0 as 1."""
    return int.__repr__(int(value)) if value.is_integer() else JSON.encode(value)


WRITTEN: Mapping[type, Callable[[Any], str]] = {
    str: JSON.encode,
    bool: lambda value: "true" if value else "false",
    int: int.__repr__,
    float: _number,
    UUID: lambda value: f'"{value}"',
    date: lambda value: f'"{value.isoformat()}"',
    datetime: lambda value: f'"{moment_text(value)}"',
}
"""The same as text, without a look at what kind of value it is."""

NEVER_ESCAPED = (UUID, date, datetime)
"""Types whose text holds nothing that JSON or a spreadsheet would take for something else."""

"""The whole diary as one JSON document. See docs/diary_format.md.

Each entry is on one line, so that a refusal can name the line and two exports can be compared by eye.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from tracker.core.formats.foreign import refuse_other_json
from tracker.core.formats.json.schema import FORMAT, VERSION, check_diary, check_head
from tracker.core.formats.json.text import Document, Lines, head_of, parse
from tracker.core.formats.validation.future import future_violations
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import (
    MAX_VIOLATIONS,
    InvalidValueError,
    Violation,
    group_violations,
)
from tracker.core.records import Diary, Place
from tracker.core.reference.words import Translate

SECTIONS = ("exposures", "days", "episodes", "readings")
OPTIONAL_SECTIONS = ("medicines", "doses", "injections", "visits", "experiments", "watched_signs")
"""Sections that are omitted if empty."""


def read(data: bytes, translate: Translate = str, latest: datetime | None = None) -> Diary:
    """Read a document. Raises FileRefusedError with up to 20 problems, translated by `translate`.

    With `latest`, an aware time, later entries are refused too.
    """
    _refuse_by_head(data, translate)
    document = parse(data, translate)
    refuse_other_json(document.value, translate)
    try:
        diary = check_diary(document.value)
        late = future_violations(document.value, latest)[:MAX_VIOLATIONS] if latest else ()
        if late:
            raise InvalidValueError(*late)
        return diary
    except InvalidValueError as refusal:
        problems = _problems(refusal, document, translate)
    raise FileRefusedError(problems)


def _refuse_by_head(data: bytes, translate: Translate) -> None:
    """Refuse a file whose first lines say that it is something else, or newer, before the rest is parsed."""
    head = head_of(data)
    if not isinstance(head.value, dict) or head.value.keys().isdisjoint(("format", "format_version", "resourceType")):
        # An object may hold its members in any order.
        return
    refuse_other_json(head.value, translate)
    try:
        check_head(head.value)
    except InvalidValueError as refusal:
        raise FileRefusedError(_problems(refusal, head, translate)) from None


def _problems(refusal: InvalidValueError, document: Document, translate: Translate) -> tuple[FileProblem, ...]:
    """Each violation with its line, in the order of lines."""
    lines = Lines(document.text)

    def problem_of(violation: Violation) -> FileProblem:
        return FileProblem(lines.of(violation.path), violation.reason(translate))

    problems = group_violations(refusal.violations, problem_of, translate)
    return tuple(sorted(problems, key=lambda problem: problem.line))


def write(diary: Diary) -> bytes:
    """Write a document. Equal diaries give equal bytes, and `read` returns the same diary."""
    parts = [
        f'"format": {_line(FORMAT)}',
        f'"version": {_line(VERSION)}',
        f'"person": {_line(_set_fields(diary.person))}',
        f'"first_day": {_line(diary.first_day)}',
        f'"last_day": {_line(diary.last_day)}',
        *(f'"{name}": {_section(getattr(diary, name))}' for name in _sections(diary)),
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def entry_to_json(entry: Any) -> dict[str, Any]:
    """Convert a record to a JSON object, without unset fields."""
    json_object: dict[str, Any] = json.loads(_line(_set_fields(entry)))
    return json_object


def _sections(diary: Diary) -> tuple[str, ...]:
    return (*SECTIONS, *(name for name in OPTIONAL_SECTIONS if getattr(diary, name)))


def _section(entries: Iterable[object]) -> str:
    lines = [_line(_set_fields(entry)) for entry in entries]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def _set_fields(entry: Any) -> dict[str, object]:
    """Return the fields of a record in order, without optional ones that are unset."""
    values = ((name, default, getattr(entry, name)) for name, default in _fields(entry.__class__))
    return {name: _normalised(value) for name, default, value in values if _is_written(default, value)}


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    """Name and default of each field. Cached: a diary has tens of thousands of entries of few kinds."""
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(kind)
    )


def _is_written(default: object, value: object) -> bool:
    """Whether a field is written: set, or required and not None. A choice that is the usual one is left out."""
    if default is MISSING:
        return value is not None
    if isinstance(default, Enum):
        return value is not default
    return value not in (None, "", (), {}) and not (value is False and default is False)


def _line(value: object) -> str:
    return JSON.encode(value)


def _part(value: object) -> object:
    """Convert what the JSON encoder does not know."""
    if isinstance(value, Place | UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else _set_fields(value)


def _normalised(value: object) -> object:
    """Sort the keys of objects and write 1.0 as 1, so that equal diaries give equal bytes."""
    if isinstance(value, Mapping):
        return {name: _normalised(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_normalised(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_part)

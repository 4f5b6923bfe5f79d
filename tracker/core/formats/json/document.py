"""The whole diary as one JSON document, to keep, to move and to read back. See docs/diary_format.md.

One entry stands on one line, so that a refusal can name the line and two exports can be compared by eye.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from tracker.core.formats.foreign import refuse_other_json
from tracker.core.formats.json.schema import FORMAT, VERSION, check_diary
from tracker.core.formats.json.text import Lines, parse
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
OPTIONAL_SECTIONS = ("medicines", "doses", "injections", "visits", "watched_signs")
"""Sections that a document without such entries leaves out."""


def read(data: bytes, translate: Translate = str, latest: datetime | None = None) -> Diary:
    """The diary in a document. Raises FileRefusedError with up to 20 problems, in the words of `translate`.

    It does not know what day it is: with `latest`, an aware time, later entries are refused too.
    """
    document = parse(data, translate)
    refuse_other_json(document.value, translate)
    try:
        diary = check_diary(document.value)
        late = future_violations(document.value, latest)[:MAX_VIOLATIONS] if latest else ()
        if late:
            raise InvalidValueError(*late)
        return diary
    except InvalidValueError as refusal:
        lines = Lines(document.text)

        def problem_of(violation: Violation) -> FileProblem:
            return FileProblem(lines.of(violation.path), violation.reason(translate))

        problems = group_violations(refusal.violations, problem_of, translate)
    raise FileRefusedError(tuple(sorted(problems, key=lambda problem: problem.line)))


def write(diary: Diary) -> bytes:
    """The document. The same diary gives the same bytes, and `read` gives the diary back."""
    parts = [
        f'"format": {_line(FORMAT)}',
        f'"version": {_line(VERSION)}',
        f'"person": {_line(_said(diary.person))}',
        f'"first_day": {_line(diary.first_day)}',
        f'"last_day": {_line(diary.last_day)}',
        *(f'"{name}": {_section(getattr(diary, name))}' for name in _sections(diary)),
    ]
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def entry_to_json(entry: Any) -> dict[str, Any]:
    """An entry as JSON holds it: what was said of it, in words, numbers and lists."""
    held: dict[str, Any] = json.loads(_line(_said(entry)))
    return held


def _sections(diary: Diary) -> tuple[str, ...]:
    return (*SECTIONS, *(name for name in OPTIONAL_SECTIONS if getattr(diary, name)))


def _section(entries: Iterable[object]) -> str:
    lines = [_line(_said(entry)) for entry in entries]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def _said(entry: Any) -> dict[str, object]:
    """The fields of a record in its own order, without those that were not said and need not be."""
    values = ((name, default, getattr(entry, name)) for name, default in _fields(entry.__class__))
    return {name: _settled(value) for name, default, value in values if _is_written(default, value)}


@cache
def _fields(kind: Any) -> tuple[tuple[str, object], ...]:
    """Name and default of each field; a diary has tens of thousands of entries and few kinds of them."""
    return tuple(
        (field.name, field.default if field.default_factory is MISSING else field.default_factory())
        for field in fields(kind)
    )


def _is_written(default: object, value: object) -> bool:
    """Whether a field is needed or says something. A needed one may be empty, but what was not said is never null."""
    if default is MISSING:
        return value is not None
    return value not in (None, "", (), {}) and not (value is False and default is False)


def _line(value: object) -> str:
    return JSON.encode(value)


def _part(value: object) -> object:
    """What JSON does not know of itself."""
    if isinstance(value, Place | UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else _said(value)


def _settled(value: object) -> object:
    """A number and an object are written one way, so that equal diaries are equal bytes."""
    if isinstance(value, Mapping):
        return {name: _settled(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [_settled(part) for part in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=_part)

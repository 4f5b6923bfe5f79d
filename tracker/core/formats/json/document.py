"""The whole diary as one JSON document. See docs/diary_format.md.

Each entry is on one line, so that a refusal can name the line and two exports can be compared by eye.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tracker.core.formats.foreign import refuse_other_json
from tracker.core.formats.json.pieces import pieces
from tracker.core.formats.json.schema import check_diary, check_head
from tracker.core.formats.json.text import Document, Lines, head_of, parse
from tracker.core.formats.validation.future import future_violations
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import (
    MAX_VIOLATIONS,
    InvalidValueError,
    Violation,
    group_violations,
)
from tracker.core.records import Diary
from tracker.core.reference.words import Translate

__all__ = ["check", "pieces", "read", "write"]


def read(data: bytes, translate: Translate = str, latest: datetime | None = None) -> Diary:
    """Read a document. Raises FileRefusedError with up to 20 problems, translated by `translate`.

    With `latest`, an aware time, later entries are refused too.
    """
    _refuse_by_head(data, translate)
    document = parse(data, translate)
    refuse_other_json(document.value, translate)
    try:
        return check(document.value, latest)
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


def check(value: Any, latest: datetime | None = None) -> Diary:
    """Check a parsed document. Raises InvalidValueError. With `latest`, later entries are refused too."""
    diary = check_diary(value)
    late = future_violations(value, latest)[:MAX_VIOLATIONS] if latest else ()
    if late:
        raise InvalidValueError(*late)
    return diary


def write(diary: Diary) -> bytes:
    """Write a document. Equal diaries give equal bytes, and `read` returns the same diary."""
    return b"".join(pieces(diary.stream()))

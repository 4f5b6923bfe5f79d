"""Parse JSON from untrusted bytes, and find the line of a value."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.core.formats.encoding import utf_8
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.formats.validation.violations import Path
from tracker.core.reference.limits import DIARY_FILE_BYTES, MEGABYTE
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

MAX_VALUES = 4_000_000
"""Counted by their commas. Twice what 50 MB of real entries hold."""

MAX_OBJECTS = 1_000_000
"""Counted by their brackets, lists too. Twice what 50 MB of real entries hold."""

OBJECT_BYTES, VALUE_BYTES = 272, 100
"""Memory of a small object and of a value, at most: with both limits a file takes some 700 MB and its text."""

HEAD_CHARS = 4_096

MAX_DEPTH = 20
"""Nesting of brackets; a diary needs five levels."""

MAX_DIGITS = 30

_HEAD_MEMBER = re.compile(
    r'\s*"(?P<name>[^"\\]{1,60})"\s*:\s*(?P<value>"[^"\\\0-\x1f]{0,200}"|0|[1-9]\d{0,8}|true|false|null)\s*[,}]'
)
_SPACE = re.compile(r"[ \t\r\n]*")
_BRACKET_OR_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[{]|[\]}]', re.DOTALL)


class ObjectWithDuplicates(dict[str, object]):
    """An object in which some names occur twice, which a plain dictionary would hide."""

    duplicates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A JSON text and its value."""

    text: str
    value: object


def parse(data: bytes, translate: Translate = str) -> Document:
    """Parse UTF-8 JSON within the limits of bytes, objects and values. Raises FileRefusedError with the line.

    NaN, 1e999 and numbers of a thousand digits become non-finite floats, which the check of the field refuses.
    """
    if len(data) > DIARY_FILE_BYTES:
        raise _refused(
            1, translate(_("The file is larger than %(most)d MB.")) % {"most": DIARY_FILE_BYTES // MEGABYTE}
        )
    try:
        text = utf_8(data).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(data.count(b"\n", 0, error.start) + 1, translate(_("The text is not UTF-8."))) from None
    if reason := too_much(text, translate):
        raise _refused(1, reason)
    try:
        return Document(text, _DECODER.decode(text))
    except json.JSONDecodeError as error:
        reason = translate(_("This is not JSON that can be read: %(detail)s.")) % {"detail": error.msg}
        raise _refused(error.lineno, reason) from None
    except RecursionError:
        raise _refused(_first_deep_line(text), translate(_("There are too many brackets within brackets."))) from None


def too_much(text: str, translate: Translate = str) -> str:
    """Why a text would take too much memory, counted before it is parsed; empty if it would not."""
    if text.count(",") > MAX_VALUES:
        return translate(_("The file holds more than %(most)d values.")) % {"most": MAX_VALUES}
    if text.count("{") + text.count("[") > MAX_OBJECTS:
        return translate(_("The file holds more than %(most)d entries and lists.")) % {"most": MAX_OBJECTS}
    return ""


def head_of(data: bytes) -> Document:
    """The plain values with which an object begins, up to its first list or object. Reads the first 4,096 letters."""
    text = data[:HEAD_CHARS].decode("utf-8-sig", "replace")
    value: dict[str, object] = {}
    at = len(text) - len(text.lstrip())
    if text[at : at + 1] == "{":
        at += 1
        while member := _HEAD_MEMBER.match(text, at):
            value.setdefault(member["name"], json.loads(member["value"]))
            at = member.end()
    return Document(text, value)


def value_of(text: str) -> object:
    """Parse a short JSON text; return invalid text unchanged, which the check of the field refuses."""
    try:
        return _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        return text


def _refused(line: int, reason: str) -> FileRefusedError:
    return FileRefusedError((FileProblem(line, reason),))


def _first_deep_line(text: str) -> int:
    depth = 0
    for token in _BRACKET_OR_STRING.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > MAX_DEPTH:
            return text.count("\n", 0, token.start()) + 1
    return 1


def _integer(digits: str) -> float:
    return int(digits) if len(digits) <= MAX_DIGITS else math.inf


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    with_duplicates = ObjectWithDuplicates(found)
    times = Counter(name for name, _value in pairs)
    with_duplicates.duplicates = tuple(name for name in found if times[name] > 1)
    return with_duplicates


_DECODER = json.JSONDecoder(parse_int=_integer, parse_constant=float, object_pairs_hook=_object)


class Lines:
    """Finds the line of a value. Scans the text again, so it is only made when there is a problem to report."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._scans: dict[int, tuple[dict[str | int, int], Iterator[tuple[str | int, int]]]] = {}

    def of(self, path: Path) -> int:
        """Return the line of the value at this path, or of its container if the value is missing.

        The scan is deeper in the stack than `parse` was, so it may exceed the recursion limit. The nesting is then
        the problem, and its line is returned.
        """
        try:
            return self._line(path)
        except RecursionError:
            return _first_deep_line(self._text)

    def _line(self, path: Path) -> int:
        at = self._skip(0)
        for step in path:
            found = self._member(at, step)
            if found is None:
                break
            at = found
        return self._text.count("\n", 0, at) + 1

    def _member(self, at: int, step: str | int) -> int | None:
        """Return the offset of a value in the container at this offset, scanning only as far as needed."""
        if self._text[at] not in "[{":
            return None
        offsets, rest = self._scans.setdefault(at, ({}, self._scan(at)))
        while step not in offsets:
            name, offset = next(rest, (None, 0))
            if name is None:
                return None
            offsets[name] = offset
        return offsets[step]

    def _scan(self, at: int) -> Iterator[tuple[str | int, int]]:
        """Yield name and offset of each value in the well-formed object or array at this offset."""
        is_object = self._text[at] == "{"
        at = self._skip(at + 1)
        count = 0
        while self._text[at] not in "]}":
            name: str | int = count
            if is_object:
                name, at = _DECODER.raw_decode(self._text, at)
                at = self._skip(self._skip(at) + 1)
            yield name, at
            at = self._skip(_DECODER.raw_decode(self._text, at)[1])
            at = self._skip(at + 1) if self._text[at] == "," else at
            count += 1

    def _skip(self, at: int) -> int:
        space = _SPACE.match(self._text, at)
        return space.end() if space else at

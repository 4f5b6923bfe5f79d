"""How cached results are written into the database and read back: text, bytes, or JSON of plain records.

Reading runs no code, whatever the database holds: JSON is read into the named type or refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec
from django.utils.safestring import SafeString

Value = TypeVar("Value")


class UnreadableError(Exception):
    """The bytes are not what this codec writes."""


@dataclass(frozen=True)
class Codec(Generic[Value]):
    """One way to write a value as bytes. `decode` raises UnreadableError."""

    encode: Callable[[Value], bytes]
    decode: Callable[[bytes], Value]


def _html(content: bytes) -> SafeString:
    try:
        return SafeString(content.decode())
    except UnicodeDecodeError as problem:
        raise UnreadableError from problem


HTML: Codec[SafeString] = Codec(str.encode, _html)
"""Rendered parts of pages, in which what a person typed is escaped already."""

FILE: Codec[bytes] = Codec(bytes, bytes)
"""A finished file, for example a PDF."""


Raw = msgspec.Raw
"""JSON within a result, which is read when it is asked for: a field of this type stays bytes."""


@cache
def json_of(kind: type[Value]) -> Codec[Value]:
    """Dataclasses, tuples, dates, numbers and text, as JSON.

    Parameters: `kind` is the type to read back, for example `tuple[RedFlag, ...]`. A value that is not of this type
    when read back, because another version wrote it, is refused.
    """
    decoder = msgspec.json.Decoder(kind)

    def decode(content: bytes) -> Value:
        try:
            return decoder.decode(content)
        except msgspec.MsgspecError as problem:
            raise UnreadableError from problem

    return Codec(msgspec.json.encode, decode)


def compact(records: Iterable[Any]) -> list[dict[str, Any]]:
    """Frozen records for a codec, without the fields that have their default: most fields of an episode are empty."""
    return [
        {field.name: value for field in fields(one) if (value := getattr(one, field.name)) != field.default}
        for one in records
    ]

"""One cell of a table that a spreadsheet can open: how each kind of field is written into it and read back.

A cell of words that a spreadsheet would compute gets a quote in front, and so does one that begins with a quote:
reading takes exactly one quote away. The same holds after a semicolon, which some programs take for the next cell.
Numbers stay numbers. A list stands in one cell, its items divided by "; ", the parts of an item by "|". A backslash
makes the next sign a plain one.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, cast, get_args, get_origin, get_type_hints

from tracker.core.formats.json.text import value_of
from tracker.core.records import Place
from tracker.core.reference.formulas import begins_formula

QUOTE = "'"
LONG_DIGITS = 30

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")
_SIGN = re.compile(r"\\(.)|(; ?)|(\|)|([^\\;|]+|\\$)", re.DOTALL)


class Kind(Enum):
    """What a field holds, as JSON would say it."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "true or false"
    TEXTS = "list of texts"
    ITEMS = "list of objects"
    OBJECT = "object, as JSON"


@dataclass(frozen=True)
class Column:
    """One column of a table: a field of a record. `parts` are the fields of an item in a list of objects."""

    name: str
    kind: Kind = Kind.TEXT
    needed: bool = True
    parts: tuple[Column, ...] = ()
    is_date: bool = False


@cache
def columns_of(record: Any) -> tuple[Column, ...]:
    """A column for each field of a record, in its order."""
    hints = get_type_hints(record)
    return tuple(_column(field, hints[field.name]) for field in fields(record))


def _column(field: Field[Any], hint: Any) -> Column:
    needed = field.default is MISSING and field.default_factory is MISSING
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if is_dataclass(item) and item is not Place:
            return Column(field.name, Kind.ITEMS, needed, columns_of(cast("type", item)))
        return Column(field.name, Kind.TEXTS, needed)
    if get_origin(hint) is Mapping:
        return Column(field.name, Kind.OBJECT, needed)
    bare = {*get_args(hint)} - {NoneType} or {hint}
    if bare == {bool}:
        return Column(field.name, Kind.YES_NO, needed)
    return Column(field.name, Kind.NUMBER if bare <= {int, float} else Kind.TEXT, needed, is_date=bare == {date})


def written(column: Column, value: Any) -> str:
    """The cell for a value as JSON holds it; None, what was not said, is a blank cell."""
    if value is None:
        return ""
    if column.kind is Kind.ITEMS:
        return "; ".join(guarded(_item(column.parts, item)) for item in value)
    if column.kind is Kind.TEXTS:
        return "; ".join(guarded(_plain(text)) for text in value)
    if column.kind is Kind.OBJECT:
        return guarded(json.dumps(value, ensure_ascii=False))
    return guarded(value) if column.kind is Kind.TEXT else _bare(value)


def read(column: Column, cell: str) -> Any:
    """The value of a cell as JSON would hold it, None for a blank one. What cannot be read stays text."""
    if cell == "":
        return "" if column.needed and column.kind is Kind.TEXT else None
    if column.kind is Kind.ITEMS:
        return [_object(column.parts, parts) for parts in _split(cell)]
    if column.kind is Kind.TEXTS:
        return ["|".join(parts) for parts in _split(cell)]
    if column.kind is Kind.OBJECT:
        return value_of(unguarded(cell))
    return _value(column.kind, unguarded(cell) if column.kind is Kind.TEXT else cell)


def guarded(text: str) -> str:
    """The text with a quote in front where a spreadsheet would compute it, or where it begins with a quote itself.

    What follows a semicolon is guarded too: where a semicolon divides cells, it is a cell of its own.
    """
    return ";".join(
        f"{QUOTE}{part}" if part.startswith(QUOTE) or begins_formula(part) else part for part in text.split(";")
    )


def unguarded(cell: str) -> str:
    """The text of a cell: the opposite of `guarded`."""
    return ";".join(part.removeprefix(QUOTE) for part in cell.split(";"))


def _bare(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _value(kind: Kind, words: str) -> object:
    if kind is Kind.YES_NO and words.lower() in ("true", "false"):
        return words.lower() == "true"
    if kind is Kind.NUMBER and _NUMBER.fullmatch(words):
        return _number(words)
    return words


def _number(words: str) -> float:
    if words.lstrip("+-").isdigit():
        return int(words) if len(words) <= LONG_DIGITS else math.inf
    return float(words)


def _item(parts: tuple[Column, ...], item: dict[str, Any]) -> str:
    """An object as its parts in order; those at the end that were not said are left away."""
    said = [item.get(part.name) for part in parts]
    while said and said[-1] is None:
        said.pop()
    cells = ("" if value is None else value if isinstance(value, str) else _bare(value) for value in said)
    return "|".join(map(_plain, cells))


def _object(parts: tuple[Column, ...], cells: list[str]) -> dict[str, object]:
    """The parts by name; one too many gets a name that no object knows, and is refused by it."""
    names = [*parts, *(Column(f"part {at + 1}") for at in range(len(parts), len(cells)))]
    values = {part.name: _value(part.kind, cell) for part, cell in zip(names, cells, strict=False) if cell}
    return {part.name: "" for part in parts if part.needed and part.kind is Kind.TEXT} | values


def _plain(text: str) -> str:
    return re.sub(r"([\\;|])", r"\\\1", text)


def _split(cell: str) -> list[list[str]]:
    """Items, each with its parts."""
    items = [[""]]
    for match in _SIGN.finditer(cell):
        escaped, between_items, between_parts, words = match.groups()
        if between_items:
            items.append([""])
        elif between_parts:
            items[-1].append("")
        else:
            items[-1][-1] += escaped or words
    return [[unguarded(first), *map(_unguarded_inside, rest)] for first, *rest in items]


def _unguarded_inside(part: str) -> str:
    """A later part of an item: only after a semicolon of its own can something have been guarded."""
    first, semicolon, rest = part.partition(";")
    return f"{first}{semicolon}{unguarded(rest)}"

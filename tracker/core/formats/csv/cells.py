"""Write the values of a record into CSV cells and read them back.

CSV injection: text that a spreadsheet would take for a formula, or that begins with a quote, is prefixed with a
quote; reading removes exactly one. The same is done after a semicolon, which some programs take for a delimiter.
Numbers stay numbers. The items of a list share one cell, separated by "; ", and the parts of an item by "|". A
backslash escapes the next character.
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
MAX_DIGITS = 30

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?")
_TOKEN = re.compile(r"\\(.)|(; ?)|(\|)|([^\\;|]+|\\$)", re.DOTALL)


class CellKind(Enum):
    """The type of a field, in the terms of JSON."""

    TEXT = "text"
    NUMBER = "number"
    YES_NO = "true or false"
    TEXTS = "list of texts"
    ITEMS = "list of objects"
    OBJECT = "object, as JSON"


@dataclass(frozen=True)
class CsvColumn:
    """A column: one field of a record. `parts` are the fields of an item in a list of objects."""

    name: str
    kind: CellKind = CellKind.TEXT
    required: bool = True
    parts: tuple[CsvColumn, ...] = ()
    is_date: bool = False


@cache
def columns_of(record: Any) -> tuple[CsvColumn, ...]:
    """Return a column for each field of a record, in its order."""
    hints = get_type_hints(record)
    return tuple(_column(field, hints[field.name]) for field in fields(record))


def _column(field: Field[Any], hint: Any) -> CsvColumn:
    required = field.default is MISSING and field.default_factory is MISSING
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        if is_dataclass(item) and item is not Place:
            return CsvColumn(field.name, CellKind.ITEMS, required, columns_of(cast("type", item)))
        return CsvColumn(field.name, CellKind.TEXTS, required)
    if get_origin(hint) is Mapping:
        return CsvColumn(field.name, CellKind.OBJECT, required)
    bare = {*get_args(hint)} - {NoneType} or {hint}
    if bare == {bool}:
        return CsvColumn(field.name, CellKind.YES_NO, required)
    return CsvColumn(
        field.name, CellKind.NUMBER if bare <= {int, float} else CellKind.TEXT, required, is_date=bare == {date}
    )


def write_cell(column: CsvColumn, value: Any) -> str:
    """Write a JSON value into a cell; None gives a blank cell."""
    if value is None:
        return ""
    if column.kind is CellKind.ITEMS:
        return "; ".join(escape(_item(column.parts, item)) for item in value)
    if column.kind is CellKind.TEXTS:
        return "; ".join(escape(_escape_separators(text)) for text in value)
    if column.kind is CellKind.OBJECT:
        return escape(json.dumps(value, ensure_ascii=False))
    return escape(value) if column.kind is CellKind.TEXT else _bare(value)


def read_cell(column: CsvColumn, cell: str) -> Any:
    """Read a cell as a JSON value, None if blank. A cell that cannot be read is returned as text."""
    if cell == "":
        return "" if column.required and column.kind is CellKind.TEXT else None
    if column.kind is CellKind.ITEMS:
        return [_object(column.parts, parts) for parts in _split(cell)]
    if column.kind is CellKind.TEXTS:
        return ["|".join(parts) for parts in _split(cell)]
    if column.kind is CellKind.OBJECT:
        return value_of(unescape(cell))
    return _value(column.kind, unescape(cell) if column.kind is CellKind.TEXT else cell)


def escape(text: str) -> str:
    """Prefix a quote where a spreadsheet would see a formula, or where the text begins with a quote.

    Text after a semicolon is escaped too: some programs take the semicolon for a delimiter.
    """
    return ";".join(
        [f"{QUOTE}{part}" if part.startswith(QUOTE) or begins_formula(part) else part for part in text.split(";")]
    )


def unescape(cell: str) -> str:
    """Undo `escape`."""
    return ";".join(part.removeprefix(QUOTE) for part in cell.split(";"))


def _bare(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _value(kind: CellKind, text: str) -> object:
    if kind is CellKind.YES_NO and text.lower() in ("true", "false"):
        return text.lower() == "true"
    if kind is CellKind.NUMBER and _NUMBER.fullmatch(text):
        return _number(text)
    return text


def _number(text: str) -> float:
    if text.lstrip("+-").isdigit():
        return int(text) if len(text) <= MAX_DIGITS else math.inf
    return float(text)


def _item(parts: tuple[CsvColumn, ...], item: dict[str, Any]) -> str:
    """Write an object as its parts in order, without missing ones at the end."""
    values = [item.get(part.name) for part in parts]
    while values and values[-1] is None:
        values.pop()
    cells = ("" if value is None else value if isinstance(value, str) else _bare(value) for value in values)
    return "|".join(map(_escape_separators, cells))


def _object(parts: tuple[CsvColumn, ...], cells: list[str]) -> dict[str, object]:
    """Read an object. A surplus part gets a name that is no field, so that the check refuses it."""
    names = [*parts, *(CsvColumn(f"part {at + 1}") for at in range(len(parts), len(cells)))]
    values = {part.name: _value(part.kind, cell) for part, cell in zip(names, cells, strict=False) if cell}
    return {part.name: "" for part in parts if part.required and part.kind is CellKind.TEXT} | values


def _escape_separators(text: str) -> str:
    return re.sub(r"([\\;|])", r"\\\1", text)


def _split(cell: str) -> list[list[str]]:
    """Split a cell into items, and each item into parts."""
    items = [[""]]
    for match in _TOKEN.finditer(cell):
        escaped, item_separator, part_separator, text = match.groups()
        if item_separator:
            items.append([""])
        elif part_separator:
            items[-1].append("")
        else:
            items[-1][-1] += escaped or text
    return [[unescape(first), *map(_unescape_part, rest)] for first, *rest in items]


def _unescape_part(part: str) -> str:
    """Unescape a later part of an item: `escape` only touches what follows a semicolon inside it."""
    first, semicolon, rest = part.partition(";")
    return f"{first}{semicolon}{unescape(rest)}"

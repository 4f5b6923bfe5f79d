"""Numbers that the person gave to names of moods, remembered for the next file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import msgspec

from tracker import diary
from tracker.core.formats.imports.mood_names import MAX_MOOD_CHARS
from tracker.core.formats.imports.moods import BEST, WORST, with_numbers
from tracker.insights.imports import ReadFile
from tracker.models import User

SHAPE = "daylio moods"
"""Where the numbers are kept: beside the mappings of tables, whose shapes are made of hexadecimal digits."""

MAX_REMEMBERED_MOODS = 200

_NUMBERS = dict[
    Annotated[str, msgspec.Meta(max_length=MAX_MOOD_CHARS)], Annotated[int, msgspec.Meta(ge=WORST, le=BEST)]
]


def remembered_numbers(user: User) -> dict[str, int]:
    """The numbers of moods by their keys; none if what is stored is none."""
    try:
        return msgspec.convert(diary.table_mapping(user, SHAPE) or {}, _NUMBERS)
    except msgspec.ValidationError:
        return {}


def remember_numbers(user: User, chosen: Mapping[str, int | None]) -> None:
    """Remember these numbers beside the earlier ones. None forgets one."""
    known = remembered_numbers(user)
    numbers = {key: number for key, number in {**known, **chosen}.items() if number is not None}
    if numbers != known:
        diary.save_table_mapping(user, SHAPE, dict(list(numbers.items())[-MAX_REMEMBERED_MOODS:]))


def with_mood_numbers(read: ReadFile, numbers: Mapping[str, int | None]) -> ReadFile:
    """The file with these numbers for its moods. Those without one, or with None, are left out."""
    given = {key: number for key, number in numbers.items() if number is not None}
    return replace(read, collected=with_numbers(read.collected, given))

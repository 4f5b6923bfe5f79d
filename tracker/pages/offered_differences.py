"""The differences between a file and a diary that fit on one page."""

from __future__ import annotations

from tracker.core.formats import diary_json
from tracker.core.merging import Difference, part_of
from tracker.core.records import Diary

MAX_OFFERED = 200
"""Differences that one page offers a choice for; as many more are listed without one."""

MAX_CHARS = 500_000
"""Limit of the part of the file that the page carries. In a form, one character may take nine bytes."""


def offered_differences(value: Diary, differences: list[Difference]) -> tuple[list[Difference], str]:
    """The differences that fit on one page, and the part of the file that they are about."""
    number = MAX_OFFERED
    while True:
        offered = differences[:number]
        document = diary_json.write(part_of(value, offered)).decode()
        if len(document) <= MAX_CHARS or number == 0:
            return offered, document
        number //= 2

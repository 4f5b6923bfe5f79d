"""Checks for single values.

A check takes a JSON value and returns the value for the record, or raises InvalidValueError. Messages are marked for
translation and translated by `Violation.reason`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from tracker.core.formats.validation.violations import invalid, printable
from tracker.core.reference.limits import FIRST_DATE
from tracker.core.reference.words import gettext_noop as _

Check = Callable[[object], Any]
T = TypeVar("T")

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?Z",
)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_FORBIDDEN_CHARS = re.compile("[\x00\ud800-\udfff]")


def boolean(value: object) -> bool:
    """Check true or false."""
    if not isinstance(value, bool):
        raise invalid(_("must be true or false"))
    return value


def number(limits: tuple[float, float]) -> Check:
    """Check a number between two limits, both included. NaN and infinity fail."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not limits[0] <= value <= limits[1]:
            raise invalid(
                _("must be a number from %(low)s to %(high)s"), low=f"{limits[0]:g}", high=f"{limits[1]:.8g}"
            )
        return float(value)

    return read


def integer(limits: tuple[int, int]) -> Check:
    """Check a whole number between two limits, both included."""

    def read(value: object) -> int:
        in_range = isinstance(value, int | float) and not isinstance(value, bool) and limits[0] <= value <= limits[1]
        if not in_range or int(value) != value:  # type: ignore[call-overload]
            raise invalid(_("must be a whole number from %(low)d to %(high)d"), low=limits[0], high=limits[1])
        return int(value)  # type: ignore[call-overload,no-any-return]

    return read


def text(max_chars: int, min_chars: int = 0) -> Check:
    """Check the length of a text, and that the database can store its characters."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise invalid(_("must be text"))
        if len(value) < min_chars:
            raise invalid(_("must not be empty"))
        if len(value) > max_chars:
            raise invalid(_("is longer than %(most)d characters"), most=max_chars)
        if _FORBIDDEN_CHARS.search(value):
            raise invalid(_("holds a character that cannot be kept"))
        return value

    return read


def one_of(words: Callable[[], Collection[str]], message: str) -> Check:
    """Check a word of a vocabulary; `message` may contain `%(word)s`."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise invalid(_("must be text"))
        if value not in words():
            raise invalid(message, word=printable(value))
        return value

    return read


def choice(kind: type[StrEnum]) -> Check:
    """Check one of the values of an enum."""
    values = {member.value: member for member in kind}

    def read(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in values:
            raise invalid(_("must be one of: %(words)s"), words=", ".join(values))
        return values[value]

    return read


def day(value: object) -> date:
    """Check a date written 2026-01-31, not before `FIRST_DATE`."""
    found = _parsed(_DATE, date.fromisoformat, value)
    if found is None:
        raise invalid(_("must be a date written like 2026-01-31"))
    if found < FIRST_DATE:
        raise invalid(_("must not be before %(first)s"), first=FIRST_DATE.isoformat())
    return found


def moment(value: object) -> datetime:
    """Check a time in UTC written 2026-01-31T09:30:00Z, not before `FIRST_DATE`."""
    found = _parsed(_MOMENT, datetime.fromisoformat, value)
    if found is None:
        raise invalid(_("must be a time in UTC written like 2026-01-31T09:30:00Z"))
    if found.date() < FIRST_DATE:
        raise invalid(_("must not be before %(first)s"), first=FIRST_DATE.isoformat())
    return found


def uid(value: object) -> UUID:
    """Check a UUID written with hyphens."""
    found = _parsed(_UUID, UUID, value)
    if found is None:
        raise invalid(_("must be an id (UUID) such as 1f0c3a52-7c1e-4b6b-9a57-0d2f4f6a8b11"))
    return found


def _parsed(pattern: re.Pattern[str], parse: Callable[[str], T], value: object) -> T | None:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        return None
    try:
        return parse(value)
    except ValueError:
        return None

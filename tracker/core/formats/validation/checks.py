"""Small checks that the values of a file must pass.

A check takes what JSON gave and returns the value the diary keeps, or raises InvalidValueError. Reasons are marked for
translation and put into words when they are told (see `Violation.reason`).
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
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def boolean(value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise invalid(_("must be true or false"))
    return value


def number(span: tuple[float, float]) -> Check:
    """A number in a range, both ends included. NaN and infinity lie in no range."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not span[0] <= value <= span[1]:
            raise invalid(_("must be a number from %(low)s to %(high)s"), low=f"{span[0]:g}", high=f"{span[1]:.8g}")
        return float(value)

    return read


def integer(span: tuple[int, int]) -> Check:
    """A whole number in a range, both ends included."""

    def read(value: object) -> int:
        good = isinstance(value, int | float) and not isinstance(value, bool) and span[0] <= value <= span[1]
        if not good or int(value) != value:  # type: ignore[call-overload]
            raise invalid(_("must be a whole number from %(low)d to %(high)d"), low=span[0], high=span[1])
        return int(value)  # type: ignore[call-overload,no-any-return]

    return read


def text(most: int, least: int = 0) -> Check:
    """Text of a length in characters; without characters that no table or page can hold."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise invalid(_("must be text"))
        if len(value) < least:
            raise invalid(_("must not be empty"))
        if len(value) > most:
            raise invalid(_("is longer than %(most)d characters"), most=most)
        if _UNKEEPABLE.search(value):
            raise invalid(_("holds a character that cannot be kept"))
        return value

    return read


def one_of(words: Callable[[], Collection[str]], text_if_not: str) -> Check:
    """A word of a vocabulary; `text_if_not` says what it is not, with `%(word)s` for the word."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise invalid(_("must be text"))
        if value not in words():
            raise invalid(text_if_not, word=printable(value))
        return value

    return read


def choice(kind: type[StrEnum]) -> Check:
    """One of the values of an enum."""
    values = {member.value: member for member in kind}

    def read(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in values:
            raise invalid(_("must be one of: %(words)s"), words=", ".join(values))
        return values[value]

    return read


def day(value: object) -> date:
    """A date written 2026-01-31, not before `FIRST_DATE`."""
    found = _parsed(_DATE, date.fromisoformat, value)
    if found is None:
        raise invalid(_("must be a date written like 2026-01-31"))
    if found < FIRST_DATE:
        raise invalid(_("must not be before %(first)s"), first=FIRST_DATE.isoformat())
    return found


def moment(value: object) -> datetime:
    """An instant in UTC written 2026-01-31T09:30:00Z, not before `FIRST_DATE`."""
    found = _parsed(_MOMENT, datetime.fromisoformat, value)
    if found is None:
        raise invalid(_("must be a time in UTC written like 2026-01-31T09:30:00Z"))
    if found.date() < FIRST_DATE:
        raise invalid(_("must not be before %(first)s"), first=FIRST_DATE.isoformat())
    return found


def uid(value: object) -> UUID:
    """An id written 8-4-4-4-12 hexadecimal digits."""
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

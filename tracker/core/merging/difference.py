"""What a merge reports: values that two versions of an entry say differently, and values taken from the other one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

SETTINGS = ("person", "exposures")
"""Kinds that are no entries but the person's arrangement."""

KEY_CHARS = 24


def day_of(entry: Any) -> date | None:
    """The date that an entry is about; None for settings and for a medicine without a beginning."""
    for name in ("local_date", "day", "first_shown", "started"):
        if (day := getattr(entry, name, None)) is not None:
            found: date = day
            return found
    return None


@dataclass(frozen=True)
class Difference:
    """Fields that belong together and that both versions of an entry fill, each in another way.

    `entry` is my version of it, `other` the other one. Of what `is_settled` there is nothing to choose: the diary
    cannot hold the other value, or must not, as with a sign that cannot wait.
    """

    kind: str
    entry: Any
    other: Any
    fields: tuple[str, ...]
    mine: tuple[Any, ...]
    theirs: tuple[Any, ...]
    is_settled: bool = False

    @property
    def day(self) -> date | None:
        """The date of the entry."""
        return day_of(self.entry)

    @property
    def is_setting(self) -> bool:
        """Whether it is about the person's arrangement and not about an entry."""
        return self.kind in SETTINGS

    @property
    def key(self) -> str:
        """A name that is another one as soon as either value changes, so that an old choice is never applied."""
        entry = getattr(self.entry, "id", None) or getattr(self.entry, "rule", "")
        # An object goes with the answer beside it, and is written in another order each time.
        mine, theirs = ([part for part in said if not isinstance(part, Mapping)] for said in (self.mine, self.theirs))
        told = (self.kind, str(entry), self.day, self.fields, mine, theirs)
        return sha256(repr(told).encode()).hexdigest()[:KEY_CHARS]


@dataclass(frozen=True)
class Filled:
    """Fields of one of my entries that now say what only the other version said."""

    kind: str
    entry: Any
    fields: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The date of the entry."""
        return day_of(self.entry)


Choice = Callable[[Difference], bool]
"""Whether the other version's value is taken."""


def keep_mine(difference: Difference) -> bool:
    """What differs stays as it is here."""
    return False


def take_theirs(difference: Difference) -> bool:
    """What differs becomes what the other version says."""
    return True

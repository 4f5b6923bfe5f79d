"""What a merge reports: conflicting values of an entry, and values filled in from the other version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

SETTINGS = ("person", "exposures")
"""Kinds that are settings, not entries."""

KEY_CHARS = 24


def day_of(entry: Any) -> date | None:
    """Return the date of an entry; None for settings and for a medicine without a start."""
    for name in ("local_date", "day", "first_shown", "started"):
        if (day := getattr(entry, name, None)) is not None:
            found: date = day
            return found
    return None


@dataclass(frozen=True)
class Difference:
    """A conflict: related fields that both versions of an entry fill with different values.

    `entry` is my version, `other` the other one. If `is_settled`, there is nothing to choose: the diary cannot hold
    the other value, or must not, as with emergency signs.
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
        """Whether it is about settings and not about an entry."""
        return self.kind in SETTINGS

    @property
    def key(self) -> str:
        """A key that changes with either value, so that an outdated choice is never applied."""
        entry = getattr(self.entry, "id", None) or getattr(self.entry, "rule", "")
        # Mappings are left out: their order varies, and they belong to the answer beside them.
        mine, theirs = ([v for v in values if not isinstance(v, Mapping)] for values in (self.mine, self.theirs))
        parts = (self.kind, str(entry), self.day, self.fields, mine, theirs)
        return sha256(repr(parts).encode()).hexdigest()[:KEY_CHARS]


@dataclass(frozen=True)
class Filled:
    """Fields of one of my entries that were filled from the other version."""

    kind: str
    entry: Any
    fields: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The date of the entry."""
        return day_of(self.entry)


Choice = Callable[[Difference], bool]
"""Decides whether to take the other version's value."""


def keep_mine(difference: Difference) -> bool:
    """Resolve every conflict to my value."""
    return False


def take_theirs(difference: Difference) -> bool:
    """Resolve every conflict to the other value."""
    return True

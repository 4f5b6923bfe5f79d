"""Signs that belong together in an emergency: which of them, how they began, and how many.

Plain data, because two read it: the rules here, and the script of a page that cannot reach the diary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.records import Day, Episode, Onset

SUDDEN = frozenset({Onset.SUDDEN, Onset.UNSURE})
"""`unsure` counts as sudden in every rule for what cannot wait."""


@dataclass(frozen=True)
class Some:
    """At least so many of these signs; where `sudden`, only those count that were sudden or not sure."""

    names: tuple[str, ...]
    sudden: bool = False
    least: int = 1


@dataclass(frozen=True)
class Combination:
    """Matches when all parts of one of the `ways` are there, and where `twitch`, something twitched that day."""

    ways: tuple[tuple[Some, ...], ...]
    twitch: bool = False

    def found(self, on: Together) -> frozenset[str]:
        """The signs that match, of all ways that do."""
        if self.twitch and not on.twitch:
            return frozenset()
        ways = ([on.among(some) for some in way] for way in self.ways)
        return frozenset(name for way in ways if all(way) for part in way for name in part)


@dataclass(frozen=True)
class Together:
    """What the entries of one date say together: each sign with its onsets, and whether anything twitched."""

    day: date
    signs: Mapping[str, frozenset[Onset]]
    twitch: bool

    def among(self, some: Some) -> frozenset[str]:
        """Those of the signs that are there; none where they are too few."""
        here = (name for name in some.names if name in self.signs)
        found = frozenset(name for name in here if not some.sudden or self.signs[name] & SUDDEN)
        return found if len(found) >= some.least else frozenset()


def together(day: date, entries: Iterable[Day | Episode], twitch: bool = False) -> Together:
    """The entries of one date as one. `twitch` says that something twitched then, whatever the entries are."""
    signs: dict[str, frozenset[Onset]] = defaultdict(frozenset)
    for entry in entries:
        twitch = twitch or isinstance(entry, Episode)
        for sign in entry.signs:
            signs[sign.name] |= {sign.onset}
    return Together(day, signs, twitch or "nearly_nonstop" in signs)

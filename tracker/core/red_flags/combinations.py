"""Signs that belong together in an emergency: which of them, how they began, how many, and under which conditions.

Plain data, because two read it: the rules here, and the script of a page that cannot reach the diary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.records import Day, Episode, Onset, Sign
from tracker.core.red_flags.jerks import jerks_as_signs

SUDDEN = frozenset({Onset.SUDDEN, Onset.UNSURE})
"""`unsure` counts as sudden in every rule for what cannot wait."""

TWITCH, PREGNANT, INJECTED, NEW_MEDICINE = "twitch", "pregnant", "injected", "new_medicine"
"""Conditions of a date: something twitched; the person is pregnant; an injection, or a new medicine that raises
serotonin or blocks dopamine, lies not long before."""


@dataclass(frozen=True)
class AtLeast:
    """At least so many of these signs; where `sudden`, only those count that were sudden or not sure."""

    names: tuple[str, ...]
    sudden: bool = False
    least: int = 1


@dataclass(frozen=True)
class Alternative:
    """Matches when all parts are there and all conditions in `given` hold on that date."""

    parts: tuple[AtLeast, ...]
    given: tuple[str, ...] = ()


@dataclass(frozen=True)
class Combination:
    """Matches in any of its ways."""

    ways: tuple[Alternative, ...]

    def found(self, on: DaySigns) -> frozenset[str]:
        """The signs that match, of all ways that do."""
        names: set[str] = set()
        for way in self.ways:
            if on.given.issuperset(way.given):
                parts = [on.among(some) for some in way.parts]
                if all(parts):
                    names.update(*parts)
        return frozenset(names)


@dataclass(frozen=True)
class DaySigns:
    """What the entries of one date say together: each sign with its onsets, and the conditions that hold then."""

    day: date
    signs: Mapping[str, frozenset[Onset]]
    given: frozenset[str]

    def among(self, some: AtLeast) -> frozenset[str]:
        """Those of the signs that are there; none where they are too few."""
        here = (name for name in some.names if name in self.signs)
        found = frozenset(name for name in here if not some.sudden or self.signs[name] & SUDDEN)
        return found if len(found) >= some.least else frozenset()


def day_signs(day: date, entries: Iterable[Day | Episode], given: Iterable[str] = ()) -> DaySigns:
    """The entries of one date as one. `given` are conditions that hold then, whatever the entries are."""
    signs: list[Sign] = []
    conditions = set(given)
    for entry in entries:
        signs += entry.signs
        if isinstance(entry, Episode):
            conditions.add(TWITCH)
            signs += jerks_as_signs(entry)
    return combine_signs(day, signs, conditions)


def combine_signs(day: date, signs: Iterable[Sign], given: Iterable[str] = ()) -> DaySigns:
    """Signs of one date as one."""
    onsets: dict[str, frozenset[Onset]] = defaultdict(frozenset)
    for sign in signs:
        onsets[sign.name] |= {sign.onset}
    conditions = frozenset(given) | ({TWITCH} if "nearly_nonstop" in onsets else frozenset())
    return DaySigns(day, onsets, conditions)

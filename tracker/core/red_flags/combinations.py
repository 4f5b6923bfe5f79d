"""Combinations of signs and conditions that make an emergency.

Plain data, because the rules here and the script of an offline page share it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tracker.core.records import Day, Episode, Onset, Sign
from tracker.core.red_flags.jerks import jerks_as_signs

SUDDEN = frozenset({Onset.SUDDEN, Onset.UNSURE})
"""In emergency rules `unsure` counts as sudden."""

TWITCH, PREGNANT, INJECTED, NEW_MEDICINE = "twitch", "pregnant", "injected", "new_medicine"
"""Conditions of a date: a twitch; pregnancy; a recent injection; a recent new medicine that raises serotonin or
blocks dopamine."""


@dataclass(frozen=True)
class AtLeast:
    """At least `least` of these signs. With `sudden`, only signs with sudden or unsure onset count."""

    names: tuple[str, ...]
    sudden: bool = False
    least: int = 1


@dataclass(frozen=True)
class Alternative:
    """Matches if all parts match and all conditions in `given` hold on the date."""

    parts: tuple[AtLeast, ...]
    given: tuple[str, ...] = ()


@dataclass(frozen=True)
class Combination:
    """Matches if any of its alternatives (`ways`) does."""

    ways: tuple[Alternative, ...]

    @cached_property
    def signs(self) -> frozenset[str]:
        """Every sign that counts. Without any of them nothing matches, which is so on most days."""
        return frozenset(name for way in self.ways for part in way.parts for name in part.names)

    def matching_signs(self, on: DaySigns) -> frozenset[str]:
        """Return the signs of all alternatives that match."""
        if self.signs.isdisjoint(on.signs):
            return frozenset()
        names: set[str] = set()
        for way in self.ways:
            if on.given.issuperset(way.given):
                parts = [on.matching(part) for part in way.parts]
                if all(parts):
                    names.update(*parts)
        return frozenset(names)


@dataclass(frozen=True)
class DaySigns:
    """All signs of one date with their onsets, and the conditions that hold on it."""

    signs: Mapping[str, frozenset[Onset]]
    given: frozenset[str]

    def matching(self, part: AtLeast) -> frozenset[str]:
        """Return the signs of a part that are present; none if they are too few."""
        present = (name for name in part.names if name in self.signs)
        found = frozenset(name for name in present if not part.sudden or self.signs[name] & SUDDEN)
        return found if len(found) >= part.least else frozenset()


def day_signs(entries: Iterable[Day | Episode], given: Iterable[str] = ()) -> DaySigns:
    """Combine the signs of the entries of one date. `given` are its conditions apart from the entries."""
    signs: list[Sign] = []
    conditions = set(given)
    for entry in entries:
        signs += entry.signs
        if isinstance(entry, Episode):
            conditions.add(TWITCH)
            signs += jerks_as_signs(entry)
    return combine_signs(signs, conditions)


def combine_signs(signs: Iterable[Sign], given: Iterable[str] = ()) -> DaySigns:
    """Combine signs of one date."""
    onsets: dict[str, frozenset[Onset]] = defaultdict(frozenset)
    for sign in signs:
        onsets[sign.name] |= {sign.onset}
    conditions = frozenset(given) | ({TWITCH} if "nearly_nonstop" in onsets else frozenset())
    return DaySigns(onsets, conditions)

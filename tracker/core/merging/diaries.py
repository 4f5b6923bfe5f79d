"""Merge two diaries of one person: match every entry of the other diary to one of mine, or add it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID, uuid5

from tracker.core.merging.difference import Choice, Difference, Filled, keep_mine
from tracker.core.merging.entries import MergedEntry, merge_entries
from tracker.core.merging.watched import merge_watched
from tracker.core.records import Diary, Person, WatchedSign

KINDS = ("days", "episodes", "readings", "medicines", "doses", "injections", "visits", "experiments")
"""The kinds of entries that are counted. Exposures are settings and are not."""

CHECK_IN = "check-in"


@dataclass
class Report:
    """The log of a merge."""

    counts: Counter[str] = field(default_factory=Counter)
    filled: list[Filled] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    taken: list[Difference] = field(default_factory=list)

    def note(self, kind: str, mine: Any, merged: MergedEntry) -> None:
        """Record the result for an entry that is in both diaries."""
        if merged.filled:
            self.filled.append(Filled(kind, mine, merged.filled))
        self.differences += merged.differences
        self.taken += merged.taken


@dataclass(frozen=True)
class MergedDiary:
    """What to write, by kind, and the report.

    `changed` holds entries with my ids. `watched_signs` pairs a changed sign with its old value, None if it is new.
    """

    person: Person
    added: Mapping[str, tuple[Any, ...]]
    changed: Mapping[str, tuple[Any, ...]]
    watched_signs: tuple[tuple[WatchedSign | None, WatchedSign], ...]
    report: Report

    def of_taken_only(self, mine: Diary) -> MergedDiary:
        """Keep only the entries and settings for which a value of the file was chosen."""
        chosen = {(one.kind, getattr(one.entry, "id", None)) for one in self.report.taken}
        signs = [one.entry for one in self.report.taken if one.kind == "watched_signs"]
        return replace(
            self,
            person=self.person if ("person", None) in chosen else mine.person,
            added=dict.fromkeys(self.added, ()),
            changed={
                kind: tuple(entry for entry in entries if (kind, entry.id) in chosen)
                for kind, entries in self.changed.items()
            },
            watched_signs=tuple(pair for pair in self.watched_signs if pair[0] in signs),
        )


def merge_diaries(mine: Diary, theirs: Diary, choose: Choice = keep_mine) -> MergedDiary:
    """Merge another diary of the same person into mine, which must hold every entry that may match one of theirs.

    Idempotent: merging the same diary again changes nothing.
    """
    report = Report()
    person = merge_entries("person", mine.person, theirs.person, choose)
    report.note("person", mine.person, person)
    added: dict[str, tuple[Any, ...]] = {}
    changed: dict[str, tuple[Any, ...]] = {}
    for kind in ("exposures", *KINDS):
        table = _Table(kind, getattr(mine, kind), choose, report)
        for entry in getattr(theirs, kind):
            table.take_in(entry)
        added[kind], changed[kind] = table.added(), table.changed()
    signs = merge_watched(mine.watched_signs, theirs.watched_signs, choose, report.note)
    return MergedDiary(person.value, added, changed, signs, report)


def part_of(theirs: Diary, differences: Iterable[Difference]) -> Diary:
    """Return the part of another diary that is needed to apply the values of these differences later."""
    about = list(differences)
    wanted = {(one.kind, one.other.id) for one in about if one.kind in ("exposures", *KINDS)}
    kept: dict[str, Any] = {
        kind: tuple(one for one in getattr(theirs, kind) if (kind, one.id) in wanted) for kind in KINDS
    }
    tracked = {reading.exposure for reading in kept["readings"]}
    courses = {dose.medicine for dose in kept["doses"]}
    kept["medicines"] = tuple(one for one in theirs.medicines if one in kept["medicines"] or one.id in courses)
    return replace(
        theirs,
        exposures=tuple(one for one in theirs.exposures if one.key in tracked or ("exposures", one.id) in wanted),
        watched_signs=tuple(one.other for one in about if one.kind == "watched_signs"),
        **kept,
    )


class _Table:
    """The entries of one kind, as they become: first mine, in their order, then those that are added."""

    def __init__(self, kind: str, mine: Sequence[Any], choose: Choice, report: Report) -> None:
        self.kind, self.mine, self.choose, self.report = kind, mine, choose, report
        self.now = list(mine)
        self.ids = {entry.id for entry in mine}
        self.met: set[int] = set()
        self.place_of = {name: place for place, entry in enumerate(mine) for name in unique_names(kind, entry)}

    def take_in(self, theirs: Any) -> None:
        """Add an entry, or merge it with the one that is here."""
        first, *others = unique_names(self.kind, theirs)
        if self.kind == "readings":
            # Its id may have been taken by something else before, so that it is here under another one.
            others.append(other_id(theirs.id))
        places = [self.place_of[name] for name in (first, *others) if name in self.place_of]
        free = places[:1] if first in self.place_of else [place for place in places if place not in self.met]
        if free:
            self.met.add(free[0])
            self._merge(free[0], theirs)
        elif places and theirs.external_id:
            self.take_in(self._without_outside_name(places[0], theirs))
        else:
            self._add(theirs)

    def added(self) -> tuple[Any, ...]:
        """Entries that are new."""
        return tuple(self.now[len(self.mine) :])

    def changed(self) -> tuple[Any, ...]:
        """Entries that were here and say more than before, or something else."""
        return tuple(new for old, new in zip(self.mine, self.now, strict=False) if new is not old)

    def _add(self, theirs: Any) -> None:
        while theirs.id in self.ids:
            theirs = replace(theirs, id=other_id(theirs.id))
        self.ids.add(theirs.id)
        self.met.add(len(self.now))
        self.place_of |= dict.fromkeys(unique_names(self.kind, theirs), len(self.now))
        self.now.append(theirs)
        self._count("added")

    def _merge(self, place: int, theirs: Any) -> None:
        mine = self.now[place]
        if theirs == mine or replace(theirs, id=mine.id) == mine:
            self._count("unchanged")
            return
        if any(self.place_of.get(name, place) != place for name in unique_names(self.kind, theirs)):
            theirs = self._without_outside_name(place, theirs)
        merged = merge_entries(self.kind, mine, theirs, self.choose)
        self.report.note(self.kind, mine, merged)
        if merged.value != mine:
            for name in unique_names(self.kind, mine):
                del self.place_of[name]
            self.place_of |= dict.fromkeys(unique_names(self.kind, merged.value), place)
            self.now[place] = merged.value
        self._count("different" if merged.differences else "unchanged" if merged.value == mine else "merged")

    def _without_outside_name(self, place: int, theirs: Any) -> Any:
        """A value whose name from outside is that of another value here by now."""
        mine = self.now[place]
        ids = (mine.external_id,), (theirs.external_id,)
        self.report.differences.append(Difference(self.kind, mine, theirs, ("external_id",), *ids, is_settled=True))
        return replace(theirs, external_id="" if mine.external_id == theirs.external_id else mine.external_id)

    def _count(self, what: str) -> None:
        if self.kind in KINDS:
            self.report.counts[what] += 1


def unique_names(kind: str, entry: Any) -> tuple[Hashable, ...]:
    """What only one entry of its kind in a diary can be called. Where there are several, the first one counts most.

    A check-in is found by its date, and a value in it by that and its exposure, whatever ids two devices gave them.
    """
    if kind == "days":
        return (entry.local_date,)
    if kind == "exposures":
        return (entry.key,)
    if kind == "readings":
        in_check_in = ((entry.exposure, entry.local_date),) if entry.source == CHECK_IN else ()
        from_outside = ((entry.source, entry.external_id),) if entry.external_id else ()
        return in_check_in + from_outside or (entry.id,)
    return (entry.id,)


def other_id(taken: UUID) -> UUID:
    """The id of an entry whose own id is that of something else here: always the same, so that it is found again."""
    return uuid5(taken, "merged")

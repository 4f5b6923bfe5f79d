"""What importing readings would change in a diary. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import isclose

from tracker.core.records import Reading

ExposureDay = tuple[str, date]


@dataclass(frozen=True)
class Clash:
    """A date on which the diary has values of an exposure already, from elsewhere."""

    exposure: str
    day: date
    mine: tuple[Reading, ...]
    theirs: tuple[Reading, ...]


@dataclass(frozen=True)
class ImportPlan:
    """What an import would do.

    `added` are new readings, `updated` pairs a reading of an earlier import with its new value. `unchanged` counts
    those that are here, `deleted` those that the person deleted, `edited` those that they changed: all three stay as
    they are. `replaced` are the person's own readings that give way in a clash.
    """

    added: tuple[Reading, ...] = ()
    updated: tuple[tuple[Reading, Reading], ...] = ()
    unchanged: int = 0
    deleted: int = 0
    edited: int = 0
    clashes: tuple[Clash, ...] = ()
    replaced: tuple[Reading, ...] = ()

    @property
    def writes(self) -> int:
        """How many values would be written."""
        return len(self.added) + len(self.updated)


def plan_import(
    theirs: Iterable[Reading],
    mine: Collection[Reading],
    written: Mapping[tuple[str, str], float],
    take: Container[ExposureDay] = (),
) -> ImportPlan:
    """Plan an import.

    Parameters: `mine` are the readings of the diary on the same dates or with the same external ids. `written` maps
    source and external id to the value that an import wrote last. `take` are the exposures and dates on which
    the file's values replace those of the diary.
    """
    every = list(theirs)
    here = {(one.source, one.external_id): one for one in mine if one.external_id}
    ids = {one.id for one in mine}
    others = _of_other_sources(every, mine)
    added: list[Reading] = []
    updated: list[tuple[Reading, Reading]] = []
    clashes: defaultdict[ExposureDay, list[Reading]] = defaultdict(list)
    counts = {"unchanged": 0, "deleted": 0, "edited": 0}
    for one in every:
        name, key = (one.source, one.external_id), (one.exposure, one.local_date)
        old = here.get(name)
        if old is None and one.id in ids:
            # Changed by hand, it is the person's own and has another source.
            counts["edited"] += 1
        elif old is None and name in written:
            counts["deleted"] += 1
        elif old is None and key in others and key not in take:
            clashes[key].append(one)
        elif old is None:
            added.append(one)
        elif _same(old.value, one.value):
            counts["unchanged"] += 1
        elif not _same(written.get(name), old.value):
            counts["edited"] += 1
        else:
            updated.append((old, replace(old, value=one.value)))
    taken = {(one.exposure, one.local_date) for one in added} & others.keys()
    return ImportPlan(
        tuple(added),
        tuple(updated),
        clashes=tuple(Clash(*key, tuple(others[key]), tuple(found)) for key, found in sorted(clashes.items())),
        replaced=tuple(one for key in sorted(taken) for one in others[key]),
        **counts,
    )


def _of_other_sources(theirs: Iterable[Reading], mine: Iterable[Reading]) -> Mapping[ExposureDay, list[Reading]]:
    """The readings of the diary on the same dates that come from elsewhere than the file's values of that date."""
    sources: defaultdict[ExposureDay, set[str]] = defaultdict(set)
    for one in theirs:
        sources[one.exposure, one.local_date].add(one.source)
    found: defaultdict[ExposureDay, list[Reading]] = defaultdict(list)
    for one in mine:
        key = (one.exposure, one.local_date)
        if key in sources and one.source not in sources[key]:
            found[key].append(one)
    return found


def _same(first: float | None, second: float) -> bool:
    return first is not None and isclose(first, second, rel_tol=1e-6, abs_tol=1e-6)

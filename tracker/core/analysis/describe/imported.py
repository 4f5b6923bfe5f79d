"""On how many days the values of an exposure came from another app's file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.core.records import Reading
from tracker.core.reference.import_sources import is_imported


@dataclass(frozen=True)
class ImportedDays:
    """One exposure: the days with a value, and how many of them each source gave, the largest first."""

    exposure: str
    days: int
    sources: tuple[tuple[str, int], ...]


def imported_days(readings: Iterable[Reading]) -> tuple[ImportedDays, ...]:
    """The exposures with imported values, by key."""
    return tuple(
        one
        for key, dates in sorted(_dates(readings).items())
        if (one := counted(key, len(set().union(*dates.values())), dates)).sources
    )


def counted(exposure: str, days: int, dates: Mapping[str, set[date]]) -> ImportedDays:
    """Count the dates of each imported source."""
    counts = [(source, len(found)) for source, found in dates.items() if found and is_imported(source)]
    return ImportedDays(exposure, days, tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0]))))


def _dates(readings: Iterable[Reading]) -> Mapping[str, Mapping[str, set[date]]]:
    """The dates of each source, by exposure."""
    found: defaultdict[str, defaultdict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    for one in readings:
        found[one.exposure][one.source].add(one.local_date)
    return found

"""Apply the person's choices to what a file says: one source per exposure and date, no twins, nothing odd unasked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from tracker.core.formats.imports.targets import target
from tracker.core.formats.imports.twins import twins
from tracker.core.formats.imports.values import Candidate, Collected, DoseTaken


@dataclass(frozen=True)
class Options:
    """What the person ticked. `off` and `on` are keys of sources, each where it differs from what is preset."""

    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    with_naps: bool = False
    with_odd: bool = False

    def takes(self, candidate: Candidate | DoseTaken) -> bool:
        """Whether the source of a value, or the medicine of a dose, is ticked."""
        key = candidate.source_key
        return key in self.on if candidate.on_request else key not in self.off


@dataclass(frozen=True)
class Source:
    """One line of *where it comes from*: how many days it has, and how many of them another source gives."""

    key: str
    exposure: str
    name: str
    days: int
    is_in_bed: bool
    is_ticked: bool
    doubles: int


@dataclass(frozen=True)
class MedicineDoses:
    """A medicine of the file, with the number of its doses."""

    key: str
    name: str
    doses: int
    is_ticked: bool


@dataclass(frozen=True)
class Chosen:
    """What would be saved: `values` and `doses`; and what would not: `naps`, `twins` and `odd`."""

    values: tuple[Candidate, ...]
    naps: tuple[Candidate, ...]
    twins: tuple[Candidate, ...]
    odd: tuple[Candidate, ...]
    sources: tuple[Source, ...]
    doses: tuple[DoseTaken, ...] = ()
    medicines: tuple[MedicineDoses, ...] = ()

    def totals(self) -> dict[str, dict[date, float]]:
        """The value of each exposure by date, where its readings add up."""
        found: defaultdict[str, defaultdict[date, list[float]]] = defaultdict(lambda: defaultdict(list))
        for one in self.values:
            found[one.exposure][one.day].append(one.value)
        return {key: {day: fsum(values) for day, values in days.items()} for key, days in found.items()}


def choose(collected: Collected, options: Options = Options()) -> Chosen:
    """Choose the values to save."""
    ticked = [one for one in collected.candidates if options.takes(one)]
    drinks = [one for one in ticked if one.at is not None]
    same = twins(drinks)
    is_twin = {one.external_id for one in same}
    whole_days = [one for one in ticked if one.at is None]
    kept, naps = _best_of_each_day(whole_days, with_naps=options.with_naps)
    values = [one for one in drinks if one.external_id not in is_twin] + kept
    odd = _odd(values)
    is_odd = {(one.exposure, one.day) for one in odd}
    if not options.with_odd:
        values = [one for one in values if (one.exposure, one.day) not in is_odd]
    sources = tuple(_sources(collected, options, kept, same))
    doses = tuple(one for one in collected.doses if options.takes(one))
    medicines = tuple(_medicines(collected, options))
    return Chosen(tuple(values), tuple(naps), tuple(same), tuple(odd), sources, doses, medicines)


def _medicines(collected: Collected, options: Options) -> Iterator[MedicineDoses]:
    """Yield the medicines of the file, those with the most doses first."""
    first: dict[str, DoseTaken] = {}
    for one in collected.doses:
        first.setdefault(one.source_key, one)
    for key, doses in Counter(one.source_key for one in collected.doses).most_common():
        yield MedicineDoses(key, first[key].medicine, doses, options.takes(first[key]))


def _best_of_each_day(candidates: list[Candidate], *, with_naps: bool) -> tuple[list[Candidate], list[Candidate]]:
    """Choose one source per exposure and date, and return the naps beside.

    The best rank wins, among equals the source with the most days.
    """
    days = Counter(one.source_key for one in candidates if not one.is_nap)
    by_day: defaultdict[tuple[str, date], list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_day[one.exposure, one.day].append(one)
    kept: list[Candidate] = []
    naps: list[Candidate] = []
    for group in by_day.values():
        whole = [one for one in group if not one.is_nap]
        best = min(whole, key=lambda one: (one.rank, -days[one.source_key], one.source), default=None)
        own_naps = [one for one in group if one.is_nap and (best is None or one.source_key == best.source_key)]
        if best is None:
            # Without a night, naps are all that is known of this date.
            naps += own_naps
            continue
        if with_naps and own_naps:
            best = replace(
                best,
                value=fsum([best.value, *(one.value for one in own_naps)]),
                spans=best.spans + tuple(span for one in own_naps for span in one.spans),
            )
        else:
            naps += own_naps
        kept.append(best)
    return kept, naps


def _odd(values: Iterable[Candidate]) -> list[Candidate]:
    """Return the values of days whose total is possible, but unlikely."""
    by_day: defaultdict[tuple[str, date], list[Candidate]] = defaultdict(list)
    for one in values:
        by_day[one.exposure, one.day].append(one)
    found: list[Candidate] = []
    for (exposure, _day), group in by_day.items():
        plausible = target(exposure).plausible
        total = fsum(one.value for one in group)
        if plausible and total and not plausible[0] <= total <= plausible[1]:
            found += group
    return found


def _sources(collected: Collected, options: Options, kept: list[Candidate], same: list[Candidate]) -> Iterator[Source]:
    """Yield the sources of each exposure, those with the most days first."""
    days: defaultdict[str, set[date]] = defaultdict(set)
    first: dict[str, Candidate] = {}
    for one in collected.candidates:
        days[one.source_key].add(one.day)
        first.setdefault(one.source_key, one)
    chosen = {(one.source_key, one.day) for one in kept}
    given = {(one.exposure, one.day) for one in kept}
    twin_days = Counter(one.source_key for one in same)
    for key, found in sorted(days.items(), key=lambda pair: (first[pair[0]].exposure, -len(pair[1]), pair[0])):
        one = first[key]
        doubles = sum((key, day) not in chosen and (one.exposure, day) in given for day in found)
        is_in_bed = key.endswith("|in bed")
        yield Source(
            key, one.exposure, one.source, len(found), is_in_bed, options.takes(one), doubles + twin_days[key]
        )

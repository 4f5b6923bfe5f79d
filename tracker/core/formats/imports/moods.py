"""Moods that a file has as names only: the person gives each name a number, or leaves it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tracker.core.formats.imports.mood_names import mood_key
from tracker.core.formats.imports.reduction import MAX_EXAMPLES
from tracker.core.formats.imports.targets import OWN_BY_KEY
from tracker.core.formats.imports.values import Candidate, Collected, LeftOut, LeftOutGroup, NamedMoodDay
from tracker.core.reference.words import gettext_noop as _

MOOD = "mood"
WORST, BEST = 1, 5
MAX_ASKED_MOODS = 30

NO_NUMBER_YET = _("The mood “%(mood)s” has no number that Levator knows.")


@dataclass(frozen=True)
class MoodName:
    """A mood without a number: its key for `with_numbers`, its name, and the number of its days."""

    key: str
    name: str
    days: int


def mood_names(collected: Collected) -> list[MoodName]:
    """Return the moods without a number, those with the most days first."""
    days: defaultdict[str, set[date]] = defaultdict(set)
    names: dict[str, str] = {}
    for one in collected.named_moods:
        key = mood_key(one.name)
        days[key].add(one.day)
        names.setdefault(key, one.name)
    return sorted((MoodName(key, names[key], len(days[key])) for key in days), key=lambda one: (-one.days, one.key))


def with_numbers(collected: Collected, numbers: Mapping[str, int]) -> Collected:
    """Make values of the moods whose key has a number, and say that the others are left out.

    The mood of a day is the mean of all its entries, those that the app has a number for included.
    """
    if not collected.named_moods:
        return collected
    by_day: defaultdict[tuple[str, date, str, str], list[NamedMoodDay]] = defaultdict(list)
    for one in collected.named_moods:
        if mood_key(one.name) in numbers:
            by_day[MOOD, one.day, one.source, one.origin].append(one)
    candidates = []
    for day in collected.candidates:
        named = by_day.pop((day.exposure, day.day, day.source, day.origin), ())
        candidates.append(_mean(day, named, numbers) if named else day)
    # On the other days no entry has a number in the file.
    candidates += [_mean(_empty_day(named[0]), named, numbers) for named in by_day.values()]
    exposures = {one.key: one for one in collected.exposures}
    if by_day:
        exposures.setdefault(MOOD, OWN_BY_KEY[MOOD])
    return replace(
        collected,
        # The sort is stable: drinks of a day stay in the order of their clock times.
        candidates=tuple(sorted(candidates, key=lambda one: (one.exposure, one.day))),
        left_out=(*collected.left_out, *_left_out(collected, numbers)),
        exposures=tuple(exposures.values()),
        named_moods=(),
    )


def _empty_day(one: NamedMoodDay) -> Candidate:
    """The day of an entry, before its entries are counted."""
    name = f"{MOOD}|{one.day.isoformat()}"
    return Candidate(
        MOOD, one.day, 0.0, one.source, external_id=name, count=0, file=one.file, line=one.line, origin=one.origin
    )


def _mean(day: Candidate, named: Collection[NamedMoodDay], numbers: Mapping[str, int]) -> Candidate:
    """The day with these entries added to its mean."""
    count = day.count + sum(one.count for one in named)
    # Moods are whole numbers, so their sum is, too: this takes back the rounding of the mean.
    total = round(day.value * day.count) + sum(numbers[mood_key(one.name)] * one.count for one in named)
    return replace(day, value=round(total / count, 6), count=count)


def _left_out(collected: Collected, numbers: Mapping[str, int]) -> Iterator[LeftOutGroup]:
    """Yield a group for each name without a number, and one for all names that nobody is asked about."""
    asked = {one.key for one in mood_names(collected)[:MAX_ASKED_MOODS]}
    groups: defaultdict[str, list[NamedMoodDay]] = defaultdict(list)
    for one in collected.named_moods:
        if (key := mood_key(one.name)) not in numbers:
            groups[key if key in asked else ""].append(one)
    for named in groups.values():
        examples = tuple(LeftOut(NO_NUMBER_YET, {"mood": one.name}, one.file, one.line) for one in named)
        yield LeftOutGroup(NO_NUMBER_YET, sum(one.count for one in named), examples[:MAX_EXAMPLES])

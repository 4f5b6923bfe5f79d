"""Nights and naps from the sleeps of one source.

A sleep belongs to the date on which it ends. The night of a date is its longest sleep, with every other that began
before noon of that date: a broken night is two sleeps in most apps. What remains are naps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.core.formats.imports.times import local_date
from tracker.core.formats.imports.values import Rank, Sleep, Where

LARGEST_GAP = timedelta(hours=1)
"""Pieces of one source that are closer together are one sleep."""

NOON = 12


@dataclass(frozen=True)
class Night:
    """The sleep of one date, or a nap. `asleep_s` counts every minute once."""

    day: date
    asleep_s: float
    spans: tuple[tuple[datetime, datetime], ...]
    rank: Rank
    zone: str
    is_nap: bool
    count: int
    where: Where


@dataclass(frozen=True)
class _Whole:
    """A whole sleep, of one or many pieces."""

    sleep: Sleep
    asleep_s: float
    count: int = 1

    @property
    def day(self) -> date:
        return self.sleep.day or local_date(self.sleep.end, self.sleep.zone)

    @property
    def began_before_noon(self) -> bool:
        start = self.sleep.start.astimezone(ZoneInfo(self.sleep.zone))
        return start.date() < self.day or (start.date() == self.day and start.hour < NOON)


def nights(sleeps: Iterable[Sleep]) -> list[Night]:
    """Return the nights and naps of one source, by date."""
    every = sorted(sleeps, key=lambda one: (one.start, one.end))
    pieces = [one for one in every if one.asleep_s is None]
    whole = [_Whole(one, one.asleep_s) for one in every if one.asleep_s is not None]
    by_day: defaultdict[date, list[_Whole]] = defaultdict(list)
    for sleep in (*_joined(pieces), *_without_overlaps(whole)):
        by_day[sleep.day].append(sleep)
    return [night for day in sorted(by_day) for night in _of_one_date(day, by_day[day])]


def _joined(pieces: list[Sleep]) -> Iterator[_Whole]:
    """Join sorted pieces that are less than an hour apart. Overlapping minutes count once."""
    group: list[Sleep] = []
    reached = datetime.min.replace(tzinfo=UTC)
    for piece in pieces:
        if group and piece.start - reached >= LARGEST_GAP:
            yield _whole(group)
            group = []
        reached = max(reached, piece.end) if group else piece.end
        group.append(piece)
    if group:
        yield _whole(group)


def _whole(pieces: list[Sleep]) -> _Whole:
    """One sleep of its pieces."""
    last = max(pieces, key=lambda one: one.end)
    rank = min(one.rank for one in pieces)
    seconds = covered_s((one.start.timestamp(), one.end.timestamp()) for one in pieces)
    return _Whole(replace(pieces[0], end=last.end, zone=last.zone, rank=rank), seconds, len(pieces))


def _without_overlaps(sleeps: list[_Whole]) -> Iterator[_Whole]:
    """Of whole sleeps that overlap, keep the one with more sleep: a person sleeps once at a time."""
    current: _Whole | None = None
    for sleep in sleeps:
        if current is None or sleep.sleep.start >= current.sleep.end:
            if current:
                yield current
            current = sleep
        elif (sleep.asleep_s, -sleep.sleep.rank) > (current.asleep_s, -current.sleep.rank):
            current = sleep
    if current:
        yield current


def _of_one_date(day: date, sleeps: list[_Whole]) -> Iterator[Night]:
    """Yield the night of a date, if there is one, and its naps."""
    candidates = [one for one in sleeps if not one.sleep.is_nap]
    if not candidates:
        yield from (_night(day, [one], is_nap=True) for one in sleeps)
        return
    longest = max(candidates, key=lambda one: one.asleep_s)
    night = [one for one in candidates if one is longest or one.began_before_noon]
    yield _night(day, night, is_nap=False)
    yield from (_night(day, [one], is_nap=True) for one in sleeps if one not in night)


def _night(day: date, sleeps: list[_Whole], *, is_nap: bool) -> Night:
    return Night(
        day,
        sum(one.asleep_s for one in sleeps),
        tuple((one.sleep.start, one.sleep.end) for one in sleeps),
        min(one.sleep.rank for one in sleeps),
        sleeps[-1].sleep.zone,
        is_nap,
        sum(one.count for one in sleeps),
        sleeps[0].sleep.where,
    )


def covered_s(spans: Iterable[tuple[float, float]]) -> float:
    """Return how much of a line these stretches cover together."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total

"""Vignettes, and short functions to write their diaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from tracker.core.records import (
    Day,
    Diary,
    Episode,
    Feel,
    Injected,
    Injection,
    Medicine,
    Onset,
    Person,
    Place,
    Sign,
    Visit,
)

TODAY = date(2026, 5, 31)
SOMEBODY = Person(time_zone="Europe/London", country="GB")
KINDS = {"days": Day, "episodes": Episode, "medicines": Medicine, "injections": Injection, "visits": Visit}


@dataclass(frozen=True)
class Story:
    """One vignette. Levels and rules are words separated by spaces, as in expected.csv."""

    name: str
    expected: str
    accepted: str
    title: str
    why: str
    source: str
    diary: Diary
    must_show: str = ""
    must_not_show: str = ""


_ids = count(1)


def new_id() -> UUID:
    """Return the next id, unique over all vignettes."""
    return UUID(int=next(_ids))


def ago(days: int) -> date:
    """The date that many days before TODAY."""
    return TODAY - timedelta(days=days)


def signs(words: Iterable[str]) -> tuple[Sign, ...]:
    """Signs written as `face_droop sudden`."""
    return tuple(Sign(name, Onset(onset)) for name, onset in (word.split() for word in words))


def twitch(days: Iterable[int], places: str, *noted: str, feel: str = "flutter", seconds: int = 20,
           at: int = 10, **fields: Any) -> list[Episode]:  # fmt: skip
    """One episode on each of these days ago, at places written as `calf:left hand:left`."""
    where = tuple(map(Place.parse, places.split()))
    return [
        Episode(new_id(), datetime.combine(ago(n), time(at), UTC), "Europe/London", ago(n), seconds, places=where,
                feel=Feel(feel) if feel else None, signs=signs(noted), **fields)
        for n in days
    ]  # fmt: skip


def check_in(days: int, *noted: str, **fields: Any) -> Day:
    """A check-in with signs."""
    return Day(new_id(), ago(days), signs=signs(noted), **fields)


def quiet(days: Iterable[int]) -> list[Day]:
    """Check-ins that say *no twitch*."""
    return [Day(new_id(), ago(n), no_twitch=True) for n in days]


def answered(days: Iterable[int], **fields: Any) -> list[Day]:
    """Check-ins that say *none of these signs*."""
    return [Day(new_id(), ago(n), no_other_signs=True, **fields) for n in days]


def medicine(name: str, started: int, raised: int | None = None, **fields: Any) -> Medicine:
    """A course that began `started` days ago, and was perhaps raised `raised` days ago."""
    return Medicine(new_id(), name, ago(started), None if raised is None else ago(raised), **fields)


def injection(days: int, places: str, next_due: int | None = None) -> Injection:
    """Botulinum toxin; `next_due` is in days from today."""
    spots = tuple(Injected(Place.parse(place), 2.5) for place in places.split())
    return Injection(new_id(), ago(days), "Botox", spots, None if next_due is None else ago(-next_due))


def visit(days: int, who: str, findings: str, agreed: str = "") -> Visit:
    """A visit to a doctor, with what was found."""
    return Visit(new_id(), ago(days), who, findings=findings, agreed=agreed)


def diary(*entries: Any, person: Person = SOMEBODY) -> Diary:
    """Return a diary of these entries, given singly or in lists."""
    flat = list(_flat(entries))
    by_kind = {
        name: tuple(sorted((e for e in flat if isinstance(e, kind)), key=_order)) for name, kind in KINDS.items()
    }
    first = min(entry.local_date for entry in (*by_kind["days"], *by_kind["episodes"]))
    return Diary(person, first, TODAY, **by_kind)


def _flat(entries: Iterable[Any]) -> Iterator[Any]:
    for entry in entries:
        yield from entry if isinstance(entry, list) else [entry]


def _order(entry: Any) -> tuple[str, UUID]:
    when = getattr(entry, "onset", None) or getattr(entry, "local_date", None) or getattr(entry, "day", "")
    return str(when), entry.id

"""The one door between tables and values: load a diary, save a diary, put in one entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from django.db import models, transaction

from tracker import records
from tracker.models import Day, Entry, Episode, Exposure, Reading, User
from tracker.records import Diary
from tracker.reference.limits import FUTURE_SLACK

NO_ENTRY_YET = date(2000, 1, 1)
"""First and last day of a diary in which nothing was ever logged."""


def load(user: User, first_day: date, last_day: date) -> Diary:
    """The diary of a period, both days included. Four queries, however long it is."""
    period = Diary(user.person(), first_day, last_day)
    exposures = list(user.exposures.all())
    keys = {exposure.pk: exposure.key for exposure in exposures}
    return Diary(
        person=user.person(),
        first_day=first_day,
        last_day=last_day,
        days=tuple(day.record() for day in user.days.between(period)),
        episodes=tuple(episode.record() for episode in user.episodes.between(period)),
        exposures=tuple(exposure.record() for exposure in exposures),
        readings=tuple(reading.record(keys[reading.exposure_id]) for reading in user.readings.between(period)),
    )


def load_all(user: User) -> Diary:
    """Everything ever logged, from the first entry to the last."""
    first, last = span(user)
    return load(user, first or NO_ENTRY_YET, last or NO_ENTRY_YET)


def span(user: User) -> tuple[date | None, date | None]:
    """First and last local date with an entry; (None, None) for an empty diary."""
    ends = [
        entries.aggregate(first=models.Min("local_date"), last=models.Max("local_date"))
        for entries in (user.days, user.episodes, user.readings)
    ]
    firsts = [end["first"] for end in ends if end["first"]]
    lasts = [end["last"] for end in ends if end["last"]]
    return min(firsts, default=None), max(lasts, default=None)


class Outcome(Enum):
    """What became of an entry that was put in."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    STALE = "stale"


@dataclass(frozen=True)
class Put:
    """The row as it is now, and what happened to it. After STALE nothing was written."""

    row: Any
    outcome: Outcome


ROWS: dict[type, type[Entry]] = {
    records.Day: Day,
    records.Episode: Episode,
    records.Exposure: Exposure,
    records.Reading: Reading,
}


@transaction.atomic
def put(user: User, value: Any, version: int = 1, exposure: Exposure | None = None) -> Put:
    """Add an entry, or change it if it still is the version that the edit began from.

    The same value sent again, once or ten times at once, changes nothing and is no error. A different value
    for an entry that somebody changed meanwhile is STALE: the caller shows both. A reading brings its exposure.
    """
    table = ROWS[type(value)]
    # The owner's row is the lock: on PostgreSQL it makes two identical posts wait for one another; SQLite has
    # taken its one write lock already.
    User.objects.select_for_update().get(pk=user.pk)
    row = table.objects.filter(user=user, client_id=value.id).first()
    if row is None:
        row = table.from_record(value, exposure) if exposure else table.from_record(value)
        row.user = user
        row.save(force_insert=True)
        return Put(row, Outcome.ADDED)
    return _change(row, value, version)


def _change(row: Any, value: Any, version: int) -> Put:
    if row.record() == value:
        return Put(row, Outcome.SAME)
    if row.version != version:
        return Put(row, Outcome.STALE)
    row.fill(value)
    row.version += 1
    row.save()
    return Put(row, Outcome.CHANGED)


def add_built_in_exposures(user: User) -> None:
    """Give a new account a row for everything that can be tracked."""
    rows = Exposure.built_in()
    for row in rows:
        row.user = user
    Exposure.objects.bulk_create(rows, ignore_conflicts=True)


@dataclass(frozen=True)
class Saved:
    """What an import did: entries added, and entries that were there already."""

    added: int
    already_there: int


class NotSaved(Exception):
    """A diary that was not saved, not even in part. Its text says why, in plain words."""


@transaction.atomic
def save(user: User, diary: Diary, now: datetime) -> Saved:
    """Add everything in the diary that is not there yet; all or nothing.

    An empty account also takes over the settings and the exposures as they are in the diary, so that an export
    of it gives the same bytes again. An account with entries keeps its own.
    """
    _refuse_future(diary, now)
    User.objects.select_for_update().get(pk=user.pk)
    if span(user) == (None, None):
        _take_over(user, diary)
    _add_missing_exposures(user, diary)
    exposures = {row.key: row for row in user.exposures.all()}
    days = _add(user.days, [Day.from_record(day) for day in diary.days], _date_of)
    episodes = _add(user.episodes, [Episode.from_record(episode) for episode in diary.episodes], _nothing)
    rows = [Reading.from_record(reading, exposures[reading.exposure]) for reading in diary.readings]
    readings = _add(user.readings, rows, _same_reading)
    added = days + episodes + readings
    return Saved(added, len(diary.days) + len(diary.episodes) + len(diary.readings) - added)


def _refuse_future(diary: Diary, now: datetime) -> None:
    latest = now + FUTURE_SLACK
    late = [e.onset.date() for e in diary.episodes if e.onset > latest]
    late += [entry.local_date for entry in (*diary.days, *diary.readings) if entry.local_date > latest.date()]
    if late:
        raise NotSaved(f"an entry lies in the future ({min(late)})")


def _take_over(user: User, diary: Diary) -> None:
    for name, value in vars(diary.person).items():
        setattr(user, name, value)
    user.save()
    if diary.exposures:
        user.exposures.all().delete()


def _add_missing_exposures(user: User, diary: Diary) -> None:
    held = set(user.exposures.values_list("key", flat=True))
    missing = [
        Exposure.from_record(exposure, position)
        for position, exposure in enumerate(diary.exposures)
        if exposure.key not in held
    ]
    for row in missing:
        row.user = user
    Exposure.objects.bulk_create(missing)


def _add(held: Any, rows: list[Any], other_name: Any) -> int:
    """Insert the rows of which neither the id nor the other name is held; answers how many."""
    known = {name for row in held.all() for name in _names(row, other_name)}
    fresh = [row for row in rows if not known.intersection(_names(row, other_name))]
    for row in fresh:
        row.user = held.instance
    held.model.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def _names(row: Any, other_name: Any) -> set[Any]:
    return {row.client_id, other_name(row) or row.client_id}


def _nothing(row: Episode) -> None:
    """Two episodes are the same only by their id."""


def _date_of(row: Day) -> date:
    return row.local_date


def _same_reading(row: Reading) -> tuple[Any, ...] | None:
    if row.source == "check-in":
        return row.exposure_id, row.local_date
    return (row.source, row.external_id) if row.external_id else None

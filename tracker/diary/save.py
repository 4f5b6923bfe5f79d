"""A whole diary into the tables: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from tracker.diary.load import span
from tracker.models import Day, Dose, Entry, Episode, Exposure, Injection, Medicine, Reading, User, Visit, WatchedSign
from tracker.models.exposure import CHECK_IN
from tracker.records import Diary
from tracker.reference.limits import FUTURE_SLACK


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
    user.begin_change()
    if _is_empty(user):
        _take_over(user, diary)
    return put_back(user, diary)


@transaction.atomic
def put_back(user: User, diary: Diary) -> Saved:
    """Add the entries that are not there yet, and the exposures they need; settings stay as they are."""
    user.begin_change()
    _add_missing_exposures(user, diary)
    exposures = {row.key: row for row in user.exposures.all()}
    days = _add(user.days, [Day.from_record(day) for day in diary.days], _names_of_day)
    episodes = _add(user.episodes, [Episode.from_record(episode) for episode in diary.episodes], _id)
    rows = [Reading.from_record(reading, exposures[reading.exposure]) for reading in diary.readings]
    readings = _add(user.readings, rows, _names_of_reading)
    added = days + episodes + readings + _put_back_treatments(user, diary)
    return Saved(added, sum(len(getattr(diary, kind)) for kind in KINDS) - added)


KINDS = ("days", "episodes", "readings", "medicines", "doses", "injections", "visits")
"""What an import counts: everything but the exposures, which are the person's arrangement."""


def _put_back_treatments(user: User, diary: Diary) -> int:
    medicines = _add(user.medicines, [Medicine.from_record(medicine) for medicine in diary.medicines], _id)
    courses = {row.client_id: row for row in user.medicines.all()} if diary.doses else {}
    doses = _add(user.doses, [Dose.from_record(dose, courses[dose.medicine]) for dose in diary.doses], _id)
    injections = _add(user.injections, [Injection.from_record(injection) for injection in diary.injections], _id)
    visits = _add(user.visits, [Visit.from_record(visit) for visit in diary.visits], _id)
    return medicines + doses + injections + visits


def _is_empty(user: User) -> bool:
    undated = (user.medicines, user.injections, user.visits)
    return span(user) == (None, None) and not any(table.exists() for table in undated)


def _refuse_future(diary: Diary, now: datetime) -> None:
    latest = now + FUTURE_SLACK
    late = [e.onset.date() for e in diary.episodes if e.onset > latest]
    late += [day.local_date for day in diary.days if day.local_date > latest.date()]
    late += [reading.local_date for reading in diary.readings if reading.local_date > latest.date()]
    late += [dose.local_date for dose in diary.doses if dose.at > latest]
    late += [injection.day for injection in diary.injections if injection.day > latest.date()]
    if late:
        raise NotSaved(f"an entry lies in the future ({min(late)})")


def _take_over(user: User, diary: Diary) -> None:
    user.set_person(diary.person)
    user.save()
    if diary.exposures:
        user.exposures.all().delete()
        _add_missing_exposures(user, diary)
        Exposure.add_built_in(user)
    WatchedSign.objects.bulk_create(WatchedSign.from_record(user, sign) for sign in diary.watched_signs)


def _add_missing_exposures(user: User, diary: Diary) -> None:
    held = set(user.exposures.values_list("key", flat=True))
    ids = set(user.exposures.values_list("client_id", flat=True))
    missing = [
        Exposure.from_record(exposure, position)
        for position, exposure in enumerate(diary.exposures)
        if exposure.key not in held
    ]
    for row in missing:
        row.user = user
        if row.client_id in ids:
            # The id is taken by something else of this person's; readings find their exposure by its key.
            row.client_id = uuid4()
    Exposure.objects.bulk_create(missing)


def _add(held: Any, rows: list[Any], names: Callable[[Any], set[Any]]) -> int:
    """Insert the rows that share no name with one that is held or came before; answers how many."""
    known = {name for row in held.all() for name in names(row)}
    fresh = []
    for row in rows:
        if known.isdisjoint(names(row)):
            known |= names(row)
            row.user = held.instance
            fresh.append(row)
    held.model.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def _id(row: Entry) -> set[Any]:
    """Two episodes, two medicines or two visits are the same only by their id."""
    return {row.client_id}


def _names_of_day(row: Day) -> set[Any]:
    return {row.client_id, row.local_date}


def _names_of_reading(row: Reading) -> set[Any]:
    """Its id, its place in a check-in, and its name where it came from: the tables allow each of them once."""
    names: set[Any] = {row.client_id}
    if row.source == CHECK_IN:
        names.add((row.exposure_id, row.local_date))
    if row.external_id:
        names.add((row.source, row.external_id))
    return names

"""Save one entry from a form or a tap: sent twice it is one, and an edit never overwrites a later one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, Value

from tracker.core import records
from tracker.core.reference.import_sources import is_imported
from tracker.core.reference.limits import RELIEFS_PER_EPISODE
from tracker.diary.bounds import TooManyError, refuse_full_day, refuse_one_more
from tracker.diary.change import change
from tracker.models import Day, Dose, Entry, Episode, Experiment, Exposure, Injection, Medicine, Reading, User, Visit
from tracker.models.exposure import TAP

SAME_TAP = timedelta(seconds=1)


class Outcome(Enum):
    """What saving an entry did."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class SaveResult:
    """The row as it is now, and what happened to it. After CONFLICT nothing was written.

    `has_sign` says whether another entry of its date names a sign, where saving had to look at that date anyway.
    """

    row: Any
    outcome: Outcome
    has_sign: bool | None = None


TABLES: dict[type, type[Entry]] = {
    table.record_type: table
    for table in (Day, Dose, Episode, Experiment, Exposure, Injection, Medicine, Reading, Visit)
}


@transaction.atomic
def save_entry(user: User, record: Any, version: int = 1, **parent: Entry) -> SaveResult:
    """Insert an entry, or update it if its version is the one that the edit began from.

    Saving the same record again, even many times at once, changes nothing and is no error. Another record for an
    entry that changed since is a CONFLICT: the caller shows both. A new reading needs its `exposure`, a new dose its
    `medicine`.
    """
    with change(user) as touched:
        row = _find(user, record)
        touched.touches(record, *([row] if row else []))
        if row is None:
            return insert_row(user, record, **parent)
        refuse_one_more(user, record, row)
        return update_row(row, record, version)


@transaction.atomic
def add_once(user: User, record: Any, same: Any = None, **parent: Entry) -> SaveResult:
    """Insert what one tap logged. Sending the tap again changes nothing, although its time differs then.

    `same` are the rows of the same button: a tap within a second of one of them is the same tap, from whatever page.
    """
    with change(user) as touched:
        touched.touches(record)
        row = _find(user, record)
        if row is None and same is not None:
            row = same.filter(at__range=(record.at - SAME_TAP, record.at + SAME_TAP)).first()
        return SaveResult(row, Outcome.UNCHANGED) if row else insert_row(user, record, **parent)


def log_episode(user: User, episode: records.Episode) -> SaveResult:
    """Log an episode by one tap on a place. The same tap again changes nothing; a tap elsewhere corrects the place.

    Nearly every tap is sent once, so insert first and look up the id only if the database refuses it.
    """
    try:
        with transaction.atomic(), change(user) as touched:
            touched.touches(episode)
            number, has_sign = _on_its_day(user, episode)
            refuse_full_day(episode, number)
            return replace(_insert(user, episode), has_sign=has_sign)
    except (IntegrityError, TooManyError):
        return _log_again(user, episode)


def _on_its_day(user: User, episode: records.Episode) -> tuple[int, bool]:
    """How many episodes its date has, and whether any entry of it names a sign. One query, of few columns.

    The caller holds the lock, and then no entry is hidden.
    """
    its_day: dict[str, Any] = {"user": user.pk, "local_date": episode.local_date}
    episodes = Episode._base_manager.filter(**its_day).order_by().values_list(Value(1), "signs")
    days = Day._base_manager.filter(**its_day).order_by().values_list(Value(0), "signs")
    found = list(days.union(episodes, all=True))
    return sum(number for number, _signs in found), any(signs for _number, signs in found)


@transaction.atomic
def _log_again(user: User, episode: records.Episode) -> SaveResult:
    with change(user) as touched:
        row = _find(user, episode)
        touched.touches(episode, *([row] if row else []))
        if row is None:
            return insert_row(user, episode)
        stored = row.record()
        if set(episode.places) <= set(stored.places):
            return SaveResult(row, Outcome.UNCHANGED)
        return update_row(row, replace(stored, places=episode.places), row.version)


@transaction.atomic
def stop_episode(user: User, row: Episode, duration_s: int) -> None:
    """Record that a running episode stopped. A second tap changes nothing."""
    with change(user) as touched:
        going = user.episodes.filter(pk=row.pk, still_going=True)
        # Another tab may have moved it to another date since `row` was read.
        touched.touches(row, *going)
        going.update(still_going=False, duration_s=duration_s, version=F("version") + 1)


@transaction.atomic
def set_strength(user: User, client_id: UUID, strength: int) -> SaveResult:
    """Save how strong an episode was, whatever else was changed since. Raises DoesNotExist."""
    with change(user) as touched:
        row = user.episodes.get(client_id=client_id)
        touched.touches(row)
        return update_row(row, replace(row.record(), strength=strength), row.version)


@transaction.atomic
def add_relief(user: User, client_id: UUID, relief: records.Relief, known: int) -> SaveResult:
    """Add something tried to an episode, whatever else was changed since. Raises DoesNotExist.

    `known` is the number of reliefs that the page saw: the same answer sent again finds itself behind those.
    """
    with change(user) as touched:
        row = user.episodes.get(client_id=client_id)
        touched.touches(row)
        reliefs = row.record().reliefs
        if relief in reliefs[known:] or len(reliefs) >= RELIEFS_PER_EPISODE:
            return SaveResult(row, Outcome.UNCHANGED)
        return update_row(row, replace(row.record(), reliefs=(*reliefs, relief)), row.version)


@transaction.atomic
def keep_day(user: User, client_id: UUID, answer: records.KeptDay) -> SaveResult:
    """Save whether a day of a self-experiment was kept, whatever else was changed since. Raises DoesNotExist."""
    with change(user) as touched:
        touched.touches(answer)
        row = user.experiments.get(client_id=client_id)
        experiment = row.record()
        others = [one for one in experiment.kept if one.day != answer.day]
        kept = tuple(sorted((*others, answer), key=lambda one: one.day))
        return update_row(row, replace(experiment, kept=kept), row.version)


def change_amount(user: User, row: Reading, value: float, version: int) -> SaveResult:
    """Save another amount for one value. If the value was deleted since, it is inserted again.

    An imported value that is changed by hand is the person's own from then on.
    """
    record = replace(row.record(), value=value)
    if is_imported(row.source) and value != row.value and row.at:
        record = replace(record, source=TAP, external_id="")
    return save_entry(user, record, version, exposure=row.exposure)


@transaction.atomic
def set_tracked(user: User, keys: Collection[str]) -> None:
    """Ask for these exposures in the check-in, and for no others."""
    user.lock_and_bump_revision()
    user.exposures.filter(key__in=keys, tracked=False).update(tracked=True, version=F("version") + 1)
    user.exposures.exclude(key__in=keys).filter(tracked=True).update(tracked=False, version=F("version") + 1)


def insert_row(user: User, record: Any, **columns: Any) -> SaveResult:
    """Insert a record. The caller holds the lock. Raises TooManyError."""
    refuse_one_more(user, record)
    return _insert(user, record, **columns)


def _insert(user: User, record: Any, **columns: Any) -> SaveResult:
    row = TABLES[type(record)].from_record(record, user=user, **columns)
    row.save(force_insert=True)
    return SaveResult(row, Outcome.ADDED)


def update_row(row: Any, record: Any, version: int, *, has_changes: bool | None = None) -> SaveResult:
    """Update a row from a record, unless it has another version than the edit. The caller holds the lock.

    `has_changes` is for a caller that saves more than the record.
    """
    if has_changes is None:
        has_changes = row.record() != record
    if not has_changes:
        return SaveResult(row, Outcome.UNCHANGED)
    if row.version != version:
        return SaveResult(row, Outcome.CONFLICT)
    row.fill(record)
    row.version += 1
    row.save()
    return SaveResult(row, Outcome.CHANGED)


def _find(user: User, record: Any) -> Any:
    # Entry is abstract and has no manager; each table has its own.
    return TABLES[type(record)]._default_manager.filter(user=user, client_id=record.id).first()

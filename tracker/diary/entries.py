"""One entry from a form or a tap into its table: sent twice it is one, and a stale edit overwrites nothing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from tracker.core import records
from tracker.models import Day, Dose, Episode, Exposure, Injection, Medicine, Reading, User, Visit


class Outcome(Enum):
    """What became of an entry that was put in."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class SaveResult:
    """The row as it is now, and what happened to it. After CONFLICT nothing was written."""

    row: Any
    outcome: Outcome


ROWS: dict[type, Any] = {
    records.Day: Day,
    records.Dose: Dose,
    records.Episode: Episode,
    records.Exposure: Exposure,
    records.Injection: Injection,
    records.Medicine: Medicine,
    records.Reading: Reading,
    records.Visit: Visit,
}


@transaction.atomic
def save_entry(
    user: User, value: Any, version: int = 1, exposure: Exposure | None = None, medicine: Medicine | None = None
) -> SaveResult:
    """Add an entry, or change it if it still is the version that the edit began from.

    The same value sent again, once or ten times at once, changes nothing and is no error. A different value
    for an entry that somebody changed meanwhile is CONFLICT: the caller shows both. A reading
    brings its exposure, a dose its medicine.
    """
    user.lock_and_bump_revision()
    row = _look_up(user, value)
    return _change(row, value, version) if row else _insert(user, value, exposure or medicine)


@transaction.atomic
def add_once(user: User, value: Any, exposure: Exposure | None = None, medicine: Medicine | None = None) -> SaveResult:
    """Add what a single tap logged; the same tap sent again changes nothing, whatever the clock says by then."""
    user.lock_and_bump_revision()
    row = _look_up(user, value)
    return SaveResult(row, Outcome.UNCHANGED) if row else _insert(user, value, exposure or medicine)


def log_episode(user: User, episode: records.Episode) -> SaveResult:
    """Log a bout by one tap on a place. The same tap again changes nothing; a tap elsewhere corrects the place.

    Nearly every tap is sent once, so nothing is looked up before the database says that its id is there already.
    """
    try:
        with transaction.atomic():
            user.lock_and_bump_revision()
            return _insert(user, episode)
    except IntegrityError:
        return _log_again(user, episode)


@transaction.atomic
def _log_again(user: User, episode: records.Episode) -> SaveResult:
    user.lock_and_bump_revision()
    row = _look_up(user, episode)
    if row is None:
        return _insert(user, episode)
    before = row.record()
    if set(episode.places) <= set(before.places):
        return SaveResult(row, Outcome.UNCHANGED)
    return _change(row, replace(before, places=episode.places), row.version)


@transaction.atomic
def stop_episode(user: User, row: Episode, duration_s: int) -> None:
    """A running episode stopped; a second tap finds it stopped and changes nothing."""
    user.lock_and_bump_revision()
    user.episodes.filter(pk=row.pk, still_going=True).update(
        still_going=False, duration_s=duration_s, version=F("version") + 1
    )


@transaction.atomic
def change_amount(user: User, row: Reading, value: float, version: int) -> SaveResult:
    """Another amount for one tapped value. One that was deleted meanwhile is back with it: what was typed counts."""
    return save_entry(user, replace(row.record(), value=value), version, row.exposure)


@transaction.atomic
def set_tracked(user: User, keys: Collection[str]) -> None:
    """Ask for these exposures in the check-in, and for no others."""
    user.lock_and_bump_revision()
    user.exposures.filter(key__in=keys, tracked=False).update(tracked=True, version=F("version") + 1)
    user.exposures.exclude(key__in=keys).filter(tracked=True).update(tracked=False, version=F("version") + 1)


def _look_up(user: User, value: Any) -> Any:
    return ROWS[type(value)].objects.filter(user=user, client_id=value.id).first()


def _insert(user: User, value: Any, belongs_to: Exposure | Medicine | None = None) -> SaveResult:
    table = ROWS[type(value)]
    row = table.from_record(value, belongs_to) if belongs_to else table.from_record(value)
    row.user = user
    row.save(force_insert=True)
    return SaveResult(row, Outcome.ADDED)


def _change(row: Any, value: Any, version: int) -> SaveResult:
    if row.record() == value:
        return SaveResult(row, Outcome.UNCHANGED)
    if row.version != version:
        return SaveResult(row, Outcome.CONFLICT)
    row.fill(value)
    row.version += 1
    row.save()
    return SaveResult(row, Outcome.CHANGED)

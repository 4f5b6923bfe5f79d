"""A whole diary into the tables: all of it or nothing, and nothing that differs is dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tracker.core.merging import KINDS, Difference, keep_mine, merge_diaries
from tracker.core.records import Diary, Person
from tracker.core.records import Exposure as ExposureRecord
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.limits import FUTURE_SLACK
from tracker.diary.load import load_all, load_counterparts, span
from tracker.diary.write import MergeResult, write
from tracker.models import Exposure, User

MANY = 500
"""From so many entries on it is quicker to load a whole diary than to look for those that a file may meet."""

NO_ID = UUID(int=0)


class SaveError(Exception):
    """A diary that was not saved, not even in part. Its text says why, in plain words."""


@transaction.atomic
def save(user: User, diary: Diary, now: datetime, choose: Callable[[Difference], bool] = keep_mine) -> MergeResult:
    """Merge a diary into that of this person. Of what differs `choose` says whether the file's value is taken.

    An account in which nothing was typed yet takes over the settings and the exposures as they are in the diary, so
    that an export of it gives the same bytes again.
    """
    _refuse_future(diary, now)
    user.lock_and_bump_revision()
    user.refresh_from_db()
    is_new = _is_untouched(user)
    if is_new:
        _make_room(user, diary)
    saved = write(user, merge_diaries(_mine(user, diary), diary, choose))
    if is_new:
        Exposure.add_built_in(user)
    return saved


@transaction.atomic
def undo_delete(user: User, diary: Diary) -> MergeResult:
    """Put a deleted entry back. What is here by now stays: the settings, what is tracked, the medicine of a dose."""
    user.lock_and_bump_revision()
    mine = _mine(user, diary)
    keys, courses = {one.key for one in mine.exposures}, {one.id for one in mine.medicines}
    missing = replace(
        diary,
        person=mine.person,
        exposures=tuple(one for one in diary.exposures if one.key not in keys),
        medicines=tuple(one for one in diary.medicines if one.id not in courses),
    )
    return write(user, merge_diaries(mine, missing))


@transaction.atomic
def apply_differences(user: User, diary: Diary, keys: Collection[str]) -> MergeResult:
    """Take the values of these differences from a diary that was merged before, and nothing else of it.

    A difference whose key is not found any more, because either value changed, is left as it is.
    """
    user.lock_and_bump_revision()
    user.refresh_from_db()
    mine = _mine(user, diary)
    merged = merge_diaries(mine, diary, lambda difference: difference.key in keys)
    return write(user, merged.of_taken_only(mine))


def _mine(user: User, diary: Diary) -> Diary:
    entries = sum(len(getattr(diary, kind)) for kind in KINDS)
    return load_all(user) if entries > MANY else load_counterparts(user, diary)


def _is_untouched(user: User) -> bool:
    """Whether nothing was typed since the account was made; where the person is was said then."""
    if user.person() != Person(time_zone=user.time_zone, country=user.country):
        return False
    undated = (user.medicines, user.injections, user.visits, user.watched_signs)
    if span(user) != (None, None) or any(table.exists() for table in undated):
        return False
    usual = {ExposureRecord(NO_ID, b.key, b.name, b.unit, b.summary, b.limit, b.tracked) for b in BUILT_IN}
    return {replace(row.record(), id=NO_ID) for row in user.exposures.all()} == usual


def _make_room(user: User, diary: Diary) -> None:
    """Settings and exposures become those of the file."""
    user.set_person(diary.person)
    user.save()
    if diary.exposures:
        user.exposures.all().delete()


def _refuse_future(diary: Diary, now: datetime) -> None:
    latest = now + FUTURE_SLACK
    late = [e.onset.date() for e in diary.episodes if e.onset > latest]
    late += [day.local_date for day in diary.days if day.local_date > latest.date()]
    late += [reading.local_date for reading in diary.readings if reading.local_date > latest.date()]
    late += [dose.local_date for dose in diary.doses if dose.at > latest]
    late += [injection.day for injection in diary.injections if injection.day > latest.date()]
    if late:
        raise SaveError(f"an entry lies in the future ({min(late)})")

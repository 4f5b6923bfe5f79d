"""Save a whole diary: all of it or nothing, without dropping what differs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tracker.core.merging import KINDS, Difference, keep_mine, merge_diaries
from tracker.core.records import Diary, Person
from tracker.core.records import Exposure as ExposureRecord
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.limits import FUTURE_SLACK
from tracker.diary.bounds import refuse_more
from tracker.diary.load import load_all, load_counterparts, span
from tracker.diary.slices import ROWS, Progress, discard, discard_abandoned, finish, forget_replaced, short_transaction
from tracker.diary.write import MergeResult, change_entries, insert_added, write, write_changed
from tracker.models import Exposure, PendingBatch, User

MIN_ENTRIES_TO_LOAD_ALL = 500
"""For more entries, loading the whole diary is faster than looking up the counterparts of each."""

NO_ID = UUID(int=0)


class SaveError(Exception):
    """The diary was not saved, not even in part. The text says why, in plain words."""


def save(
    user: User,
    diary: Diary,
    now: datetime,
    choose: Callable[[Difference], bool] = keep_mine,
    progress: Progress = lambda written: None,
) -> MergeResult:
    """Merge a diary into that of this user. For each difference, `choose` decides whether the file's value is taken.

    A new account takes over the settings and the exposures exactly, so that exporting it gives the same bytes again.
    A large diary is written in slices, of which what is new becomes visible together; until then the user's other
    changes are refused.
    Raises SaveError, TooManyError, and BusyError during another import.
    """
    _refuse_future(diary, now)
    if sum(len(getattr(diary, kind)) for kind in KINDS) > MIN_ENTRIES_TO_LOAD_ALL:
        return _save_in_slices(user, diary, choose, progress)
    return _save_at_once(user, diary, choose)


def _save_in_slices(
    user: User, diary: Diary, choose: Callable[[Difference], bool], progress: Progress, *, only_taken: bool = False
) -> MergeResult:
    discard_abandoned()
    batch, is_new = _begin(user, diary)
    try:
        mine = load_all(user)
        merged = merge_diaries(mine, diary, choose)
        if only_taken:
            merged = merged.of_taken_only(mine)
        refuse_more(user, merged.added)
        insert_added(batch, merged, progress)
        # Few changes are part of the step in which everything becomes visible.
        if in_slices := sum(map(len, merged.changed.values())) > ROWS:
            change_entries(batch, merged, progress)
        with short_transaction():
            finish(batch)
            saved = write_changed(user, merged, with_entries=not in_slices)
            if is_new:
                Exposure.add_built_in(user)
    except BaseException:
        discard(batch)
        raise
    forget_replaced(Q(batch=batch.pk))
    return saved


@transaction.atomic
def _begin(user: User, diary: Diary) -> tuple[PendingBatch, bool]:
    """Begin an import. Settings and exposures of a new account are few, and are replaced at once."""
    user.lock_and_bump_revision()
    user.refresh_from_db()
    if is_new := _is_new_account(user):
        _replace_settings(user, diary)
    return PendingBatch.objects.create(user=user, touched_at=timezone.now()), is_new


@transaction.atomic
def _save_at_once(user: User, diary: Diary, choose: Callable[[Difference], bool]) -> MergeResult:
    user.lock_and_bump_revision()
    user.refresh_from_db()
    is_new = _is_new_account(user)
    if is_new:
        _replace_settings(user, diary)
    merged = merge_diaries(_mine(user, diary), diary, choose)
    refuse_more(user, merged.added)
    saved = write(user, merged)
    if is_new:
        Exposure.add_built_in(user)
    return saved


@transaction.atomic
def save_entries(user: User, diary: Diary) -> MergeResult:
    """Merge a few entries: a deleted one to restore, or values. Settings, exposures and medicines that exist stay."""
    user.lock_and_bump_revision()
    mine = _mine(user, diary)
    keys, medicines = {one.key for one in mine.exposures}, {one.id for one in mine.medicines}
    missing = replace(
        diary,
        person=mine.person,
        exposures=tuple(one for one in diary.exposures if one.key not in keys),
        medicines=tuple(one for one in diary.medicines if one.id not in medicines),
    )
    return write(user, merge_diaries(mine, missing))


def apply_differences(user: User, diary: Diary, keys: Collection[str]) -> MergeResult:
    """Take the values of these differences from a diary that was merged before, and nothing else.

    A difference whose key no longer exists, because one of its values changed, is skipped.
    """

    def choose(difference: Difference) -> bool:
        return difference.key in keys

    if len(keys) > ROWS:
        return _save_in_slices(user, diary, choose, lambda written: None, only_taken=True)
    with transaction.atomic():
        user.lock_and_bump_revision()
        user.refresh_from_db()
        mine = _mine(user, diary)
        merged = merge_diaries(mine, diary, choose)
        return write(user, merged.of_taken_only(mine))


def _mine(user: User, diary: Diary) -> Diary:
    entries = sum(len(getattr(diary, kind)) for kind in KINDS)
    return load_all(user) if entries > MIN_ENTRIES_TO_LOAD_ALL else load_counterparts(user, diary)


def _is_new_account(user: User) -> bool:
    """Whether nothing was entered since sign-up, which asks for time zone and country."""
    if user.person() != Person(time_zone=user.time_zone, country=user.country):
        return False
    undated = (user.medicines, user.injections, user.visits, user.experiments, user.watched_signs)
    if span(user) != (None, None) or any(table.exists() for table in undated):
        return False
    usual = {ExposureRecord(NO_ID, b.key, b.name, b.unit, b.summary, b.limit, b.tracked) for b in BUILT_IN}
    return {replace(row.record(), id=NO_ID) for row in user.exposures.all()} == usual


def _replace_settings(user: User, diary: Diary) -> None:
    """Replace settings and exposures by those of the file."""
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

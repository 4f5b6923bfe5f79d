"""A day's check-in and the values typed in it: saved together or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.db import transaction

from tracker.core import records
from tracker.diary.entries import Outcome, SaveResult
from tracker.models import Day, Reading, User


@transaction.atomic
def save_check_in(user: User, day: records.Day, values: Mapping[str, float | None], version: int) -> SaveResult:
    """Save a check-in with its values: None takes a value back. All of it or, when CONFLICT, none of it."""
    user.lock_and_bump_revision()
    row = user.days.filter(local_date=day.local_date).first()
    held = check_in_values(user, day.local_date)
    if row is None:
        row = Day.from_record(day)
        row.user = user
        if user.days.filter(client_id=day.id).exists():
            # The page was opened for another day, and its id went to that.
            row.client_id = uuid4()
        row.save(force_insert=True)
        _put_values(user, day, values, held)
        return SaveResult(row, Outcome.ADDED)
    if replace(row.record(), id=day.id) == day and all(held.get(k) == v for k, v in values.items()):
        return SaveResult(row, Outcome.UNCHANGED)
    if (row.client_id, row.version) != (day.id, version):
        return SaveResult(row, Outcome.CONFLICT)
    row.fill(day)
    row.version += 1
    row.save()
    _put_values(user, day, values, held)
    return SaveResult(row, Outcome.CHANGED)


def check_in_values(user: User, day: date) -> dict[str, float]:
    """What was typed in the check-in of that day, by the exposure's key."""
    typed = user.readings.from_check_in().filter(local_date=day).values_list("exposure__key", "value")
    return dict(typed)


MOST_OTHER_DAYS = 2_000


def values_of_other_days(user: User, keys: Collection[str], day: date) -> dict[str, list[float]]:
    """What these exposures held on other dates, the latest first, for telling what is usual. One query."""
    rows = user.readings.filter(exposure__key__in=keys).exclude(local_date=day).order_by("-local_date")
    found: dict[str, list[float]] = defaultdict(list)
    for key, value in rows.values_list("exposure__key", "value")[:MOST_OTHER_DAYS]:
        found[key].append(value)
    return found


def _put_values(user: User, day: records.Day, values: Mapping[str, float | None], held: Mapping[str, float]) -> None:
    changed = {key: value for key, value in values.items() if held.get(key) != value}
    exposures = {row.key: row for row in user.exposures.filter(key__in=changed)}
    of_day = user.readings.from_check_in().filter(local_date=day.local_date)
    of_day.filter(exposure__key__in=changed).delete()
    Reading.objects.bulk_create(
        Reading(user=user, exposure=exposures[key], local_date=day.local_date, value=value)
        for key, value in changed.items()
        if value is not None
    )


@transaction.atomic
def log_no_twitch(user: User, day: date) -> bool:
    """Note that a day was quiet; False, and nothing written, when it holds an episode."""
    user.lock_and_bump_revision()
    if user.episodes.filter(local_date=day).exists():
        return False
    row, is_new = user.days.get_or_create(local_date=day, defaults={"no_twitch": True})
    if not is_new and not row.no_twitch:
        row.no_twitch, row.version = True, row.version + 1
        row.save()
    return True

"""A day's check-in and the values typed in it, saved together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from uuid import uuid4

from django.db import transaction

from tracker.core import records
from tracker.core.merging import fill_blanks, fit_together
from tracker.diary.change import change
from tracker.diary.entries import Outcome, SaveResult, insert_row, update_row
from tracker.models import Day, Reading, User

MAX_OTHER_DAYS = 2_000


@transaction.atomic
def save_check_in(user: User, day: records.Day, values: Mapping[str, float | None], version: int) -> SaveResult:
    """Save a check-in with its values as `save_entry` saves an entry. A value of None deletes a stored one.

    A typed value takes the place of an imported one, unless the values of a day add up.
    """
    with change(user) as touched:
        touched.touches(day)
        row = user.days.filter(local_date=day.local_date).first()
        stored = check_in_values(user, day.local_date)
        if row is None:
            # If the page was opened for another day, that day's entry has the id.
            is_taken = user.days.filter(client_id=day.id).exists()
            result = insert_row(user, replace(day, id=uuid4()) if is_taken else day)
        else:
            is_same = replace(row.record(), id=day.id) == day and all(stored.get(k) == v for k, v in values.items())
            merged = None if is_same or row.client_id == day.id else fill_blanks(row.record(), day)
            if merged and fit_together(stored, values):
                # The form was opened without knowledge of the stored one, so its blanks take nothing away.
                values = {key: value for key, value in values.items() if value is not None}
                day, version, is_same = (
                    merged,
                    row.version,
                    merged == row.record() and values.items() <= stored.items(),
                )
            # Two tabs can each make the check-in of a day: the version counts only for the same id.
            result = update_row(row, day, version if row.client_id == day.id else 0, has_changes=not is_same)
        if result.outcome in (Outcome.ADDED, Outcome.CHANGED):
            _save_values(user, day.local_date, values, stored)
        return result


def check_in_values(user: User, day: date) -> dict[str, float]:
    """The values typed in the check-in of a day, by the exposure's key."""
    return dict(user.readings.from_check_in().filter(local_date=day).values_list("exposure__key", "value"))


def values_of_other_days(user: User, keys: Collection[str], day: date) -> dict[str, list[float]]:
    """The values of these exposures on other dates, the latest first, to find out what is usual. One query."""
    rows = user.readings.filter(exposure__key__in=keys).exclude(local_date=day).order_by("-local_date")
    found: dict[str, list[float]] = defaultdict(list)
    for key, value in rows.values_list("exposure__key", "value")[:MAX_OTHER_DAYS]:
        found[key].append(value)
    return found


def _save_values(user: User, day: date, values: Mapping[str, float | None], stored: Mapping[str, float]) -> None:
    changed = {key: value for key, value in values.items() if stored.get(key) != value}
    exposures = {row.key: row for row in user.exposures.filter(key__in=changed)}
    user.readings.from_check_in().filter(local_date=day, exposure__key__in=changed).delete()
    typed = [exposures[key] for key, value in changed.items() if value is not None]
    replacing = [row for row in typed if not row.adds_up]
    user.readings.imported().filter(local_date=day, exposure__in=replacing).delete()
    Reading.objects.bulk_create(
        Reading(user=user, exposure=exposures[key], local_date=day, value=value)
        for key, value in changed.items()
        if value is not None
    )


@transaction.atomic
def log_no_twitch(user: User, day: date) -> bool:
    """Save that a day was quiet. Return False and write nothing if the day has an episode."""
    with change(user) as touched:
        touched.touches(Day(local_date=day))
        if user.episodes.filter(local_date=day).exists():
            return False
        row, is_new = user.days.get_or_create(local_date=day, defaults={"no_twitch": True})
        if not is_new and not row.no_twitch:
            row.no_twitch, row.version = True, row.version + 1
            row.save()
        return True

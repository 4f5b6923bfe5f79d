"""Change a diary: lock it, count its revision up, and delete the cached results that the change makes stale."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from tracker.models import User


class Change:
    """What a change touches. If it names nothing, or an entry without a date, every cached result is deleted."""

    def __init__(self) -> None:
        self._dates: list[date | None] = []

    def touches(self, *entries: Any) -> None:
        """Name rows or records, as they were and as they become: whatever has no `local_date` counts on all days."""
        self._dates += [getattr(entry, "local_date", None) for entry in entries]

    @property
    def since(self) -> date | None:
        """The earliest date touched; None for all dates."""
        dates = [day for day in self._dates if day is not None]
        return min(dates) if dates and len(dates) == len(self._dates) else None


@contextmanager
def change(user: User) -> Iterator[Change]:
    """Lock the user row until the transaction ends; at the end, delete what the change made stale."""
    user.lock_and_bump_revision(forget=False)
    touched = Change()
    yield touched
    user.forget_results(touched.since)

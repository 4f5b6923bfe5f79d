"""Somebody with one of everything, stored once for all tests of a file: what a test changes is rolled back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from walk.filling import PASSWORD
from walk.sample_entries import Entries, log_one_of_each

from tracker.models import User


@contextmanager
def stored_keeper(blocker: Any, clock: AbstractContextManager[Any] | None = None) -> Iterator[Entries]:
    """Log one of everything for a new person outside of any test, under this clock, and delete both in the end."""
    with blocker.unblock(), clock or nullcontext():
        keeper = User.objects.create_user(username="keeper", password=PASSWORD)
        entries = log_one_of_each(keeper)
    yield entries
    with blocker.unblock():
        User.objects.get(pk=keeper.pk).delete()

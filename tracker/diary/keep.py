"""What is dear to work out is worked out once for each state of the diary, and kept beside it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, transaction

from tracker.models import Kept, User

Value = TypeVar("Value")


def kept(user: User, name: str, make: Callable[[], Value]) -> Value:
    """What `make` works out from the diary of this person and from what stands in `name`, and from nothing else.

    `name` has at most 200 characters. The state is read with the person, before the diary is, so that what is kept
    is never older than it says. While somebody develops, nothing is kept.
    """
    if settings.DEBUG:
        return make()
    row = user.kept.filter(name=name, state=user.diary_state).first()
    if row:
        # Nobody but the line below writes what is read here.
        value: Value = pickle.loads(row.value)  # noqa: S301
        return value
    made = make()
    # A page that was worked out is shown even where it cannot be kept, as on a full disk.
    with suppress(DatabaseError), transaction.atomic():
        Kept.objects.update_or_create(
            user=user, name=name, defaults={"state": user.diary_state, "value": pickle.dumps(made)}
        )
    return made

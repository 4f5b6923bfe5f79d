"""What is dear to work out is worked out once for each state of the diary, and kept beside it."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import get_language

from tracker.models import Kept, User

Value = TypeVar("Value")


def kept(user: User, name: str, make: Callable[[], Value]) -> Value:
    """What `make` works out from the diary of this person and from what stands in `name`, and from nothing else.

    It is known by the edition of Levator, the language and the installation's switch as well, which leave `name` 150
    characters. The state is read with the person, before the diary is, so that what is kept is never
    older than it says. While somebody develops, nothing is kept.
    """
    if settings.DEBUG:
        return make()
    name = f"{_edition()} {get_language()} {settings.PATTERN_FLAGS} {name}"
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


@cache
def _edition() -> str:
    """Changes with every file of ours, so that an upgrade never shows what the release before made."""
    folders = [settings.BASE_DIR / name for name in ("tracker", "templates", "static")]
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if "__pycache__" not in path.parts)
    states = (f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    return sha256("\n".join(states).encode()).hexdigest()[:12]

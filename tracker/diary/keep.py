"""What is dear to work out is worked out once for each state of the diary, and kept beside it."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import TypeVar
from weakref import WeakValueDictionary

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
    row = _row(user, name)
    if row is None:
        with _alone(user, name) as has_waited:
            row = _row(user, name) if has_waited else None
            if row is None:
                return _keep(user, name, make())
    # Nobody but `_keep` writes what is read here.
    value: Value = pickle.loads(row.value)  # noqa: S301
    return value


def _row(user: User, name: str) -> Kept | None:
    return user.kept.filter(name=name, state=user.diary_state).first()


def _keep(user: User, name: str, made: Value) -> Value:
    """A page that was worked out is shown even where it cannot be kept, as on a full disk."""
    with suppress(DatabaseError), transaction.atomic():
        Kept.objects.update_or_create(
            user=user, name=name, defaults={"state": user.diary_state, "value": pickle.dumps(made)}
        )
    return made


@contextmanager
def _alone(user: User, name: str) -> Iterator[bool]:
    """No other thread of this process works out the same meanwhile; whether one just did.

    Somebody who taps a page that is slow to come a second time would otherwise have it worked out twice at once.
    """
    with _finding_a_lock:
        lock = _locks.setdefault((user.pk, name), Lock())
    has_waited = not lock.acquire(blocking=False)
    if has_waited:
        lock.acquire()
    try:
        yield has_waited
    finally:
        lock.release()


# Each is gone once nobody holds it or waits for it.
_locks: WeakValueDictionary[tuple[int, str], Lock] = WeakValueDictionary()
_finding_a_lock = Lock()


@cache
def _edition() -> str:
    """Changes with every file of ours, so that an upgrade never shows what the release before made."""
    folders = [settings.BASE_DIR / name for name in ("tracker", "templates", "static")]
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if "__pycache__" not in path.parts)
    states = (f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    return sha256("\n".join(states).encode()).hexdigest()[:12]

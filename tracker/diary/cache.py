"""Cache expensive results per diary revision, beside the diary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from threading import Lock
from weakref import WeakValueDictionary

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import get_language

from tracker.diary.codecs import Codec, UnreadableError, Value
from tracker.models import CachedResult, User


def cached(user: User, name: str, make: Callable[[], Value], codec: Codec[Value]) -> Value:
    """Return what `make` computes from the diary of this person and from what is in `name`, and from nothing else.

    `codec` says how the result is written: HTML, FILE or json_of(type). The edition of Levator, the language and the
    installation's switch are part of the key as well, which leaves `name` 150 characters. The revision is read with
    the person, before the diary is, so that a cached result is never older than it says. Nothing is cached while
    DEBUG is on. A row that cannot be read is computed again.
    """
    if settings.DEBUG:
        return make()
    name = f"{_edition()} {get_language()} {settings.PATTERN_FLAGS} {name}"
    found = _read(user, name, codec)
    if not found:
        with _alone(user, name) as has_waited:
            found = _read(user, name, codec) if has_waited else ()
            if not found:
                return _keep(user, name, make(), codec)
    return found[0]


def stored(user: User, name: str, codec: Codec[Value]) -> Value | None:
    """Return a result that outlives changes of the diary; None where there is none or it cannot be read.

    The caller compares the digests in it with the diary.
    """
    row = user.cached_results.filter(name=name, revision=None).first()
    if row is None:
        return None
    try:
        return codec.decode(bytes(row.value))
    except UnreadableError:
        return None


def store(user: User, name: str, value: Value, codec: Codec[Value]) -> None:
    """Store a result that outlives changes of the diary, unless that fails, as on a full disk."""
    defaults = {"revision": None, "value": codec.encode(value)}
    with suppress(DatabaseError), transaction.atomic():
        CachedResult.objects.update_or_create(user=user, name=name, defaults=defaults)


def _read(user: User, name: str, codec: Codec[Value]) -> tuple[Value, ...]:
    """The cached value alone in a tuple, which is empty where there is none, because a value may be None."""
    row = user.cached_results.filter(name=name, revision=user.diary_revision).first()
    if row is None:
        return ()
    try:
        return (codec.decode(bytes(row.value)),)
    except UnreadableError:
        return ()


def _keep(user: User, name: str, made: Value, codec: Codec[Value]) -> Value:
    """A page that was computed is shown even where it cannot be cached, as on a full disk."""
    content = codec.encode(made)
    with suppress(DatabaseError), transaction.atomic():
        CachedResult.objects.update_or_create(
            user=user, name=name, defaults={"revision": user.diary_revision, "value": content}
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

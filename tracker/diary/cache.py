"""Cache expensive results per diary revision, beside the diary."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import date
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from tracker.core.reference.limits import MAX_CACHED_RESULTS
from tracker.diary.codecs import Codec, UnreadableError, Value
from tracker.models import CachedResult, User
from tracker.models.cached_result import Prefetched

NUMBER_OF_RESULTS = Coalesce(
    Subquery(
        CachedResult.objects.filter(user=OuterRef("pk"), revision__isnull=False)
        .order_by()
        .values("user")
        .annotate(n=Count("pk"))
        .values("n")
    ),
    0,
)


def cached(
    user: User,
    name: str,
    make: Callable[[], Value],
    codec: Codec[Value],
    *,
    last_day: date | Callable[[Value], date] | None = None,
    parts: Collection[str] = (),
) -> Value:
    """Return the result of `make`, cached per diary revision, or for longer with `last_day`.

    `make` may depend on this user's diary and on what `name` says, and on nothing else. `codec` stores the result:
    HTML, FILE or json_of(type). Levator's code version, the language and PATTERN_FLAGS are part of the key too, which
    leaves 150 characters for `name`. The revision was read with the user, before the diary, so a cached result is
    never older than its revision. Nothing is cached while DEBUG is on. An unreadable row is computed again.

    With `last_day`, `make` may read entries up to that date only, besides settings, exposures and other entries
    without a date. The result stays until one of those changes, or an entry of that date or before. One name has one
    result: asking for another `last_day` replaces it. A function finds `last_day` in the result.

    `parts` begin the names of other results that `make` asks for: they are read in the same query, see `prefetched`.
    """
    if settings.DEBUG:
        return make()
    with prefetched(user, name=name, parts=parts) if parts else nullcontext():
        return _cached(user, _key(name), make, codec, last_day)


def _cached(user: User, key: str, make: Callable[[], Value], codec: Codec[Value], last_day: Any) -> Value:
    found = _read(user, key, codec, last_day)
    if not found:
        with _computation_lock(user, key) as has_waited:
            found = _read(user, key, codec, last_day, again=True) if has_waited else ()
            if not found:
                return _store(user, key, make(), codec, last_day)
    return found[0]


@contextmanager
def prefetched(
    user: User, *, beside: Collection[str] = (), name: str = "", parts: Collection[str] = ()
) -> Iterator[None]:
    """Read the results that a page asks for in one query, and decode or compute each of them once.

    `beside` begin the names of results that are read. `parts` begin those of results that are only asked for while the
    result `name` is missing: they are not read where it is there. What is computed is stored in one transaction at the
    end.
    """
    if settings.DEBUG or user.prefetched is not None:
        yield
        return
    own = Q(name=_key(name), revision=user.diary_revision)
    wanted = own
    for one in beside:
        wanted |= Q(name__startswith=_key(one))
    for one in parts:
        wanted |= Q(~Exists(user.cached_results.filter(own)), name__startswith=_key(one))
    found = {row.name: row for row in user.cached_results.filter(wanted)}
    is_there = _key(name) in found
    with nullcontext() if is_there or not name else _computation_lock(user, f"page {_key(name)}") as has_waited:
        if has_waited:
            found = {row.name: row for row in user.cached_results.filter(wanted)}
        names = [*([name] if name else []), *beside, *([] if is_there else parts)]
        user.prefetched = page = Prefetched(tuple(map(_key, names)), found)
        try:
            yield
            _store_rows(user, page.new.values())
        finally:
            user.prefetched = None


def _key(name: str) -> str:
    return f"{_code_version()} {get_language()} {settings.PATTERN_FLAGS} {name}"


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


def _read(user: User, key: str, codec: Codec[Value], last_day: Any, *, again: bool = False) -> tuple[Value, ...]:
    """The cached value in a tuple, which is empty if there is none, because a value may be None."""
    page = user.prefetched
    if page and (key, last_day) in page.values:
        return (page.values[key, last_day],)
    is_known = page is not None and not again and key.startswith(page.names)
    row = page.rows.get(key) if page and is_known else user.cached_results.filter(name=key).first()
    if row is None or not _is_valid(row, user, last_day):
        return ()
    try:
        found = codec.decode(bytes(row.value))
    except UnreadableError:
        return ()
    if page:
        page.values[key, last_day] = found
    return (found,)


def _is_valid(row: CachedResult, user: User, last_day: Any) -> bool:
    """Whether a row holds the result that is asked for.

    With a last day, a row that exists is current: every change deletes those that it makes stale.
    """
    if last_day is None:
        return row.last_day is None and row.revision == user.diary_revision
    return row.last_day is not None and (callable(last_day) or row.last_day == last_day)


def _store(user: User, key: str, result: Value, codec: Codec[Value], last_day: Any) -> Value:
    """Cache a result and return it, even if the disk is full."""
    until = last_day(result) if callable(last_day) else last_day
    row = CachedResult(user=user, name=key, revision=user.diary_revision, last_day=until, value=codec.encode(result))
    if user.prefetched:
        user.prefetched.values[key, last_day] = result
        user.prefetched.new[key] = row
    else:
        _store_rows(user, [row])
    return result


def _store_rows(user: User, rows: Collection[CachedResult]) -> None:
    """Store results, unless the diary changed since the user was read and they may be stale, or the disk is full."""
    if not rows:
        return
    with suppress(DatabaseError), transaction.atomic():
        # The lock makes a change wait that would not see these rows, and so not delete them.
        unchanged = User.objects.select_for_update(no_key=True).filter(pk=user.pk, diary_revision=user.diary_revision)
        stored = unchanged.annotate(results=NUMBER_OF_RESULTS).values_list("results", flat=True).first()
        if stored is not None:
            CachedResult.objects.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["user", "name"],
                update_fields=["revision", "last_day", "value"],
            )
            if stored + len(rows) > MAX_CACHED_RESULTS:
                _delete_oldest(user)


def _delete_oldest(user: User) -> None:
    """Delete the results beyond MAX_CACHED_RESULTS, but none that outlives changes."""
    passing = user.cached_results.filter(revision__isnull=False)
    oldest = passing.order_by("-pk").values_list("pk", flat=True)[MAX_CACHED_RESULTS:]
    passing.filter(pk__in=list(oldest)).delete()


@contextmanager
def _computation_lock(user: User, name: str) -> Iterator[bool]:
    """Serialise identical computations within a process; yields True if another thread just finished.

    Otherwise a second tap on a slow page would compute it twice at once.
    """
    with _locks_lock:
        lock = _locks.setdefault((user.pk, name), Lock())
    has_waited = not lock.acquire(blocking=False)
    if has_waited:
        lock.acquire()
    try:
        yield has_waited
    finally:
        lock.release()


# A lock is dropped when no thread holds it or waits for it.
_locks: WeakValueDictionary[tuple[int, str], Lock] = WeakValueDictionary()
_locks_lock = Lock()


@cache
def _code_version() -> str:
    """A hash of all code, template and static files, so an upgrade never shows results of an older version."""
    folders = [settings.BASE_DIR / name for name in ("tracker", "templates", "static")]
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if "__pycache__" not in path.parts)
    states = (f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    return sha256("\n".join(states).encode()).hexdigest()[:12]

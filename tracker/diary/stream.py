"""Read a whole diary row by row, for files that are written while they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Subquery

from tracker.core.merging import KINDS
from tracker.core.records import DiaryStream
from tracker.core.reference.limits import LARGE_DIARY_ENTRIES
from tracker.diary.load import NO_ENTRY_YET, span, watched_signs_of
from tracker.models import User

ROWS = 2_000
"""Rows that are in memory at once."""

Progress = Callable[[int], None]
"""Called with the number of entries read since."""


def export(
    user: User, write: Callable[[DiaryStream], Iterator[bytes]], progress: Progress = lambda _more: None
) -> Iterator[bytes]:
    """The whole diary as a file, in pieces: one state of it, however long its reader takes."""
    with snapshot():
        yield from write(stream_all(user, progress))


def number_of_entries(user: User) -> int:
    """Check-ins, episodes, readings and doses, of which a diary may have many. One query."""
    counts = [
        Subquery(rows.order_by().values("user").annotate(number=Count("pk")).values("number"))
        for rows in (user.days, user.episodes, user.readings, user.doses)
    ]
    return sum(number or 0 for number in User.objects.filter(pk=user.pk).values_list(*counts).get())


def is_large(user: User) -> bool:
    """Whether a diary is so large that its files and its deletion are left to a child process."""
    return number_of_entries(user) > LARGE_DIARY_ENTRIES


@contextmanager
def snapshot() -> Iterator[None]:
    """Let all queries see the database as it is at the first one. Nobody who writes has to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _without_write_lock(connection), transaction.atomic():
            yield
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _without_write_lock(sqlite: Any) -> Iterator[None]:
    usual, sqlite.transaction_mode = sqlite.transaction_mode, "DEFERRED"
    try:
        yield
    finally:
        sqlite.transaction_mode = usual


def stream_all(user: User, progress: Progress) -> DiaryStream:
    """The whole diary, with every watched sign, as `load_all` has it."""
    user = User.objects.get(pk=user.pk)
    first, last = span(user)
    exposures, medicines = list(user.exposures.all()), list(user.medicines.all())
    keys = {exposure.pk: exposure.key for exposure in exposures}
    courses = {medicine.pk: medicine.client_id for medicine in medicines}
    entries: dict[str, Iterable[Any]] = {
        "days": user.days.records(at_once=ROWS),
        "episodes": user.episodes.records(at_once=ROWS),
        "exposures": (exposure.record() for exposure in exposures),
        "readings": user.readings.reading_records(keys, at_once=ROWS),
        "medicines": (medicine.record() for medicine in medicines),
        "doses": (
            dose.record(courses[dose.medicine_id])
            for dose in user.doses.iterator(chunk_size=ROWS)
            if dose.medicine_id in courses
        ),
        "injections": (injection.record() for injection in user.injections.iterator(chunk_size=ROWS)),
        "visits": (visit.record() for visit in user.visits.iterator(chunk_size=ROWS)),
        "experiments": (row.record() for row in user.experiments.iterator(chunk_size=ROWS)),
        "watched_signs": watched_signs_of(user),
    }
    entries |= {kind: _counted(entries[kind], progress) for kind in KINDS}
    return DiaryStream(user.person(), first or NO_ENTRY_YET, last or NO_ENTRY_YET, entries)


def _counted(rows: Iterable[Any], progress: Progress) -> Iterator[Any]:
    number = 0
    for number, row in enumerate(rows, 1):
        yield row
        if number % ROWS == 0:
            progress(ROWS)
    progress(number % ROWS)

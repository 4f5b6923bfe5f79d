"""The longest transaction of the largest that is allowed: python -m benchmarks.transactions [DAYS]

Works on a new SQLite file, synced as in life, or on DATABASE_URL (docs/how_we_test.md shows how).
DAYS make the diary smaller than the largest file. Wanted: no transaction over one second, as others wait for it.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from benchmarks.visitor import DAYS, EXPOSURES, diary_of, say, verdict

MAX_S = 1.0


@dataclass
class Longest:
    """The longest transaction so far, and how many there were.

    A statement outside of one counts as one, unless it only reads: nobody waits for that.
    """

    seconds: float = 0
    processor_s: float = 0
    number: int = 0
    began: tuple[float, float] = (0, 0)

    def begin(self) -> None:
        """One more begins."""
        self.began = time.monotonic(), time.process_time()

    def end(self) -> None:
        """It has ended."""
        seconds, processor_s = time.monotonic() - self.began[0], time.process_time() - self.began[1]
        if seconds > self.seconds:
            self.seconds, self.processor_s = seconds, processor_s
        self.number += 1


@contextmanager
def watched() -> Iterator[Longest]:
    """Measure from the beginning of each transaction until it is committed."""
    from django.db import connection

    longest, switch = Longest(), connection.set_autocommit

    def set_autocommit(autocommit: bool, *rest: Any, **named: Any) -> None:
        switch(autocommit, *rest, **named)
        if autocommit:
            longest.end()
        else:
            longest.begin()

    def execute(run: Callable[..., Any], *statement: Any) -> Any:
        if connection.in_atomic_block or str(statement[0]).startswith("SELECT"):
            return run(*statement)
        longest.begin()
        result = run(*statement)
        longest.end()
        return result

    connection.set_autocommit = set_autocommit  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(execute):
            yield longest
    finally:
        connection.set_autocommit = switch  # type: ignore[method-assign]


def measure(name: str, work: Callable[[], object]) -> None:
    """Do this, and print its longest transaction."""
    began = time.monotonic()
    with watched() as longest:
        work()
    took, wall_ms, processor_ms = time.monotonic() - began, 1000 * longest.seconds, 1000 * longest.processor_s
    say(
        f"{name}: {longest.number} transactions in {took:.0f} s, longest {wall_ms:.0f} ms "
        f"({processor_ms:.0f} ms processor): {verdict(longest.seconds <= MAX_S)}"
    )


def measure_all(days: int) -> None:
    """A demo, the largest diary in, changed, and out, and the largest import of another app in and out."""
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from tracker import diary
    from tracker.core.formats import diary_json
    from tracker.core.merging import take_theirs
    from tracker.diary.imports import ImportBatch
    from tracker.models import User

    call_command("migrate", verbosity=0)
    measure("a demo", lambda: Client(headers={"Host": "localhost"}).post("/demo/"))
    now, content = timezone.now(), diary_of(days, EXPOSURES)
    value = diary_json.read(content)
    size = f"{len(content) // 1_000_000} MB, {len(value.readings)} values"
    user = User.objects.create_user(username=uuid4().hex)
    measure(f"a diary of {size}", lambda: diary.save(user, value, now))
    changed = replace(value, readings=tuple(replace(one, value=4) for one in value.readings))
    measure("the same with every value changed", lambda: diary.save(user, changed, now, take_theirs))
    measure("its deletion", lambda: diary.delete_account(user))
    other = User.objects.create_user(username=uuid4().hex)
    theirs = tuple(
        replace(one, id=UUID(int=n + 1), source="app", external_id=str(n)) for n, one in enumerate(value.readings)
    )
    batch = ImportBatch(uuid4(), "table", "app.csv", theirs, exposures=value.exposures)
    measure("an import of another app with as many", lambda: diary.save_import(other, batch, now))
    measure("undoing it", lambda: diary.undo_import(other, batch.client_id))
    measure("the deletion of that diary", lambda: diary.delete_account(other))


def main() -> None:
    """Measure in a folder that goes away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"LEVATOR_DATA": folder, "DJANGO_SETTINGS_MODULE": "journal.settings"}
        import django

        django.setup()
        measure_all(int(sys.argv[1]) if len(sys.argv) > 1 else DAYS)


if __name__ == "__main__":
    main()

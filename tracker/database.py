"""Migrate the database: one process at a time, and never with tables of a newer version."""

from __future__ import annotations

import pkgutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from django.core.management import CommandError, call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from tracker import migrations
from tracker.backups.atomic_file import delete_abandoned_drafts, locked
from tracker.backups.before_migration import copy_before_migration

ADVISORY_LOCK = 0x1E7A702
"""The number of PostgreSQL's advisory lock."""


def migrate_database() -> None:
    """Run the missing migrations. Raises CommandError if the database cannot be used."""
    with migration_lock():
        refuse_newer_tables()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            copy_first()
            call_command(Migrate(), interactive=False, verbosity=0)


def copy_first() -> None:
    """Copy an SQLite database that has tables, so that a failed update can be taken back. PostgreSQL has its dumps."""
    applied = sorted(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "tracker")
    if connection.vendor != "sqlite" or connection.is_in_memory_db() or not applied:  # type: ignore[attr-defined]
        return
    try:
        copy_before_migration(Path(connection.settings_dict["NAME"]), applied[-1])
    except (OSError, sqlite3.Error) as problem:
        reason = f"The database could not be copied before its tables are changed, so nothing was: {problem}"
        raise CommandError(reason) from None


@contextmanager
def migration_lock() -> Iterator[None]:
    """Wait until no other process migrates; then delete files that killed backups left beside the database."""
    with ExitStack() as stack:
        if connection.vendor == "postgresql":
            cursor = stack.enter_context(connection.cursor())
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
            stack.callback(cursor.execute, "SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])
        elif not connection.is_in_memory_db():  # type: ignore[attr-defined]
            database = Path(connection.settings_dict["NAME"])
            try:
                stack.enter_context(locked(database.parent))
            except OSError as problem:
                raise CommandError(f"The database cannot be used, {database}: {problem.strerror}.") from None
            _delete_leftovers(database)
        yield


def close_connections() -> None:
    """Close every connection, also in a pool, so that a forked process inherits none."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def _delete_leftovers(database: Path) -> None:
    delete_abandoned_drafts(database.parent)
    # Drafts of earlier versions, which had no lock.
    for ending in ("", "-journal", "-wal", "-shm"):
        for draft in database.parent.glob(f".{database.name}.????????{ending}"):
            # Cleaning up must not fail the start, for example on a read-only disk.
            with suppress(OSError):
                draft.unlink()


def missing_migrations() -> list[str]:
    """The migrations that this database lacks. One query."""
    known = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    applied = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "tracker"}
    return sorted(known - applied)


def refuse_newer_tables() -> None:
    """Raise CommandError if a newer version migrated the database: this one would write wrong rows."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return
    known = {module.name for module in pkgutil.iter_modules(migrations.__path__)}
    applied = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "tracker"}
    if newer := sorted(applied - known):
        reason = f"The database is from a newer Levator than this one ({newer[-1]}): update this one first."
        raise CommandError(reason)

"""A copy of the SQLite database before its tables are changed: the last two are kept beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tracker.backups.atomic_file import draft_beside, put_in_place
from tracker.backups.excluded_tables import delete_transient

KEPT = 2


def copy_before_migration(database: Path, newest: str) -> Path:
    """Copy the database; `newest` names the last migration that it has. Returns the copy."""
    copy = database.with_name(f"{database.name}.before-{newest}")
    with draft_beside(copy) as draft:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(draft)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")
            delete_transient(target)
        copy.unlink(missing_ok=True)
        put_in_place(draft, copy)
    for old in copies(database)[KEPT:]:
        old.unlink(missing_ok=True)
    return copy


def copies(database: Path) -> list[Path]:
    """The copies that are there, the newest first."""
    found = database.parent.glob(f"{database.name}.before-*")
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def delete_copies(database: Path) -> None:
    """Delete all copies: they still hold an account that is deleted."""
    for copy in copies(database):
        copy.unlink(missing_ok=True)

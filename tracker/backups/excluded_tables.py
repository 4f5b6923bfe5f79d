"""Tables that a backup leaves empty: sessions and what ends with them, caches, counters, waiting files, deletions."""

from __future__ import annotations

import sqlite3

TABLES = (
    "tracker_session",
    "django_session",
    "tracker_pushsubscription",
    "tracker_device",
    "tracker_kept",
    "tracker_cachedvalue",
    "tracker_importpreview",
    "tracker_deletedentry",
    "levator_cache",
)
"""The last one held pickles in earlier versions, and the second the sessions."""


def delete_transient(database: sqlite3.Connection) -> None:
    """Empty these tables in a copy and overwrite their rows. An old copy may lack some of them."""
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    database.execute("PRAGMA secure_delete=ON")
    for table in TABLES:
        if table in there:
            database.execute(f"DELETE FROM {table}")  # noqa: S608 — A name from the list above.
    database.commit()

"""Rows that no copy of the database takes along: log-ins, and what is computed from other rows or counted."""

from __future__ import annotations

import sqlite3

TABLES = ("django_session", "tracker_kept", "tracker_cachedvalue", "levator_cache")
"""The last one held pickles in earlier editions."""


def delete_transient(database: sqlite3.Connection) -> None:
    """Delete these rows from a copy, which may be older than some of the tables, and overwrite them with zeros."""
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    database.execute("PRAGMA secure_delete=ON")
    for table in TABLES:
        if table in there:
            database.execute(f"DELETE FROM {table}")  # noqa: S608 — A name from the list above.
    database.commit()

"""A database that may not grow any more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def no_room() -> Iterator[None]:
    """SQLite may not take another page, as when the disk is full."""
    with connection.cursor() as cursor:
        # Pages that earlier tests gave back would be room.
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            yield
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")

"""Database sessions that keep pages readable when the disk is full."""

from __future__ import annotations

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import DatabaseError

from tracker.pages.disk_full import is_full


class SessionStore(DatabaseSessions):
    """Database sessions whose updates may fail on a full disk."""

    def save(self, must_create: bool = False) -> None:
        """Save. On a full disk an update is dropped; a new session still raises the error."""
        try:
            super().save(must_create)
        except (DatabaseError, UpdateError) as error:
            if must_create or not is_full(error):
                raise

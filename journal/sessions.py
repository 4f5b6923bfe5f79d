"""Sessions in the database, that do not stand in the way of reading when there is no room to write."""

from __future__ import annotations

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import DatabaseError

from tracker.pages.disk_full import is_full


class SessionStore(DatabaseSessions):
    """A page that also notes that its reader was there, or was told something, is shown on a full disk as well."""

    def save(self, must_create: bool = False) -> None:
        """Save. On a full disk what would only be noted is let go; a new session is not."""
        try:
            super().save(must_create)
        except (DatabaseError, UpdateError) as error:
            if must_create or not is_full(error):
                raise

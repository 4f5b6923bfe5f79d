"""A person leaves, and takes every word along."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import connection, transaction

from tracker.models import LoginAttempt, User


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete a person with their whole diary and every session of theirs, on each of their devices.

    Looks into every session there is, because a session does not say whose it is from the outside.
    """
    theirs = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()
    LoginAttempt.objects.forget(user.username)
    user.delete()
    transaction.on_commit(truncate_wal)


def truncate_wal() -> None:
    """Empty SQLite's second file. What is deleted is overwritten in the first, but older pages stand in this one."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

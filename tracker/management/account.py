"""What the commands share: the named account, its date, and the exit codes."""

from __future__ import annotations

from datetime import date

from django.core.management.base import CommandError
from django.utils import timezone

from tracker.core.records import local_day
from tracker.database import refuse_newer_tables
from tracker.models import User

REFUSED, WRONG_USE = 1, 2
"""Exit codes: a file or a value was refused; the command was called the wrong way."""


def account(name: str) -> User:
    """Return the account. Raises CommandError (wrong use) if it does not exist, or if the tables are newer."""
    refuse_newer_tables()
    user = User.objects.named(name)
    if user is None:
        raise CommandError(f"There is no user named {name}.", returncode=WRONG_USE)
    return user


def today_of(user: User) -> date:
    """Today's date in the account's time zone, for a day that may begin some hours after midnight."""
    return local_day(timezone.now(), user.time_zone, user.day_starts_at)

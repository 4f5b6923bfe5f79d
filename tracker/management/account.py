"""What the commands share: the account that is named, and the exit codes."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.management.base import CommandError

from tracker.management.tables import refuse_newer_tables
from tracker.models import User
from tracker.records import Diary
from tracker.red_flags import RedFlag, Settings
from tracker.reports.signs_to_watch import signs_to_watch

REFUSED, WRONG_USE = 1, 2
"""Exit codes: a file or a value was refused; the command was called the wrong way."""


def account(name: str) -> User:
    """The account of that name. Raises CommandError (wrong use) where there is none, or where the tables are newer."""
    refuse_newer_tables()
    user = User.objects.named(name)
    if user is None:
        raise CommandError(f"There is no user named {name}.", returncode=WRONG_USE)
    return user


def thresholds_of(user: User) -> Settings:
    """The thresholds as this person and this installation have them."""
    return Settings.chosen(user.thresholds, settings.PATTERN_FLAGS)


def flags_of(user: User, whole: Diary, today: date) -> tuple[RedFlag, ...]:
    """What the rules say of a diary, which must be all that this person ever logged."""
    return signs_to_watch(whole, today, thresholds_of(user))

"""Throttle logins per device, so that guessing is slow and attackers cannot lock out the owner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import models, transaction
from django.utils.crypto import salted_hmac

from tracker.core.reference.limits import LOGIN_ATTEMPTS_BEFORE_BACKOFF, LOGIN_BACKOFF, MAX_LOGIN_ATTEMPTS_PER_HOUR
from tracker.models.user import User

HOUR = timedelta(hours=1)
MAX_AGE = timedelta(days=1)


class LoginAttemptQuerySet(models.QuerySet["LoginAttempt"]):
    """Queries in one word."""

    @transaction.atomic
    def record(self, username: str, source: str, is_known: bool, now: datetime) -> LoginAttempt | None:
        """Count an attempt before its password is compared. Return None if the source has to wait.

        Each source has its own limit, so a wrong password in one place locks nobody out in another. All sources that
        never logged in to this account share one limit, so a thousand addresses guess no faster than one.
        """
        # Lock the user row, as elsewhere. Unknown usernames need no lock.
        User.objects.select_for_update().filter(username=username).first()
        # After a clock was set back, attempts lie in the future. They must not count for ever.
        self.exclude(at__range=(now - MAX_AGE, now)).delete()
        account, source = digest(username), digest(source)
        recent = list(self.filter(account=account, at__gt=now - HOUR).order_by("at"))
        own = [attempt.at for attempt in recent if attempt.source == source]
        unknown = sum(not attempt.is_known for attempt in recent)
        if (
            now < next_attempt_at(own)
            or len(own) >= MAX_LOGIN_ATTEMPTS_PER_HOUR
            or (not is_known and unknown >= MAX_LOGIN_ATTEMPTS_PER_HOUR)
        ):
            return None
        return self.create(account=account, source=source, is_known=is_known, at=now)

    def forget(self, username: str) -> None:
        """Delete all attempts at this account."""
        self.filter(account=digest(username)).delete()


class LoginAttempt(models.Model):
    """An attempt that failed or is being checked. Account and source are keyed digests, kept for a day."""

    account = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    is_known = models.BooleanField()
    at = models.DateTimeField()

    objects = LoginAttemptQuerySet.as_manager()

    class Meta:
        """Found by account and time."""

        indexes = [models.Index(fields=["account", "at"], name="login_attempt_account_at")]

    def __str__(self) -> str:
        return f"login attempt {self.pk}"

    def clear(self) -> None:
        """Delete the attempts of this source: its last password was right."""
        LoginAttempt.objects.filter(account=self.account, source=self.source).delete()


def next_attempt_at(attempts: Sequence[datetime]) -> datetime:
    """When the same source may try again: the first few at once, then after a pause that doubles each time."""
    if len(attempts) < LOGIN_ATTEMPTS_BEFORE_BACKOFF:
        return datetime.min.replace(tzinfo=UTC)
    return max(attempts) + LOGIN_BACKOFF * (1 << (len(attempts) - LOGIN_ATTEMPTS_BEFORE_BACKOFF))


def digest(text: str) -> str:
    """A keyed hash: equal for equal text, and useless without this installation's secret key."""
    return salted_hmac("levator.guess", text.lower(), algorithm="sha256").hexdigest()

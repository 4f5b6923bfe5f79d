"""Tries at a password, counted so that guessing is slow and nobody can lock somebody else out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import models, transaction
from django.utils.crypto import salted_hmac

from tracker.core.reference.limits import GUESS_PAUSE, GUESSES_AN_HOUR, QUICK_GUESSES
from tracker.models.user import User

HOUR = timedelta(hours=1)
KEPT = timedelta(days=1)


class GuessQuerySet(models.QuerySet["Guess"]):
    """Queries in one word."""

    @transaction.atomic
    def try_once(self, name: str, source: str, is_known: bool, now: datetime) -> Guess | None:
        """Count a try at the password of `name` from `source`, before it is looked at; None where it has to wait.

        Each source waits for itself, so that a wrong password here keeps nobody out there. Sources that were never
        this person's share one allowance, so that a thousand addresses guess no faster than one.
        """
        # The owner's row is the lock, as everywhere; for a name that nobody has there is nothing to protect.
        User.objects.select_for_update().filter(username=name).first()
        # A clock that was set back leaves tries in the future, and those must not count for ever.
        self.exclude(at__range=(now - KEPT, now)).delete()
        account, source = digest(name), digest(source)
        held = list(self.filter(account=account, at__gt=now - HOUR).order_by("at"))
        own = [guess.at for guess in held if guess.source == source]
        others = sum(not guess.is_known for guess in held)
        if now < next_try(own) or len(own) >= GUESSES_AN_HOUR or (not is_known and others >= GUESSES_AN_HOUR):
            return None
        return self.create(account=account, source=source, is_known=is_known, at=now)

    def forget(self, name: str) -> None:
        """Nothing is known of this name any more."""
        self.filter(account=digest(name)).delete()


class Guess(models.Model):
    """One try that was not right, or is being looked at. Name and source are keyed digests, kept for a day."""

    account = models.CharField(max_length=64)
    source = models.CharField(max_length=64)
    is_known = models.BooleanField()
    at = models.DateTimeField()

    objects = GuessQuerySet.as_manager()

    class Meta:
        """Found by account and time."""

        indexes = [models.Index(fields=["account", "at"], name="guess_account_at")]

    def __str__(self) -> str:
        return f"guess {self.pk}"

    def was_right(self) -> None:
        """The source is its owner's: what it got wrong before is forgotten."""
        Guess.objects.filter(account=self.account, source=self.source).delete()


def next_try(tries: Sequence[datetime]) -> datetime:
    """When the same source may try again: the first few at once, then after a pause that doubles each time."""
    if len(tries) < QUICK_GUESSES:
        return datetime.min.replace(tzinfo=UTC)
    return max(tries) + GUESS_PAUSE * (1 << (len(tries) - QUICK_GUESSES))


def digest(text: str) -> str:
    """The same text always gives the same name here, and nobody without this installation's key can go back."""
    return salted_hmac("levator.guess", text.lower(), algorithm="sha256").hexdigest()

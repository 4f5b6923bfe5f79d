"""A token with which another program logs into a diary or reads it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.limits import NAME_CHARS


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Queries in one word."""

    def alive(self, now: datetime) -> ApiTokenQuerySet:
        """Tokens that open."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), digest__isnull=False, user__is_active=True)


class ApiToken(models.Model):
    """One token of a user. Not in the diary's file. Withdrawing it deletes its digest, so that it opens nothing.

    `digest` is the hash of the token, `start` the first letters of its secret, to tell tokens apart. Uses are counted
    in the row itself, so that a limit costs one statement: `minute` is the minute of the last use since 1970.
    `stop_keys` are the idempotency keys of the latest stops, which have no entry of their own.
    """

    class Scope(models.TextChoices):
        """What a token may do."""

        LOG = "log", _("Log only: it reads nothing back")
        READ = "read", _("Read the diary")
        ALL = "all", _("Log, read and check in")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    client_id = models.UUIDField(default=uuid.uuid4)
    name = models.CharField(_("Name"), max_length=NAME_CHARS)
    scope = models.CharField(max_length=8, choices=Scope)
    digest = models.CharField(max_length=64, null=True, unique=True)
    start = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    used_on = models.DateField(null=True)
    minute = models.BigIntegerField(default=0)
    minute_uses = models.PositiveIntegerField(default=0)
    day_uses = models.PositiveIntegerField(default=0)
    day_values = models.PositiveIntegerField(default=0)
    stop_keys = models.JSONField(default=list)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_token_per_client_id")]

    def __str__(self) -> str:
        return f"token {self.client_id}"

    def is_alive(self, now: datetime) -> bool:
        """Whether it opens: the same as `alive` asks of the table."""
        has_ended = self.ends_at is not None and self.ends_at <= now
        return self.digest is not None and self.user.is_active and not has_ended

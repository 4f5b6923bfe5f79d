"""A link that shares the snapshot of a summary until it ends."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

MAX_WRONG_CODES = 10
"""After this many wrong codes a link is shut for good."""

SHUT: dict[str, Any] = {"digest": None, "frozen": None, "pdf": None, "code": ""}
"""Column values of a link that is shut: without its secret and its snapshot."""


class SharedLinkQuerySet(models.QuerySet["SharedLink"]):
    """Queries in one word."""

    def alive(self, now: datetime) -> SharedLinkQuerySet:
        """Links that open."""
        return self.filter(digest__isnull=False, ends_at__gt=now, wrong_codes__lt=MAX_WRONG_CODES)

    def overdue(self, now: datetime) -> SharedLinkQuerySet:
        """Links that have ended and still have their snapshot."""
        return self.filter(Q(ends_at__lte=now) | Q(wrong_codes__gte=MAX_WRONG_CODES), digest__isnull=False)


class SharedLink(models.Model):
    """One link of a user. Not an entry of the diary, and not in its file.

    `frozen` is the snapshot that the link shows, `pdf` the same as a PDF once somebody asked for it, `digest` the hash
    of the secret in its address, `code` the slow hash of its pass code. All four are deleted when it ends. `ends_at`
    is the first instant after `ends_on`, in the time zone of the user when the link was made. Of an opening only its
    time is kept.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shared_links")
    client_id = models.UUIDField(default=uuid.uuid4)
    digest = models.CharField(max_length=64, null=True, unique=True)
    code = models.CharField(max_length=128, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)
    first_day = models.DateField()
    last_day = models.DateField()
    sections = models.JSONField()
    frozen = models.JSONField(null=True)
    pdf = models.BinaryField(null=True)
    made_at = models.DateTimeField()
    made_on = models.DateField()
    ends_on = models.DateField()
    ends_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    opened = models.PositiveIntegerField(default=0)
    opened_at = models.JSONField(default=list)

    objects = SharedLinkQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_link_per_client_id")]

    def __str__(self) -> str:
        return f"shared link {self.client_id}"

    def is_alive(self, now: datetime) -> bool:
        """Whether it opens."""
        return self.digest is not None and self.ends_at > now and self.wrong_codes < MAX_WRONG_CODES

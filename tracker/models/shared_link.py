"""A summary shared by an address that ends."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

MOST_WRONG_CODES = 10
"""So many wrong codes shut a link for good."""

SHUT: dict[str, Any] = {"digest": None, "frozen": None, "code": ""}
"""What is left of a link that opens nothing any more: neither its secret nor what it showed."""


class SharedLinkQuerySet(models.QuerySet["SharedLink"]):
    """Queries in one word."""

    def alive(self, now: datetime) -> SharedLinkQuerySet:
        """Links that open."""
        return self.filter(digest__isnull=False, ends_at__gt=now, wrong_codes__lt=MOST_WRONG_CODES)

    def overdue(self, now: datetime) -> SharedLinkQuerySet:
        """Links that open nothing any more and still hold what they showed."""
        return self.filter(Q(ends_at__lte=now) | Q(wrong_codes__gte=MOST_WRONG_CODES), digest__isnull=False)


class SharedLink(models.Model):
    """One row for each link a person made. No entry of the diary, and not in its file.

    `frozen` is all that the link shows, as it was when the link was made; `digest` is the hash of the secret in its
    address, `code` the slow hash of its pass code. All three are gone once it opens nothing any more. `ends_at` is
    the first instant after `ends_on`, dates being those where the person was. Of an opening only its time is kept.
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
        return self.digest is not None and self.ends_at > now and self.wrong_codes < MOST_WRONG_CODES

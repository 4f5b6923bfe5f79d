"""What every entry of a diary has: an owner, a name of its own, and a version."""

from __future__ import annotations

import uuid
from typing import Self, TypeVar

from django.conf import settings
from django.db import models

from tracker.core.records import Diary

Row = TypeVar("Row", bound="Entry")


class EntryQuerySet(models.QuerySet[Row]):
    """Queries in one word."""

    def between(self, period: Diary) -> Self:
        """Entries whose local date lies in the period."""
        return self.filter(local_date__range=(period.first_day, period.last_day))


class Entry(models.Model):
    """Abstract. `client_id` is made where the entry is typed, so that sending it twice makes one row.

    `version` counts the changes: an edit names the version it began from, and a later one is never overwritten.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)ss")
    client_id = models.UUIDField(default=uuid.uuid4)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Shared by every entry."""

        abstract = True

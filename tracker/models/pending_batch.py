"""Entries that are being written, and that nobody sees until all of them are there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q


class BusyError(Exception):
    """The person's diary is being written by an import. What they sent can be sent again in a moment."""


class PendingBatch(models.Model):
    """An import that is not finished: at most one per person. Entries with its number are hidden.

    Deleting this row makes all of them visible in one step. `touched_at` is the time of the last slice.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pending_batch")
    touched_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"pending batch {self.pk}"


class ReplacedRows(models.Model):
    """Rows of a table as they were before an import changed them: they come back if it does not come to its end."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="replaced_rows")
    batch = models.PositiveBigIntegerField()
    table = models.CharField(max_length=20)
    rows = models.BinaryField()

    def __str__(self) -> str:
        return f"replaced rows {self.pk}"


class VisibleManager(models.Manager[Any]):
    """Rows that are in no pending batch. `_base_manager` has all of them."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Without hidden rows."""
        return super().get_queryset().filter(~Q(batch__in=PendingBatch.objects.values("pk")) | Q(batch__isnull=True))

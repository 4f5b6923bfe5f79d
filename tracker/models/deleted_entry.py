"""Entries that were deleted and can be brought back for a while."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class DeletedEntry(models.Model):
    """A deleted entry with what depended on it, as the text of a diary file. Its person has ten, for a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deleted_entries")
    client_id = models.UUIDField(default=uuid.uuid4)
    deleted_at = models.DateTimeField(db_index=True)
    key = models.CharField(max_length=40)
    content = models.TextField()

    class Meta:
        """The oldest first."""

        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_deleted_entry_per_client_id")]

    def __str__(self) -> str:
        return f"deleted entry {self.pk}"

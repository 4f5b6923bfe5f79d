"""What Django's cache holds: counted attempts, shared by all processes and machines. Nothing of a diary."""

from __future__ import annotations

from django.db import models


class CachedValue(models.Model):
    """A value under its key, until it expires; without a time it stays."""

    key = models.CharField(max_length=255, primary_key=True)
    # JSON as text: PostgreSQL's own kind would turn a large float into a whole number next to it.
    value = models.TextField()
    expires = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"cached value {self.pk}"

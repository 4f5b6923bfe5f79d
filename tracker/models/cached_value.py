"""The table of Django's cache: counted attempts, shared by all processes and machines. No diary data."""

from __future__ import annotations

from django.db import models


class CachedValue(models.Model):
    """A value with its key and its time of expiry, if any."""

    key = models.CharField(max_length=255, primary_key=True)
    # JSON as text: PostgreSQL's JSON type would change large floats.
    value = models.TextField()
    expires = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return f"cached value {self.pk}"

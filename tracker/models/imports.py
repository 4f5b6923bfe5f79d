"""Imports of other apps' files: what each wrote, so that it can be undone and repeated. Not in the diary's file."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

PREVIEW_LIFE = timedelta(hours=1)
"""How long a file that was read waits for *Import*."""


class ImportQuerySet(models.QuerySet["Import"]):
    """Queries in one word."""

    def finished(self) -> ImportQuerySet:
        """Imports whose entries are all there: an import counts them in its last step."""
        return self.exclude(values=0, episodes=0, doses=0)


class Import(models.Model):
    """One import: a batch that is undone as a whole.

    `days` maps the key of each exposure to the number of days written, `made_exposures` are keys of exposures that it
    added, `replaced` are readings of the person that gave way, as JSON of their records.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="imports")
    client_id = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField()
    format = models.CharField(max_length=40)
    file_name = models.CharField(max_length=100, blank=True)
    values = models.PositiveIntegerField(default=0)
    episodes = models.PositiveIntegerField(default=0)
    doses = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    days = models.JSONField(default=dict)
    made_exposures = models.JSONField(default=list)
    replaced = models.JSONField(default=list)

    objects = ImportQuerySet.as_manager()

    class Meta:
        """The newest first."""

        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_import_per_client_id")]

    def __str__(self) -> str:
        return f"import {self.pk}"


class ImportedEntry(models.Model):
    """One entry that an import wrote. It stays when the person deletes the entry, which is how that is known.

    `value` is what was written, `before` the value that an earlier import had written.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="imported_entries")
    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=20, default="readings")
    client_id = models.UUIDField(default=uuid.uuid4)
    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)
    value = models.FloatField(default=0)
    before = models.FloatField(null=True)

    class Meta:
        """In the order of writing."""

        ordering = ["pk"]
        indexes = [models.Index(fields=["user", "source"], name="imported_user_source")]

    def __str__(self) -> str:
        return f"imported entry {self.pk}"


class ImportPreviewQuerySet(models.QuerySet["ImportPreview"]):
    """Queries in one word."""

    def alive(self, now: datetime) -> ImportPreviewQuerySet:
        """Previews that can still be imported."""
        return self.filter(made_at__gt=now - PREVIEW_LIFE)

    def expired(self, now: datetime) -> ImportPreviewQuerySet:
        """Previews whose hour is over."""
        return self.filter(made_at__lte=now - PREVIEW_LIFE)


class ImportPreview(models.Model):
    """A file that was read and waits for *Import*: its values, not the file. One per user, for an hour."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_previews")
    client_id = models.UUIDField(default=uuid.uuid4)
    made_at = models.DateTimeField()
    file_name = models.CharField(max_length=100, blank=True)
    file_bytes = models.PositiveBigIntegerField(default=0)
    content = models.BinaryField()

    objects = ImportPreviewQuerySet.as_manager()

    class Meta:
        """One preview per person."""

        constraints = [models.UniqueConstraint(fields=["user"], name="one_import_preview_per_user")]

    def __str__(self) -> str:
        return f"import preview {self.pk}"


class TableMapping(models.Model):
    """What the columns of a table mean to this person, for the next table with the same header."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="table_mappings")
    shape = models.CharField(max_length=12)
    mapping = models.JSONField()

    class Meta:
        """One mapping per header."""

        constraints = [models.UniqueConstraint(fields=["user", "shape"], name="one_mapping_per_shape")]

    def __str__(self) -> str:
        return f"table mapping {self.pk}"

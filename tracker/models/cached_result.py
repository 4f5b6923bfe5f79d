"""Results that are expensive to compute, cached per diary revision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models


class CachedResult(models.Model):
    """A result computed from a diary. Deleted with the next change of the diary, and with its owner.

    One with a `last_day` was computed from entries up to that date: a change of later entries does not delete it.
    Without a revision it outlives changes: its value holds digests of the days it was computed from.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cached_results", db_index=False
    )
    name = models.CharField(max_length=200)
    revision = models.PositiveBigIntegerField(null=True)
    last_day = models.DateField(null=True)
    # The last column: SQLite reads a row from its beginning, and most queries need no value.
    value = models.BinaryField()

    class Meta:
        """One result per person and name."""

        # The name of earlier versions: operators exclude it from their dumps (docs/deploy.md).
        db_table = "tracker_kept"
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_cached_result_per_name")]

    def __str__(self) -> str:
        return f"cached result {self.pk}"


@dataclass
class Prefetched:
    """The cached results of one page: their rows, of all names that begin with one of `names`, the decoded values by
    name and last day, and the new rows, which are stored together.
    """

    names: tuple[str, ...]
    rows: Mapping[str, CachedResult]
    values: dict[tuple[str, Any], Any] = field(default_factory=dict)
    new: dict[str, CachedResult] = field(default_factory=dict)

"""Something that was worked out from a diary, and the state of the diary it was worked out from."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Kept(models.Model):
    """Gone with the next change of the diary, and with its owner. No entry: it is made from the entries."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept")
    name = models.CharField(max_length=200)
    state = models.PositiveBigIntegerField()
    value = models.BinaryField()

    class Meta:
        """A person's things have different names."""

        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_kept_per_name")]

    def __str__(self) -> str:
        return f"kept {self.pk}"

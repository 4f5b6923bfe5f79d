"""The devices on which a person is logged in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Device(models.Model):
    """One log-in, as its owner sees it. Not an entry of the diary, and not in its file.

    `session_key` is the key of the session, which Django deletes without knowing of this row. The browser is stored
    as a name of ours (core/reference/browsers.py): no address, and nothing else that the browser says about itself.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices", db_index=False
    )
    client_id = models.UUIDField(default=uuid.uuid4)
    session_key = models.CharField(max_length=40)
    seen_on = models.DateField()
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)

    class Meta:
        """The device that was used last comes first; one row for each session."""

        ordering = ["-seen_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "session_key"], name="one_device_per_session")]

    def __str__(self) -> str:
        return f"device {self.pk}"

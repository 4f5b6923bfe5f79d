"""Files that a browser sends in pieces."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver

from tracker.models.job import folder


class Upload(models.Model):
    """Files that arrive in pieces: one upload a person, until a job reads them.

    `files` holds the name, the bytes and the time of the last change of each, as the browser says. How much of them
    has arrived is what is in the folder, on the machine that took it.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="upload")
    client_id = models.UUIDField(default=uuid.uuid4)
    files = models.JSONField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"upload {self.client_id}"

    @property
    def names(self) -> list[str]:
        """The name of each file."""
        return [name for name, _size, _changed in self.files]

    @property
    def sizes(self) -> list[int]:
        """The bytes of each file when all of it is there."""
        return [size for _name, size, _changed in self.files]

    @property
    def total(self) -> int:
        """The bytes of all files."""
        return sum(self.sizes)

    @property
    def paths(self) -> list[Path]:
        """Where each file is."""
        return [folder() / f"{self.client_id}.{number}.part" for number in range(len(self.files))]

    @property
    def received(self) -> int:
        """The bytes that are there."""
        return sum(one.st_size for one in self._found())

    @property
    def changed_at(self) -> float:
        """When the last piece came, in seconds since 1970; 0 on other machines than the one that takes them."""
        return max((one.st_mtime for one in self._found()), default=0)

    @property
    def is_here(self) -> bool:
        """Whether this is the machine that takes the pieces."""
        return bool(self._found())

    def delete_files(self) -> None:
        """Delete what has arrived, if it is there."""
        for path in self.paths:
            path.unlink(missing_ok=True)

    def _found(self) -> list[os.stat_result]:
        found = []
        for path in self.paths:
            with suppress(FileNotFoundError):
                found.append(path.stat())
        return found


@receiver(post_delete, sender=Upload)
def _delete_files(sender: object, instance: Upload, **kwargs: object) -> None:
    instance.delete_files()

"""Long work that a child process does while a page waits."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver


class JobQuerySet(models.QuerySet["Job"]):
    """Queries in one word."""

    def active(self) -> JobQuerySet:
        """Jobs that wait or run."""
        return self.filter(state__in=ACTIVE)


class Job(models.Model):
    """One piece of long work of a person, who has at most one at a time. Deleted a day later.

    `key` says what is asked for: asking again for the same gives the same job. `result` is what the page shows.
    `starts` is how often it was begun, `file_names` what its input files were called.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="jobs")
    client_id = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=100)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    written = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    result = models.JSONField(default=dict)
    starts = models.PositiveSmallIntegerField(default=0)
    file_names = models.JSONField(default=list)

    objects = JobQuerySet.as_manager()

    class Meta:
        """One place a person."""

        constraints = [
            models.UniqueConstraint(fields=["user", "client_id"], name="one_job_per_client_id"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state__in=["waiting", "running"]), name="one_job_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"job {self.client_id}"

    @property
    def input_file(self) -> Path:
        """What was uploaded for it, until it ends. Only on the machine that took it."""
        return folder() / str(self.client_id)

    @property
    def input_files(self) -> list[Path]:
        """All that was uploaded for it: the first is `input_file`."""
        return [self.input_file, *(folder() / f"{self.client_id}.{n}" for n in range(1, len(self.file_names)))]

    @property
    def result_file(self) -> Path:
        """The file that it wrote, until the person has taken it, or for a day."""
        return folder() / f"{self.client_id}.result"

    def delete_input(self) -> None:
        """Delete what was uploaded, if it is there."""
        for path in self.input_files:
            path.unlink(missing_ok=True)

    def delete_files(self) -> None:
        """Delete what was uploaded and what was written, if they are there."""
        self.delete_input()
        self.result_file.unlink(missing_ok=True)


def folder() -> Path:
    """Where the files of jobs wait."""
    jobs: Path = settings.DATA_DIR / "jobs"
    jobs.mkdir(mode=0o700, exist_ok=True)
    return jobs


@receiver(post_delete, sender=Job)
def _delete_files(sender: object, instance: Job, **kwargs: object) -> None:
    """A job takes its files with it, also when its owner's account is deleted."""
    instance.delete_files()


ACTIVE = (Job.State.WAITING, Job.State.RUNNING)

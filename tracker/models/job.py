"""Long work that a child process does while a page waits."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class JobQuerySet(models.QuerySet["Job"]):
    """Queries in one word."""

    def active(self) -> JobQuerySet:
        """Jobs that wait or run."""
        return self.filter(state__in=ACTIVE)


class Job(models.Model):
    """One piece of long work of a person, who has at most one at a time. Deleted a day later.

    `key` says what is asked for: asking again for the same gives the same job. `result` is what the page shows.
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


ACTIVE = (Job.State.WAITING, Job.State.RUNNING)

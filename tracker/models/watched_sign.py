"""A rule that matched, when it was shown, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.core import records

if TYPE_CHECKING:
    from tracker.models.user import User


class WatchedSignQuerySet(models.QuerySet["WatchedSign"]):
    """Queries in one word."""

    def open(self) -> WatchedSignQuerySet:
        """Rules that matched when they were last checked."""
        return self.filter(is_over=False)

    def past(self) -> WatchedSignQuerySet:
        """Rules that do not match any more, the latest first."""
        return self.filter(is_over=True).order_by("-last_shown", "-pk")


class WatchedSign(models.Model):
    """One row per period in which a rule matches. Not an entry: it is computed from the entries."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="watched_signs")
    rule = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=16)
    within_hours = models.PositiveSmallIntegerField(null=True)
    facts = models.JSONField()
    says = models.JSONField()
    first_shown = models.DateField()
    last_shown = models.DateField()
    is_over = models.BooleanField(default=False)
    answer = models.CharField(max_length=16, blank=True)
    answered_on = models.DateField(null=True)
    answered_facts = models.JSONField(default=dict)
    answered_level = models.CharField(max_length=16, blank=True)

    objects = WatchedSignQuerySet.as_manager()

    class Meta:
        """A rule is open at most once."""

        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "rule"], condition=Q(is_over=False), name="one_open_sign_per_rule")
        ]

    def __str__(self) -> str:
        return f"watched sign {self.pk}"

    def record(self) -> records.WatchedSign:
        """The row as a record."""
        same = {name: getattr(self, name) for name in SHARED_FIELDS}
        return records.WatchedSign(says=tuple(self.says), **same)

    @classmethod
    def from_record(cls, user: User, sign: records.WatchedSign) -> WatchedSign:
        """An unsaved row of this user."""
        row = cls(user=user)
        row.fill(sign)
        return row

    def fill(self, sign: records.WatchedSign) -> None:
        """Take over all values of the record."""
        for name in SHARED_FIELDS:
            setattr(self, name, getattr(sign, name))
        self.says = list(sign.says)


SHARED_FIELDS = (
    "rule", "version", "level", "within_hours", "facts", "first_shown", "last_shown", "answer", "answered_on",
    "answered_facts", "answered_level", "is_over",
)  # fmt: skip
"""Fields that the column and the record share."""

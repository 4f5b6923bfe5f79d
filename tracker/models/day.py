"""A check-in: one local date on which the person answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.reference.limits import NOTE_CHARS, SCORE
from tracker.models.entry import Entry, EntryQuerySet
from tracker.models.pending_batch import VisibleManager
from tracker.models.sign import SIGNS


class Day(Entry):
    """A date that was checked in. A date without a row is unknown, never quiet."""

    record_type = records.Day
    converters = {"signs": SIGNS}

    local_date = models.DateField(_("Day"))
    no_twitch = models.BooleanField(_("No twitch that day"), default=False)
    signs = models.JSONField(default=list, blank=True)
    no_other_signs = models.BooleanField(_("None of these"), default=False)
    impact = models.PositiveSmallIntegerField(_("How much did it get in the way?"), null=True, blank=True)
    worry = models.PositiveSmallIntegerField(_("How much did you worry about it?"), null=True, blank=True)
    worse_than_month_ago = models.BooleanField(_("Clearly worse than a month ago?"), null=True, blank=True)
    note = models.TextField(_("Note"), max_length=NOTE_CHARS, blank=True)

    objects = VisibleManager.from_queryset(EntryQuerySet)()

    class Meta:
        """One check-in per person and date."""

        ordering = ["local_date"]
        constraints = [
            models.UniqueConstraint(fields=["user", "local_date"], name="one_day_per_date"),
            models.UniqueConstraint(fields=["user", "client_id"], name="one_day_per_client_id"),
            models.CheckConstraint(condition=Q(impact__isnull=True) | Q(impact__lte=SCORE[1]), name="impact_0_10"),
            models.CheckConstraint(condition=Q(worry__isnull=True) | Q(worry__lte=SCORE[1]), name="worry_0_10"),
        ]

    def __str__(self) -> str:
        return f"day {self.local_date}"

    def record(self) -> records.Day:
        """The row as a record."""
        return records.Day(**self.record_values())

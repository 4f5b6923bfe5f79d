"""A medicine the person takes or took, and each dose of it that was noted."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import DoseChange
from tracker.core.reference.limits import DOSE_CHARS, LINE_CHARS, NAME_CHARS, NOTE_CHARS
from tracker.models.entry import Converter, Entry, EntryQuerySet
from tracker.models.pending_batch import VisibleManager


class Medicine(Entry):
    """One course. Null means *unanswered*, never no."""

    record_type = records.Medicine
    converters = {
        "changes": Converter(
            lambda column: tuple(DoseChange(date.fromisoformat(day), dose, raised) for day, dose, raised in column),
            lambda changes: [[change.day.isoformat(), change.dose, change.raised] for change in changes],
        )
    }

    name = models.CharField(_("Name"), max_length=NAME_CHARS)
    group = models.CharField(_("Kind"), max_length=NAME_CHARS, blank=True)
    dose = models.CharField(_("Dose"), max_length=DOSE_CHARS, blank=True)
    as_needed = models.BooleanField(_("Only when needed"), default=False)
    started = models.DateField(_("Started"), null=True, blank=True)
    dose_raised = models.DateField(_("Dose last raised"), null=True, blank=True)
    changes = models.JSONField(default=list, blank=True)
    stopped = models.DateField(_("Stopped"), null=True, blank=True)
    why = models.CharField(_("What for"), max_length=LINE_CHARS, blank=True)
    why_stopped = models.CharField(_("Why stopped"), max_length=LINE_CHARS, blank=True)
    suspected = models.BooleanField(_("I think it has to do with the twitch"), default=False)
    against_twitching = models.BooleanField(_("I take it against the twitching"), default=False)
    note = models.TextField(_("Note"), max_length=NOTE_CHARS, blank=True)

    objects = VisibleManager()

    class Meta:
        """By name, in an order that deleting and putting back does not change."""

        ordering = ["name", "client_id"]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_medicine_per_client_id")]

    def __str__(self) -> str:
        return f"medicine {self.client_id}"

    def record(self) -> records.Medicine:
        """The row as a record."""
        return records.Medicine(**self.record_values())


class DoseQuerySet(EntryQuerySet["Dose"]):
    """Queries in one word."""

    def latest_of_each(self) -> DoseQuerySet:
        """The last dose of each medicine."""
        newer = Dose.objects.filter(user=OuterRef("user"), medicine=OuterRef("medicine")).order_by("-at", "-client_id")
        return self.filter(pk=Subquery(newer.values("pk")[:1]))


class Dose(Entry):
    """One dose that was taken. `at` is UTC; zone and local date are where it was noted."""

    record_type = records.Dose
    parent = "medicine"

    medicine = models.ForeignKey(Medicine, on_delete=models.CASCADE, related_name="doses")
    at = models.DateTimeField(_("When"))
    zone = models.CharField(max_length=64)
    local_date = models.DateField()
    amount = models.CharField(_("How much"), max_length=DOSE_CHARS, blank=True)

    objects = VisibleManager.from_queryset(DoseQuerySet)()

    class Meta:
        """Found by person and time, in an order that deleting and putting back does not change."""

        ordering = ["at", "client_id"]
        indexes = [
            models.Index(fields=["user", "local_date"], name="dose_user_date"),
            models.Index(fields=["user", "medicine", "at"], name="dose_user_medicine_at"),
        ]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_dose_per_client_id")]

    def __str__(self) -> str:
        return f"dose {self.client_id}"

    def record(self, medicine: UUID | None = None) -> records.Dose:
        """The row as a record; a caller who passes the medicine's id saves a query."""
        return records.Dose(medicine=medicine or self.medicine.client_id, **self.record_values())

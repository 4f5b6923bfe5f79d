"""A medicine the person takes or took."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker import records
from tracker.models.entry import Entry
from tracker.reference.limits import NAME_CHARS, NOTE_CHARS


class Medicine(Entry):
    """Null means *not said*, never no."""

    name = models.CharField(_("Name"), max_length=NAME_CHARS)
    started = models.DateField(_("Started"), null=True, blank=True)
    dose_raised = models.DateField(_("Dose last raised"), null=True, blank=True)
    stopped = models.DateField(_("Stopped"), null=True, blank=True)
    suspected = models.BooleanField(_("I think it has to do with the twitch"), default=False)
    note = models.TextField(_("Note"), max_length=NOTE_CHARS, blank=True)

    class Meta:
        """By name, in an order that deleting and putting back does not change."""

        ordering = ["name", "client_id"]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_medicine_per_client_id")]

    def __str__(self) -> str:
        return f"medicine {self.client_id}"

    def record(self) -> records.Medicine:
        """The row as a value."""
        return records.Medicine(id=self.client_id, **{name: getattr(self, name) for name in SAME_IN_BOTH})

    @classmethod
    def from_record(cls, medicine: records.Medicine) -> Medicine:
        """An unsaved row from a value."""
        row = cls(client_id=medicine.id)
        row.fill(medicine)
        return row

    def fill(self, medicine: records.Medicine) -> None:
        """Take over everything the value says, but not its id."""
        for name in SAME_IN_BOTH:
            setattr(self, name, getattr(medicine, name))


SAME_IN_BOTH = ("name", "started", "dose_raised", "stopped", "suspected", "note")
"""Fields whose column and value are the same thing."""

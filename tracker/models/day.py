"""A check-in: one local date on which the person answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker import records
from tracker.models.entry import Entry, EntryQuerySet
from tracker.reference.limits import NOTE_CHARS


class Day(Entry):
    """There is a row only for a date that was checked in: no row means unknown, never quiet."""

    local_date = models.DateField(_("Day"))
    no_twitch = models.BooleanField(_("No twitch that day"), default=False)
    note = models.TextField(_("Note"), max_length=NOTE_CHARS, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        """One check-in per person and date."""

        ordering = ["local_date"]
        constraints = [
            models.UniqueConstraint(fields=["user", "local_date"], name="one_day_per_date"),
            models.UniqueConstraint(fields=["user", "client_id"], name="one_day_per_client_id"),
        ]

    def __str__(self) -> str:
        return f"day {self.local_date}"

    def record(self) -> records.Day:
        """The row as a value."""
        return records.Day(self.client_id, self.local_date, self.no_twitch, self.note)

    @classmethod
    def from_record(cls, day: records.Day) -> Day:
        """An unsaved row from a value."""
        row = cls(client_id=day.id)
        row.fill(day)
        return row

    def fill(self, day: records.Day) -> None:
        """Take over everything the value says, but not its id."""
        self.local_date, self.no_twitch, self.note = day.local_date, day.no_twitch, day.note

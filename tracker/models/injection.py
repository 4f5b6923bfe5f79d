"""Injections of one day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import Injected, Place
from tracker.core.reference.limits import NAME_CHARS, NOTE_CHARS
from tracker.models.entry import Entry


class Injection(Entry):
    """`spots` is how many units went where, `[["nose_side:left", 2.5]]`; null units were not said."""

    day = models.DateField(_("Day"))
    product = models.CharField(_("Product"), max_length=NAME_CHARS)
    spots = models.JSONField(default=list, blank=True)
    next_due = models.DateField(_("Next due"), null=True, blank=True)
    note = models.TextField(_("Note"), max_length=NOTE_CHARS, blank=True)
    effect_from = models.DateField(_("It began to help on"), null=True, blank=True)
    effect_until = models.DateField(_("It wore off on"), null=True, blank=True)

    class Meta:
        """By day, in an order that deleting and putting back does not change."""

        ordering = ["day", "client_id"]
        indexes = [models.Index(fields=["user", "day"], name="injection_user_day")]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_injection_per_client_id")]

    def __str__(self) -> str:
        return f"injection {self.client_id}"

    def record(self) -> records.Injection:
        """The row as a value."""
        spots = tuple(Injected(Place.parse(place), units) for place, units in self.spots)
        said = {name: getattr(self, name) for name in SHARED_FIELDS}
        return records.Injection(id=self.client_id, spots=spots, **said)

    @classmethod
    def from_record(cls, injection: records.Injection) -> Injection:
        """An unsaved row from a value."""
        row = cls(client_id=injection.id)
        row.fill(injection)
        return row

    def fill(self, injection: records.Injection) -> None:
        """Take over everything the value says, but not its id."""
        for name in SHARED_FIELDS:
            setattr(self, name, getattr(injection, name))
        self.spots = [[str(spot.place), spot.units] for spot in injection.spots]


SHARED_FIELDS = ("day", "product", "next_due", "note", "effect_from", "effect_until")
"""Fields whose column and value are the same thing."""

"""Injections of one day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import Injected, Place
from tracker.core.reference.limits import NAME_CHARS, NOTE_CHARS
from tracker.models.entry import Converter, Entry
from tracker.models.pending_batch import VisibleManager


class Injection(Entry):
    """`spots` is how many units went where, `[["nose_side:left", 2.5]]`; null means unanswered."""

    record_type = records.Injection
    converters = {
        "spots": Converter(
            lambda column: tuple(Injected(Place.parse(place), units) for place, units in column),
            lambda spots: [[str(spot.place), spot.units] for spot in spots],
        )
    }

    day = models.DateField(_("Day"))
    product = models.CharField(_("Product"), max_length=NAME_CHARS)
    spots = models.JSONField(default=list, blank=True)
    next_due = models.DateField(_("Next due"), null=True, blank=True)
    note = models.TextField(_("Note"), max_length=NOTE_CHARS, blank=True)
    effect_from = models.DateField(_("It began to help on"), null=True, blank=True)
    effect_until = models.DateField(_("It wore off on"), null=True, blank=True)

    objects = VisibleManager()

    class Meta:
        """By day, in an order that deleting and putting back does not change."""

        ordering = ["day", "client_id"]
        indexes = [models.Index(fields=["user", "day"], name="injection_user_day")]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_injection_per_client_id")]

    def __str__(self) -> str:
        return f"injection {self.client_id}"

    def record(self) -> records.Injection:
        """The row as a record."""
        return records.Injection(**self.record_values())

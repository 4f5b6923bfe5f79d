"""Self-experiments."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import Expected, Kept, KeptDay, Pause
from tracker.core.reference.limits import LINE_CHARS, NAME_CHARS, SEED_CHARS
from tracker.models.entry import Converter, Entry
from tracker.models.pending_batch import VisibleManager


def _pauses(column: list[list[str | None]]) -> tuple[Pause, ...]:
    return tuple(
        Pause(date.fromisoformat(str(first)), date.fromisoformat(last) if last else None) for first, last in column
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


class Experiment(Entry):
    """`pauses` is `[["2026-03-02", "2026-03-05"]]`, null while one lasts; `kept` is `[["2026-03-02", "yes"]]`."""

    class ExpectedChoices(models.TextChoices):
        """As in the record."""

        FEWER = Expected.FEWER.value, _("fewer twitches")
        MORE = Expected.MORE.value, _("more twitches")

    record_type = records.Experiment
    converters = {
        "expected": Converter(Expected, str),
        "pauses": Converter(_pauses, lambda pauses: [[_iso(pause.first), _iso(pause.last)] for pause in pauses]),
        "kept": Converter(
            lambda column: tuple(KeptDay(date.fromisoformat(day), Kept(kept)) for day, kept in column),
            lambda kept: [[_iso(answer.day), str(answer.kept)] for answer in kept],
        ),
    }

    day = models.DateField(_("First day"))
    on = models.CharField(_("On some days"), max_length=LINE_CHARS)
    off = models.CharField(_("On the others"), max_length=LINE_CHARS)
    expected = models.CharField(_("What you expect"), max_length=5, choices=ExpectedChoices)
    seed = models.CharField(max_length=SEED_CHARS)
    pairs = models.PositiveSmallIntegerField(_("Pairs of periods"))
    period_days = models.PositiveSmallIntegerField(_("Days in a period"))
    left_out = models.PositiveSmallIntegerField(_("Days not counted at the start of a period"), default=0)
    exposure = models.CharField(max_length=NAME_CHARS, blank=True)
    pauses = models.JSONField(default=list, blank=True)
    stopped = models.DateField(_("Stopped on"), null=True, blank=True)
    kept = models.JSONField(default=list, blank=True)

    objects = VisibleManager()

    class Meta:
        """By day, in an order that deleting and putting back does not change."""

        ordering = ["day", "client_id"]
        indexes = [models.Index(fields=["user", "day"], name="experiment_user_day")]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_experiment_per_client_id")]

    def __str__(self) -> str:
        return f"experiment {self.client_id}"

    def record(self) -> records.Experiment:
        """The row as a record."""
        return records.Experiment(**self.record_values())

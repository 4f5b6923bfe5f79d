"""A visit to a doctor, planned or past."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import MedicalTest, MedicalTestKind, ScaleScore
from tracker.core.reference.limits import LINE_CHARS, NOTE_CHARS
from tracker.models.entry import Converter, Entry
from tracker.models.pending_batch import VisibleManager


class Visit(Entry):
    """`tests` is `[["blood", "Magnesium", "0.8 mmol/L"]]`, `scores` is `[["SMC grade", 2]]`."""

    record_type = records.Visit
    converters = {
        "questions": Converter(tuple, list),
        "tests": Converter(
            lambda column: tuple(MedicalTest(MedicalTestKind(kind), name, result) for kind, name, result in column),
            lambda tests: [[test.kind.value, test.name, test.result] for test in tests],
        ),
        "scores": Converter(
            lambda column: tuple(ScaleScore(scale, score) for scale, score in column),
            lambda scores: [[score.scale, score.score] for score in scores],
        ),
    }

    day = models.DateField(_("Day"))
    who = models.CharField(_("With whom"), max_length=LINE_CHARS, blank=True)
    questions = models.JSONField(default=list, blank=True)
    findings = models.TextField(_("What was found"), max_length=NOTE_CHARS, blank=True)
    tests = models.JSONField(default=list, blank=True)
    scores = models.JSONField(default=list, blank=True)
    agreed = models.TextField(_("What was agreed"), max_length=NOTE_CHARS, blank=True)
    note = models.TextField(_("Note"), max_length=NOTE_CHARS, blank=True)

    objects = VisibleManager()

    class Meta:
        """By day, in an order that deleting and putting back does not change."""

        ordering = ["day", "client_id"]
        indexes = [models.Index(fields=["user", "day"], name="visit_user_day")]
        constraints = [models.UniqueConstraint(fields=["user", "client_id"], name="one_visit_per_client_id")]

    def __str__(self) -> str:
        return f"visit {self.client_id}"

    def record(self) -> records.Visit:
        """The row as a record."""
        return records.Visit(**self.record_values())

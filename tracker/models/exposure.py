"""Exposures (what is tracked besides the twitch) and readings (their values)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import ExposureKind, Summary
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.import_sources import BY_HAND
from tracker.core.reference.limits import NAME_CHARS, UNIT_CHARS
from tracker.models.entry import Converter, Entry, EntryQuerySet
from tracker.models.pending_batch import VisibleManager

if TYPE_CHECKING:
    from tracker.models.user import User

CHECK_IN = "check-in"
TAP = "tap"


class Amount(models.FloatField):  # type: ignore[type-arg]  # only a type checker can give it one
    """A number without a negative zero, which PostgreSQL would store and SQLite would not."""

    def get_prep_value(self, value: float | None) -> float | None:
        """The number for the database."""
        number: float | None = super().get_prep_value(value)
        return None if number is None else number + 0.0

    def deconstruct(self) -> Any:
        """A plain FloatField in migrations."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FloatField", args, kwargs


class SummaryChoices(models.TextChoices):
    """How the readings of one day become the day's value."""

    SUM = Summary.SUM.value, _("Add them up")
    MEAN = Summary.MEAN.value, _("Take the average")
    LAST = Summary.LAST.value, _("Take the last one")


class KindChoices(models.TextChoices):
    """What the values of one of the person's own are."""

    YES_NO = ExposureKind.YES_NO.value, _("Yes or no")
    COUNT = ExposureKind.COUNT.value, _("How many")
    SCORE = ExposureKind.SCORE.value, _("0 to 10")
    AMOUNT = ExposureKind.AMOUNT.value, _("How much")


class ExposureQuerySet(models.QuerySet["Exposure"]):
    """Queries in one word."""

    def tracked(self) -> ExposureQuerySet:
        """The ones the check-in asks for."""
        return self.filter(tracked=True)


class Exposure(Entry):
    """A candidate trigger, built in or the person's own. Every person has a row for each built-in one."""

    record_type = records.Exposure
    converters = {
        "summary": Converter(Summary, lambda summary: summary.value),
        "kind": Converter(ExposureKind, lambda kind: kind.value),
    }

    key = models.CharField(max_length=60)
    name = models.CharField(_("Name"), max_length=NAME_CHARS)
    unit = models.CharField(_("Unit"), max_length=UNIT_CHARS, blank=True)
    summary = models.CharField(
        _("If you note it more than once a day"), max_length=8, choices=SummaryChoices, default=SummaryChoices.SUM
    )
    limit = Amount(_("Reference line"), null=True, blank=True)
    tracked = models.BooleanField(_("Ask for it in the check-in"), default=True)
    kind = models.CharField(_("Kind"), max_length=8, choices=KindChoices, default=KindChoices.AMOUNT)
    one_tap = Amount(_("One tap on Today adds"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=100)

    objects = VisibleManager.from_queryset(ExposureQuerySet)()

    class Meta:
        """In the person's order."""

        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_exposure_per_key"),
            models.UniqueConstraint(fields=["user", "client_id"], name="one_exposure_per_client_id"),
        ]

    def __str__(self) -> str:
        return f"exposure {self.key}"

    def record(self) -> records.Exposure:
        """The row as a record."""
        return records.Exposure(**self.record_values())

    @property
    def adds_up(self) -> bool:
        """Whether the values of a day are added."""
        return self.summary == Summary.SUM and self.kind != ExposureKind.YES_NO

    @classmethod
    def add_built_in(cls, user: User) -> None:
        """Add the built-in exposures that this user does not have yet."""
        existing = set(user.exposures.values_list("key", flat=True))
        rows = [
            cls(
                user=user, key=b.key, name=b.name, unit=b.unit, summary=b.summary.value, limit=b.limit,
                tracked=b.tracked, position=position,
            )
            for position, b in enumerate(BUILT_IN, start=len(existing))
            if b.key not in existing
        ]  # fmt: skip
        cls.objects.bulk_create(rows)


class ReadingQuerySet(EntryQuerySet["Reading"]):
    """Queries in one word."""

    def from_check_in(self) -> ReadingQuerySet:
        """Values typed in the check-in, at most one per exposure and date."""
        return self.filter(source=CHECK_IN)

    def imported(self) -> ReadingQuerySet:
        """Values read from another app's file."""
        return self.exclude(source__in=BY_HAND)

    def reading_records(self, keys: Mapping[int, str], at_once: int = 0) -> Iterator[records.Reading]:
        """The rows as records, with the key of each exposure by its primary key.

        A long diary has tens of thousands: without a row object for each, loading it takes half the time. With
        `at_once`, no more than that many rows are in memory.
        """
        columns = ("client_id", "exposure_id", "local_date", "value", "at", "zone", "item", "source", "external_id")
        rows = self.values_list(*columns)
        for client_id, exposure, *rest in rows.iterator(chunk_size=at_once) if at_once else rows:
            yield records.Reading(client_id, keys[exposure], *rest)


class Reading(Entry):
    """One value of one exposure on one date, with the clock time where there is one."""

    record_type = records.Reading
    parent = "exposure"

    exposure = models.ForeignKey(Exposure, on_delete=models.CASCADE, related_name="readings")
    local_date = models.DateField(_("Day"))
    value = Amount(_("Amount"))
    at = models.DateTimeField(_("When"), null=True, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    item = models.CharField(max_length=NAME_CHARS, blank=True)
    source = models.CharField(max_length=40, default=CHECK_IN)
    external_id = models.CharField(max_length=200, blank=True)

    objects = VisibleManager.from_queryset(ReadingQuerySet)()

    class Meta:
        """In time order, values of the whole day first on every database.

        An imported value comes in once, and a check-in holds one value per exposure.
        """

        ordering = ["local_date", models.F("at").asc(nulls_first=True), "client_id"]
        indexes = [models.Index(fields=["user", "local_date"], name="reading_user_date")]
        constraints = [
            models.UniqueConstraint(fields=["user", "client_id"], name="one_reading_per_client_id"),
            models.UniqueConstraint(
                fields=["user", "source", "external_id"],
                condition=~Q(external_id=""),
                name="one_reading_per_external_id",
            ),
            models.UniqueConstraint(
                fields=["user", "exposure", "local_date"],
                condition=Q(source=CHECK_IN),
                name="one_check_in_value_per_day",
            ),
        ]

    def __str__(self) -> str:
        return f"reading {self.client_id}"

    def record(self, key: str = "") -> records.Reading:
        """The row as a record; a caller who passes the exposure's key saves a query."""
        return records.Reading(exposure=key or self.exposure.key, **self.record_values())

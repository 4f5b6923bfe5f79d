"""One episode of twitching."""

from __future__ import annotations

from itertools import islice

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import Feel, Place, Relief
from tracker.core.reference import limits
from tracker.core.reference.folding import fold_text
from tracker.models.entry import Converter, Entry, EntryQuerySet
from tracker.models.pending_batch import VisibleManager
from tracker.models.sign import SIGNS


class EpisodeQuerySet(EntryQuerySet["Episode"]):
    """Queries in one word."""

    def running(self) -> EpisodeQuerySet:
        """Episodes that are still going, the newest first."""
        return self.filter(still_going=True).order_by("-onset")

    def newest(self) -> EpisodeQuerySet:
        """The latest onset first."""
        return self.order_by("-onset", "-pk")

    def mentioning(self, words: str, limit: int) -> EpisodeQuerySet:
        """The first episodes whose note contains these words, compared in Python: alike on every database."""
        wanted = fold_text(words)
        notes = self.exclude(note="").values_list("pk", "note").iterator(chunk_size=1_000)
        found = (pk for pk, note in notes if wanted in fold_text(note))
        return self.filter(pk__in=list(islice(found, limit)))


class FeelChoices(models.TextChoices):
    """What the movement feels like."""

    FLUTTER = Feel.FLUTTER.value, _("Flutter")
    JERK = Feel.JERK.value, _("Jerk")
    PULL_AND_HOLD = Feel.PULL_AND_HOLD.value, _("Pull and hold")


class Episode(Entry):
    """Null means *unanswered*, never no and never zero. Onset is UTC; zone and local date are where it was typed."""

    record_type = records.Episode
    converters = {
        "places": Converter(
            lambda column: tuple(map(Place.parse, column)), lambda places: [str(place) for place in places]
        ),
        "feel": Converter(lambda column: Feel(column) if column else None, lambda feel: feel or ""),
        "signs": SIGNS,
        "blamed": Converter(tuple, list),
        "reliefs": Converter(
            lambda column: tuple(Relief(**relief) for relief in column),
            lambda reliefs: [vars(relief).copy() for relief in reliefs],
        ),
    }

    onset = models.DateTimeField(_("When it began"))
    zone = models.CharField(max_length=64)
    local_date = models.DateField()
    duration_s = models.PositiveIntegerField(_("How long"), null=True, blank=True)
    still_going = models.BooleanField(_("Still going"), default=False)
    places = models.JSONField(_("Where"), default=list, blank=True)
    strength = models.PositiveSmallIntegerField(_("How strong"), null=True, blank=True)
    feel = models.CharField(_("What it feels like"), max_length=16, choices=FeelChoices, blank=True)
    count = models.PositiveIntegerField(_("How many twitches"), null=True, blank=True)
    can_hold_back = models.BooleanField(_("Can you hold it back?"), null=True, blank=True)
    urge_before = models.BooleanField(_("Was there an urge before it?"), null=True, blank=True)
    eye_closes = models.BooleanField(_("Does the eye close?"), null=True, blank=True)
    in_sleep = models.BooleanField(_("Was it seen in sleep?"), null=True, blank=True)
    falling_asleep = models.BooleanField(_("Was it while falling asleep or waking?"), null=True, blank=True)
    pain = models.PositiveSmallIntegerField(_("Pain"), null=True, blank=True)
    signs = models.JSONField(default=list, blank=True)
    no_other_signs = models.BooleanField(_("None of these"), default=False)
    blamed = models.JSONField(default=list, blank=True)
    reliefs = models.JSONField(default=list, blank=True)
    note = models.TextField(_("Note"), max_length=limits.NOTE_CHARS, blank=True)

    objects = VisibleManager.from_queryset(EpisodeQuerySet)()

    class Meta:
        """Found by person and time, in an order that deleting and putting back does not change."""

        ordering = ["onset", "client_id"]
        indexes = [
            models.Index(fields=["user", "local_date"], name="episode_user_date"),
            models.Index(fields=["user", "onset"], name="episode_user_onset"),
            # Every page asks for the few running episodes; without this index it would scan all others.
            models.Index(fields=["user", "onset"], condition=Q(still_going=True), name="episode_user_going"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "client_id"], name="one_episode_per_client_id"),
            models.CheckConstraint(condition=Q(strength__isnull=True) | Q(strength__lte=10), name="strength_0_10"),
            models.CheckConstraint(condition=Q(pain__isnull=True) | Q(pain__lte=10), name="pain_0_10"),
            models.CheckConstraint(
                condition=Q(still_going=False) | Q(duration_s__isnull=True), name="going_has_no_duration"
            ),
        ]

    def __str__(self) -> str:
        return f"episode {self.client_id}"

    def record(self) -> records.Episode:
        """The row as a record."""
        return records.Episode(**self.record_values())

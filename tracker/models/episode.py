"""One bout of twitching."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.core import records
from tracker.core.records import Feel, Place, Relief
from tracker.core.reference import limits
from tracker.core.reference.folding import folded
from tracker.models.entry import Entry, EntryQuerySet
from tracker.models.sign import from_signs, to_signs


class EpisodeQuerySet(EntryQuerySet["Episode"]):
    """Queries in one word."""

    def running(self) -> EpisodeQuerySet:
        """Episodes that have not stopped, the newest first."""
        return self.filter(still_going=True).order_by("-onset")

    def newest(self) -> EpisodeQuerySet:
        """The latest onset first."""
        return self.order_by("-onset", "-pk")

    def mentioning(self, words: str, most: int) -> EpisodeQuerySet:
        """The first so many whose note holds these words, compared as text and not as bytes on every database."""
        wanted = folded(words)
        notes = self.exclude(note="").values_list("pk", "note").iterator(chunk_size=1_000)
        found = (pk for pk, note in notes if wanted in folded(note))
        return self.filter(pk__in=list(islice(found, most)))

    def records(self) -> Iterator[records.Episode]:
        """The rows as values. Without a row object for each, a long diary is loaded in two thirds of the time."""
        for row in self.values_list(*COLUMNS):
            yield _value(*row)


class FeelChoices(models.TextChoices):
    """What the movement feels like."""

    FLUTTER = Feel.FLUTTER.value, _("Flutter")
    JERK = Feel.JERK.value, _("Jerk")
    PULL_AND_HOLD = Feel.PULL_AND_HOLD.value, _("Pull and hold")


class Episode(Entry):
    """Null means *not said*, never no and never zero. Onset is UTC; zone and local date are where it was typed."""

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

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        """Found by person and time, in an order that deleting and putting back does not change."""

        ordering = ["onset", "client_id"]
        indexes = [
            models.Index(fields=["user", "local_date"], name="episode_user_date"),
            models.Index(fields=["user", "onset"], name="episode_user_onset"),
            # Every page asks for the few that go on, and would look through all others for them.
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
        """The row as a value."""
        return _value(*(getattr(self, name) for name in COLUMNS))

    @classmethod
    def from_record(cls, episode: records.Episode) -> Episode:
        """An unsaved row from a value."""
        row = cls(client_id=episode.id)
        row.fill(episode)
        return row

    def fill(self, episode: records.Episode) -> None:
        """Take over everything the value says, but not its id."""
        for name in SHARED_FIELDS:
            setattr(self, name, getattr(episode, name))
        self.feel = episode.feel or ""
        self.places = [str(place) for place in episode.places]
        self.signs = from_signs(episode.signs)
        self.blamed = list(episode.blamed)
        self.reliefs = [vars(relief).copy() for relief in episode.reliefs]


SHARED_FIELDS = (
    "onset", "zone", "local_date", "duration_s", "still_going", "strength", "count", "can_hold_back",
    "urge_before", "eye_closes", "in_sleep", "falling_asleep", "pain", "no_other_signs", "note",
)  # fmt: skip
"""Fields whose column and value are the same thing."""

COLUMNS = ("client_id", "places", "feel", "signs", "blamed", "reliefs", *SHARED_FIELDS)


def _value(
    client_id: UUID,
    places: Iterable[str],
    feel: str,
    signs: Iterable[tuple[str, str]],
    blamed: Iterable[str],
    reliefs: Iterable[dict[str, Any]],
    *same: Any,
) -> records.Episode:
    return records.Episode(
        id=client_id,
        places=tuple(Place.parse(token) for token in places),
        feel=Feel(feel) if feel else None,
        signs=to_signs(signs),
        blamed=tuple(blamed),
        reliefs=tuple(Relief(**relief) for relief in reliefs),
        **dict(zip(SHARED_FIELDS, same, strict=True)),
    )

"""The user and their settings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Person, Threshold
from tracker.core.reference.folding import fold_text, normalize_password
from tracker.core.reference.limits import DAY_STARTS_AT, NUMBER_CHARS, PHONE_NUMBER
from tracker.core.reference.sections import ALL_SECTIONS, hidden_sections, ordered_sections
from tracker.models.cached_result import Prefetched
from tracker.models.exposure import Exposure
from tracker.models.pending_batch import BusyError, PendingBatch

DEMO_NAME = "demo-"
"""Prefix of the usernames of demo accounts."""

SETTINGS = tuple(field.name for field in fields(Person))

DOCTOR_PAGE = {"doctor_sections": "sections", "doctor_questions": "questions"}
"""Settings stored in the column `doctor_page`, with their key in it."""


class People(UserManager["User"]):
    """Queries in one word."""

    def named(self, name: str) -> User | None:
        """The account of this name, however it is written; one stored in exactly this form comes first."""
        forms = [name, name.lower(), fold_text(name)]
        found = {user.username: user for user in self.filter(username__in=forms)}
        return next((found[form] for form in forms if form in found), None)

    def demos(self) -> models.QuerySet[User]:
        """Accounts that hold the diary of a made-up person."""
        return self.filter(is_demo=True)

    def visitors(self) -> models.QuerySet[User]:
        """Demo accounts that the page made, one for each visitor who wanted to look round."""
        return self.demos().filter(username__startswith=DEMO_NAME)


class User(AbstractUser):
    """A person. Needs a user name and a password; no e-mail address, no real name."""

    class Units(models.TextChoices):
        """How amounts of drink are shown."""

        METRIC = "metric", _("Millilitres")
        US = "us", _("US fluid ounces")

    class Theme(models.TextChoices):
        """Light or dark pages."""

        AUTO = "auto", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    time_zone = models.CharField(_("Time zone"), max_length=64, default="UTC")
    country = models.CharField(_("Country"), max_length=2, blank=True)
    units = models.CharField(_("Units"), max_length=8, choices=Units, default=Units.METRIC)
    day_starts_at = models.PositiveSmallIntegerField(
        _("My day begins at"), default=0, validators=[MaxValueValidator(DAY_STARTS_AT[1])]
    )
    calm_mode = models.BooleanField(_("Calm mode"), default=False)
    theme = models.CharField(_("Theme"), max_length=8, choices=Theme, default=Theme.AUTO)
    under_16 = models.BooleanField(_("I am under 16"), default=False)
    pregnant = models.BooleanField(_("I am pregnant"), default=False)
    palsy_began = models.DateField(_("One side of my face was paralysed since"), null=True, blank=True)
    palsy_improving = models.BooleanField(_("Is it getting better?"), null=True, blank=True)
    twitching_since = models.DateField(_("It twitches since"), null=True, blank=True)
    seen_by_doctor = models.BooleanField(_("Has a doctor looked at it?"), null=True, blank=True)
    seen_by_doctor_in = models.DateField(_("When a doctor last looked at it"), null=True, blank=True)
    goes_on_in_sleep = models.BooleanField(_("Does it go on in sleep?"), null=True, blank=True)
    eye_closes = models.BooleanField(_("Does the eye close with it?"), null=True, blank=True)
    can_hold_back = models.BooleanField(_("Can you hold it back?"), null=True, blank=True)
    runs_in_family = models.BooleanField(_("Does anybody in your family have it too?"), null=True, blank=True)
    hurt_before = models.BooleanField(_("Was your face hurt or operated on before it began?"), null=True, blank=True)
    mouth_moves = models.BooleanField(_("Does your mouth move when you shut your eyes?"), null=True, blank=True)
    brow_rises = models.BooleanField(_("Does your eyebrow rise when the eye closes by itself?"), null=True, blank=True)
    touch_eases = models.BooleanField(_("Does it ease when you touch your face?"), null=True, blank=True)
    set_off = models.BooleanField(_("Do light, wind, reading or talking set it off?"), null=True, blank=True)
    skipped = models.JSONField(default=list, blank=True)
    own_number = models.CharField(
        _("Another emergency number"),
        max_length=NUMBER_CHARS,
        blank=True,
        validators=[RegexValidator(rf"^{PHONE_NUMBER}\Z", _("Please type a number that can be called, such as 119."))],
    )
    thresholds = models.JSONField(default=dict, blank=True)
    doctor_page = models.JSONField(default=dict, blank=True)
    asks_second_step = models.BooleanField(default=False, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    diary_revision = models.PositiveBigIntegerField(default=0, editable=False)

    objects: ClassVar[People] = People()

    prefetched: Prefetched | None = None
    """The cached results that the page in progress has read."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new person gets a row for everything that can be tracked."""
        is_new = self._state.adding
        if not is_new and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = SAVED_COLUMNS
        super().save(*args, **kwargs)
        if is_new:
            Exposure.add_built_in(self)

    @classmethod
    def normalize_username(cls, username: str) -> str:
        """The stored form of a username, the same for names that look alike."""
        return fold_text(username)

    def set_password(self, raw_password: str | None) -> None:
        """Store a password in the normal form that it is compared in."""
        super().set_password(raw_password and normalize_password(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Compare a password in its normal form, then as typed: old hashes were made of that."""
        normal = raw_password and normalize_password(raw_password)
        if super().check_password(normal):
            return True
        return normal != raw_password and super().check_password(raw_password)

    @property
    def is_visitor(self) -> bool:
        """Whether it is a demo account made from the page, which is deleted after a day."""
        return self.is_demo and self.username.startswith(DEMO_NAME)

    @property
    def doctor_sections(self) -> tuple[str, ...]:
        """The sections of the summary for a doctor, in this person's order; all of them when nothing was chosen."""
        if "sections" not in self.doctor_page:
            return ALL_SECTIONS
        return ordered_sections(self.doctor_page["sections"], self.doctor_page.get("left_out"))

    @property
    def doctor_questions(self) -> tuple[str, ...]:
        """Questions for the doctor that belong to no visit yet."""
        return tuple(self.doctor_page.get("questions", ()))

    def lock_and_bump_revision(self, *, forget: bool = True) -> None:
        """Lock the user row until the transaction ends, count the revision up and delete cached results.

        Raises DoesNotExist if the account was deleted since, and BusyError while an import writes into the diary. On
        PostgreSQL the row lock makes two identical posts wait for one another; SQLite has a single write lock anyway.
        Without `forget` the caller deletes the results.
        """
        self.prefetched = None
        idle = User.objects.filter(~Exists(PendingBatch.objects.filter(user=OuterRef("pk"))), pk=self.pk)
        if not idle.update(diary_revision=F("diary_revision") + 1):
            raise BusyError if User.objects.filter(pk=self.pk).exists() else User.DoesNotExist
        if forget:
            self.forget_results()

    def forget_results(self, since: date | None = None) -> None:
        """Delete cached results; if nothing before a date changed, those computed from earlier entries alone stay."""
        results = self.cached_results.filter(revision__isnull=False)
        if since is not None:
            results = results.filter(Q(last_day__isnull=True) | Q(last_day__gte=since))
        results.delete()

    def person(self) -> Person:
        """The settings as a record."""
        return Person(
            time_zone=self.time_zone,
            country=self.country,
            units=self.units,
            day_starts_at=self.day_starts_at,
            calm_mode=self.calm_mode,
            theme=self.theme,
            under_16=self.under_16,
            pregnant=self.pregnant,
            palsy_began=self.palsy_began,
            palsy_improving=self.palsy_improving,
            thresholds=tuple(Threshold(name, value) for name, value in sorted(self.thresholds.items())),
            doctor_sections=self.doctor_sections if "sections" in self.doctor_page else (),
            doctor_questions=self.doctor_questions,
            twitching_since=self.twitching_since,
            seen_by_doctor=self.seen_by_doctor,
            seen_by_doctor_in=self.seen_by_doctor_in,
            goes_on_in_sleep=self.goes_on_in_sleep,
            eye_closes=self.eye_closes,
            can_hold_back=self.can_hold_back,
            own_number=self.own_number,
            runs_in_family=self.runs_in_family,
            hurt_before=self.hurt_before,
            mouth_moves=self.mouth_moves,
            brow_rises=self.brow_rises,
            touch_eases=self.touch_eases,
            set_off=self.set_off,
            skipped=tuple(self.skipped),
        )

    def set_person(self, person: Person, names: Iterable[str] = SETTINGS) -> None:
        """Take over these settings, or all of them, without saving."""
        for name in names:
            value = getattr(person, name)
            if name == "thresholds":
                self.thresholds = {one.name: _number(one.value) for one in value}
            elif name == "skipped":
                self.skipped = list(value)
            elif name in DOCTOR_PAGE:
                self._set_on_doctor_page(DOCTOR_PAGE[name], list(value))
            else:
                setattr(self, name, value)

    def _set_on_doctor_page(self, key: str, value: list[str]) -> None:
        page = {**self.doctor_page, key: value}
        if key == "sections":
            page["left_out"] = hidden_sections(value) if value else None
        self.doctor_page = {name: content for name, content in page.items() if content}


def _number(value: float) -> float:
    """A whole number as one, as the form of thresholds keeps it."""
    return int(value) if value == int(value) else value


# Only the database counts the revision: a form that was opened before a change must not reset it.
SAVED_COLUMNS = [field.name for field in User._meta.concrete_fields if field.name not in ("id", "diary_revision")]
"""The columns that `save` writes."""

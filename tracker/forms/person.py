"""Settings, and what the person tracks."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.db.models import Field
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.limits import DAY_STARTS_AT, MAX_ASKED
from tracker.forms.accounts import countries
from tracker.forms.asked_once import TwitchHistoryForm
from tracker.forms.fields import PlainSelect, YesNoField
from tracker.forms.wall_time import DateInput
from tracker.models import User


@cache
def zones() -> list[tuple[str, str]]:
    """Every time zone with a place in its name, and UTC. Cached, because it reads hundreds of files."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone or zone == "UTC"]


@cache
def canonical_zones() -> list[tuple[str, str]]:
    """One name for each zone, without old aliases: those that the time zone database lists by country, and UTC."""
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="ascii")
    named = {line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")}
    return [choice for choice in zones() if choice[0] in named or choice[0] == "UTC"]


class ZoneForm(forms.Form):
    """One tap: the time zone of the device."""

    time_zone = forms.ChoiceField(choices=zones)


ABOUT_YOU = (
    "under_16", "pregnant", "palsy_began", "palsy_improving", "twitching_since", "seen_by_doctor", "seen_by_doctor_in",
)  # fmt: skip
SPECIALIST_ASKS = (
    "goes_on_in_sleep", "eye_closes", "can_hold_back", "set_off", "touch_eases", "mouth_moves", "brow_rises",
    "hurt_before", "runs_in_family",
)  # fmt: skip
"""What a specialist is likely to ask, one row each."""


def yes_no_or_as_usual(field: Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Yes, no or not said for what a specialist asks; for the others the field that Django chooses."""
    if field.name in SPECIALIST_ASKS:
        return YesNoField(label=field.verbose_name)
    return field.formfield(**kwargs)


class PersonForm(TwitchHistoryForm, forms.ModelForm):
    """Where the person is and how they want the journal to behave."""

    time_zone = forms.ChoiceField(label=_("Time zone"), choices=zones, widget=PlainSelect)
    country = forms.ChoiceField(
        label=_("Country"),
        choices=countries,
        required=False,
        help_text=_("Only used to show the right emergency number."),
    )
    day_starts_at = forms.TypedChoiceField(
        label=_("My day begins at"),
        choices=[(hour, f"{hour}:00") for hour in range(DAY_STARTS_AT[0], DAY_STARTS_AT[1] + 1)],
        coerce=int,
        help_text=_("For people who go to bed after midnight. Entries you already made stay on their day."),
    )

    palsy_began = forms.DateField(
        label=_("One side of my face was paralysed since"),
        required=False,
        widget=DateInput(),
        help_text=_("The last time, if ever. Blank means never, or not said."),
    )
    palsy_improving = YesNoField(label=_("Is it getting better?"))

    class Meta:
        """The person's own settings, and nothing that is not theirs to set."""

        model = User
        fields = [
            "time_zone",
            "country",
            "own_number",
            "units",
            "day_starts_at",
            "calm_mode",
            "theme",
            *ABOUT_YOU,
            *SPECIALIST_ASKS,
        ]
        formfield_callback = yes_no_or_as_usual
        help_texts = {
            "calm_mode": _("Hides month and year, and asks nothing unprompted."),
            "own_number": _("Shown in place of the number of your country. Blank: the number of your country."),
        }

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        own = self.instance.time_zone
        others = [choice for choice in canonical_zones() if choice[0] != own]
        field = cast("forms.ChoiceField", self.fields["time_zone"])
        field.choices = [(own, own.replace("_", " ")), *others]

    def fields_about_days(self) -> list[forms.BoundField]:
        """Where the person is, and how the pages behave."""
        return [field for field in self if field.name not in (*ABOUT_YOU, *SPECIALIST_ASKS)]

    def fields_about_you(self) -> list[forms.BoundField]:
        """What makes a rule speak sooner. All of it may be left out."""
        return [self[name] for name in ABOUT_YOU]

    def fields_a_specialist_asks(self) -> list[forms.BoundField]:
        """What no rule needs, for the doctor's page. All of it may be left out."""
        return [self[name] for name in SPECIALIST_ASKS]

    def clean_palsy_began(self) -> date | None:
        """A day that can have been."""
        return self.past("palsy_began")


class TrackedForm(forms.Form):
    """Which exposures the check-in asks for, besides the four that it always does."""

    tracked_sent = forms.CharField(required=False, widget=forms.HiddenInput, initial="1")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tracked"] = forms.MultipleChoiceField(
            label=_("Ask for these in the check-in"),
            choices=choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        """Refuse more questions than a check-in can ask, unless a file brought as many."""
        ticked = self.cleaned_data.get("tracked", ())
        if len(ticked) > max(MAX_ASKED, len(self.initial["tracked"])):
            text = _("The check-in asks for %(most)d of these at most. Please untick some.")
            self.add_error("tracked", text % {"most": MAX_ASKED})
        return self.cleaned_data


class DeleteDemoForm(forms.Form):
    """A demo account has no password, so a box asks instead."""

    sure = forms.BooleanField(label=_("Yes, delete this demo diary"))


class DeleteConfirmedForm(forms.Form):
    """For somebody who has just used their passkey."""

    sure = forms.BooleanField(label=_("Yes, delete my account and my diary"))


class DeleteAccountForm(forms.Form):
    """The password once more, before a diary is deleted for good."""

    password = forms.CharField(
        label=_("Type your password to delete"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, may_try: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.may_try = user, may_try

    def clean_password(self) -> str:
        """Only the owner deletes a diary, and nobody finds the password here by trying."""
        if not self.may_try:
            raise forms.ValidationError(_("Too many wrong passwords. Please wait a little."))
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."))
        return str(self.cleaned_data["password"])

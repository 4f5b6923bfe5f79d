"""Questions that a page asks once, beside the first sign that needs the answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.asked_once import ASKED_ONCE
from tracker.forms.fields import YesNoField
from tracker.forms.wall_time import MonthField, check_date


class TwitchHistoryForm(forms.Form):
    """Since when it twitches, and whether a doctor has looked at it. All fields are optional."""

    now: datetime

    twitching_since = MonthField(label=_("Since when does it twitch?"), help_text=_("The month is enough."))
    seen_by_doctor = YesNoField(label=_("Has a doctor looked at it?"))
    seen_by_doctor_in = MonthField(label=_("If yes, when?"), help_text=_("The month is enough."))

    def clean_twitching_since(self) -> date | None:
        """Refuse a month in the future."""
        return self.past("twitching_since")

    def clean_seen_by_doctor_in(self) -> date | None:
        """Refuse a month in the future, or beside a *no*. A month implies *yes*."""
        month = self.past("seen_by_doctor_in")
        if month and self.cleaned_data.get("seen_by_doctor") is False:
            raise forms.ValidationError(_("Above it says that no doctor has looked at it."))
        if month:
            self.cleaned_data["seen_by_doctor"] = True
        return month

    def past(self, name: str) -> date | None:
        """The date of a field, refused if it is in the future or before any diary."""
        day: date | None = self.cleaned_data[name]
        if day:
            check_date(day, self.now)
        return day


class AskedOnceForm(TwitchHistoryForm):
    """The questions in `asked`, all optional."""

    eye_closes = YesNoField(label=_("Does the eye close with it?"))
    can_hold_back = YesNoField(label=_("Can you hold it back?"))
    goes_on_in_sleep = YesNoField(label=_("Does it go on in sleep?"))

    def __init__(self, *args: Any, asked: Collection[str], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "asked_%s", **kwargs})
        self.now = now
        self.asked = tuple(name for name in ASKED_ONCE if name in asked)
        shown = (*self.asked, "seen_by_doctor_in") if "seen_by_doctor" in self.asked else self.asked
        for name in set(self.fields) - set(shown):
            del self.fields[name]

    def answers(self) -> dict[str, Any]:
        """The answers, by the name of the setting."""
        return {name: value for name, value in self.cleaned_data.items() if value is not None}

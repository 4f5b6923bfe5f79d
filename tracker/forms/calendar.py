"""What a calendar file is to hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.limits import NAME_CHARS
from tracker.forms.wall_time import TimeInput

CHECK_IN, VISIT, INJECTION, PLAN = "check-in", "visit", "injection", "plan"
KINDS = {
    CHECK_IN: _("The check-in, every day"),
    VISIT: _("The next visit"),
    INJECTION: _("The next injection"),
    PLAN: _("The self-experiment, every day until its end"),
}


class CalendarForm(forms.Form):
    """Which reminders, when, and in which words. `available` are those that have a date."""

    kinds = forms.MultipleChoiceField(label=_("Remind me of"), widget=forms.CheckboxSelectMultiple)
    at = forms.TimeField(label=_("Every day at"), initial=time(20), widget=TimeInput())
    title = forms.CharField(
        label=_("What the calendar shows every day"), initial=_("A minute for the diary"), max_length=NAME_CHARS
    )
    in_words = forms.BooleanField(
        label=_("Name the visit and the injection"),
        help_text=_("Otherwise the calendar says “Appointment”. Others may see your calendar."),
        required=False,
    )

    def __init__(self, *args: Any, available: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(kind, KINDS[kind]) for kind in available]
        self.fields["kinds"].choices = choices  # type: ignore[attr-defined]
        self.fields["kinds"].initial = [kind for kind, _name in choices]

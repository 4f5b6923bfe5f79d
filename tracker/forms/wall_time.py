"""Fields for dates and clock times, and their conversion to an instant."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.records import WallTime, resolve
from tracker.core.reference.limits import FIRST_DATE, FUTURE_SLACK

FIRST, SECOND = "0", "1"


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class MonthField(forms.DateField):
    """A month, as its first day. Browsers without a month picker show a line to type it in."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m", attrs={"placeholder": "2024-03"})
        widget.input_type = "month"
        super().__init__(
            input_formats=["%Y-%m", "%m/%Y", "%m.%Y", "%B %Y", "%b %Y"],
            widget=widget,
            required=False,
            error_messages={"invalid": _("Please type the year and the month, such as 2024-03.")},
            **kwargs,
        )


class TimeInput(forms.TimeInput):
    """The browser's own time field, to the minute."""

    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class WhichTimeField(forms.ChoiceField):
    """Asked only for a clock time that happens twice, when the clock goes back."""

    def __init__(self, required: bool = False) -> None:
        super().__init__(
            label=_("That time happened twice that night. Which one was it?"),
            choices=[(FIRST, _("The first")), (SECOND, _("The second"))],
            initial=FIRST,
            required=required,
            widget=forms.RadioSelect,
        )


def clean_instant(day: date, clock: time, zone: str, fold: str, now: datetime) -> WallTime:
    """The instant of a typed date and time. Refuses one before any diary or in the future."""
    check_date(day, now)
    answer = resolve(datetime.combine(day, clock), zone, int(fold or FIRST))
    if answer.instant > now + FUTURE_SLACK:
        raise forms.ValidationError(_("This time is still to come."))
    return answer


def check_date(day: date, now: datetime) -> None:
    """Refuse a date before any diary or in the future, with a day of slack for time zones."""
    if day < FIRST_DATE:
        raise forms.ValidationError(_("Please check the year."))
    if day > (now + FUTURE_SLACK).date():
        raise forms.ValidationError(_("This day is still to come."))

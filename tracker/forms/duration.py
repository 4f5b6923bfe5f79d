"""How long an episode lasted: buttons for common answers, minutes or an end time for others."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Episode, resolve
from tracker.core.reference.limits import DURATION_S, FUTURE_SLACK
from tracker.forms.fields import FieldConverter
from tracker.forms.numbers import MinutesField
from tracker.forms.wall_time import TimeInput

GOING, UNKNOWN, MINUTES, UNTIL = "going", "unknown", "minutes", "until"
COMMON_S = {
    "10": _("A few seconds"),
    "60": _("1 minute"),
    "120": _("2 minutes"),
    "300": _("5 minutes"),
    "600": _("10 minutes"),
    "900": _("15 minutes"),
    "1800": _("30 minutes"),
    "3600": _("1 hour"),
}
MAX_MINUTES = DURATION_S[1] // 60
MAX_UNTIL = timedelta(hours=12)


class DurationFields(forms.Form):
    """A part of the episode form."""

    zone: str
    now: datetime

    lasting = forms.ChoiceField(
        label=_("How long"),
        choices=[
            *COMMON_S.items(),
            (MINUTES, _("Another number of minutes")),
            (UNTIL, _("Until a certain time")),
            (GOING, _("Still going")),
            (UNKNOWN, _("Don’t know")),
        ],
        initial=UNKNOWN,
        widget=forms.RadioSelect,
    )
    minutes = MinutesField(
        label=_("Minutes"), required=False, min_value=0, max_value=MAX_MINUTES, decimal_places=2, max_digits=7
    )
    until = forms.TimeField(label=_("It stopped at"), required=False, widget=TimeInput())

    def clean_duration(self, data: dict[str, Any]) -> None:
        """Set `duration_s` (None where not known) and `still_going`."""
        answer = data.get("lasting")
        data["still_going"] = answer == GOING
        data["duration_s"] = int(answer) if answer in COMMON_S else None
        if answer == MINUTES:
            self._clean_minutes(data)
        elif answer == UNTIL:
            self._clean_until(data)

    def _clean_minutes(self, data: dict[str, Any]) -> None:
        if "minutes" in self.errors:
            return
        if data.get("minutes") is None:
            self.add_error("minutes", _("How many minutes was it?"))
            return
        data["duration_s"] = int(data["minutes"] * 60)

    def _clean_until(self, data: dict[str, Any]) -> None:
        """The next time that the clock shows this. More than twelve hours later is taken for a typing error."""
        if data.get("until") is None:
            if "until" not in self.errors:
                self.add_error("until", _("When did it stop?"))
            return
        onset = data["onset"].instant.replace(second=0, microsecond=0)
        # When the clock goes back, it shows a time twice, and the second may be the next.
        shown = [
            resolve(datetime.combine(data["date"] + timedelta(days=days), data["until"]), self.zone, fold).instant
            for days, fold in product((0, 1, 2), (0, 1))
        ]
        end = min(instant for instant in shown if instant >= onset)
        if end - onset > MAX_UNTIL:
            self.add_error("until", _("This is before it began. For more than 12 hours, give the minutes."))
        elif end > self.now + FUTURE_SLACK:
            self.add_error("until", _("This time is still to come."))
        else:
            data["duration_s"] = max(0, int((end - data["onset"].instant).total_seconds()))


def _initial(episode: Episode) -> dict[str, Any]:
    if episode.still_going:
        return {"lasting": GOING}
    if episode.duration_s is None:
        return {"lasting": UNKNOWN}
    if str(episode.duration_s) in COMMON_S:
        return {"lasting": str(episode.duration_s)}
    # Rounded up at the second digit, a whole number of seconds comes back as itself.
    minutes = (Decimal(episode.duration_s) / 60).quantize(Decimal("0.01"), rounding="ROUND_UP")
    return {"lasting": MINUTES, "minutes": minutes.normalize() if minutes % 1 else minutes.quantize(Decimal(1))}


DURATION = {
    "duration_s": FieldConverter(lambda form: form.cleaned_data["duration_s"], _initial),
    "still_going": FieldConverter(lambda form: form.cleaned_data["still_going"]),
}

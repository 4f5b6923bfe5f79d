"""One dose of a medicine as typed."""

from __future__ import annotations

from datetime import date as Date
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Dose, local_day
from tracker.core.reference.limits import DOSE_CHARS
from tracker.forms.episode import wall_clock
from tracker.forms.fields import EntryForm, FieldConverter
from tracker.forms.wall_time import DateInput, TimeInput, clean_instant


class AgainForm(forms.Form):
    """One tap: the last dose again, with an id so that a double tap counts once."""

    client_id = forms.UUIDField()

    def dose(self, medicine: UUID, amount: str, now: datetime, zone: str, day_starts_at: int) -> Dose:
        """The dose at `now`. The page has one id for all medicines, so derive one per medicine."""
        day = local_day(now, zone, day_starts_at)
        return Dose(uuid5(self.cleaned_data["client_id"], str(medicine)), medicine, now, zone, day, amount)


def _initial_time(dose: Dose) -> dict[str, Any]:
    taken = wall_clock(dose.at, dose.zone)
    return {"date": taken.date(), "time": taken.time()}


class DoseForm(EntryForm):
    """When, and how much. `zone` is where the person is (or was, for a dose that exists)."""

    record_type = Dose
    converters = {
        "medicine": FieldConverter(lambda form: form.medicine),
        "at": FieldConverter(lambda form: form.cleaned_data["at"], _initial_time),
        "zone": FieldConverter(lambda form: form.zone),
        "local_date": FieldConverter(lambda form: form.local_date()),
    }

    date = forms.DateField(label=_("Day"), widget=DateInput())
    time = forms.TimeField(label=_("Time"), widget=TimeInput())
    amount = forms.CharField(label=_("How much"), required=False, max_length=DOSE_CHARS)

    def __init__(
        self, *args: Any, medicine: UUID, zone: str, day_starts_at: int, now: datetime, stored: Dose | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        self.medicine, self.stored = medicine, stored
        self.zone, self.day_starts_at, self.now = zone, day_starts_at, now
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Refuse a time in the future, with a message beside the field."""
        data = super().clean()
        if data.get("date") and data.get("time"):
            try:
                data["at"] = self._instant(data)
            except forms.ValidationError as error:
                self.add_error("date", error)
        return data

    def _instant(self, data: dict[str, Any]) -> datetime:
        """An untouched time keeps the second it was noted at, and which of two it was when the clock went back."""
        if self.stored:
            before = wall_clock(self.stored.at, self.zone).replace(second=0, microsecond=0)
            if before == datetime.combine(data["date"], data["time"]):
                return self.stored.at
        return clean_instant(data["date"], data["time"], self.zone, "", self.now).instant

    def local_date(self) -> Date:
        """The date it belongs to. A dose whose time was not touched stays on its day."""
        at = self.cleaned_data["at"]
        if self.stored and at == self.stored.at:
            return self.stored.local_date
        return local_day(at, self.zone, self.day_starts_at)

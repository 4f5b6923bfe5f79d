"""A medicine as typed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.fields import EntryForm, NoteField
from tracker.forms.wall_time import DateInput, check_date
from tracker.records import Medicine
from tracker.reference.limits import NAME_CHARS
from tracker.reference.medicines import MEDICINE_GROUPS

DATES = ("started", "dose_raised", "stopped")


class MedicineForm(EntryForm):
    """Only the name is needed; a date that is left blank is not said."""

    name = forms.CharField(
        label=_("Name"),
        max_length=NAME_CHARS,
        widget=forms.TextInput(attrs={"list": "medicines", "autocomplete": "off"}),
    )
    started = forms.DateField(label=_("Started"), required=False, widget=DateInput())
    dose_raised = forms.DateField(label=_("Dose last raised"), required=False, widget=DateInput())
    stopped = forms.DateField(
        label=_("Stopped"), required=False, widget=DateInput(), help_text=_("Leave this blank while you take it.")
    )
    suspected = forms.BooleanField(label=_("I think it has to do with the twitch"), required=False)
    note = NoteField()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    @staticmethod
    def suggestions() -> list[tuple[str, Any]]:
        """Names to offer, each with its kind; anything else may be typed."""
        return [(medicine, _(group.name)) for group in MEDICINE_GROUPS for medicine in group.medicines]

    def clean(self) -> dict[str, Any]:
        """Dates that can be, the last of them not before the first."""
        data = super().clean()
        for name in DATES:
            self._check(name, data.get(name))
        started, stopped = data.get("started"), data.get("stopped")
        if started and stopped and stopped < started:
            self.add_error("stopped", _("This is before it was started."))
        return data

    def _check(self, name: str, day: date | None) -> None:
        try:
            if day:
                check_date(day, self.now)
        except forms.ValidationError as error:
            self.add_error(name, error)

    def record(self) -> Medicine:
        """The medicine as a value."""
        data = self.cleaned_data
        same = {name: data[name] for name in ("name", *DATES, "suspected", "note")}
        return Medicine(id=data["client_id"], **same)


def medicine_initial(medicine: Medicine, version: int) -> dict[str, Any]:
    """What the form shows for a medicine that exists."""
    return {**vars(medicine), "client_id": medicine.id, "version": version}

"""The form of a course of a medicine."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import DoseChange, Medicine
from tracker.core.reference.limits import DOSE_CHANGES, DOSE_CHARS, LINE_CHARS, NAME_CHARS
from tracker.core.reference.medicines import GIVEN_AGAINST_IT, MEDICINE_GROUPS, MedicineGroup
from tracker.forms.fields import FieldConverter, NoteField, YesNoField
from tracker.forms.rows import Rows, RowsForm
from tracker.forms.wall_time import DateInput, check_date

DATES = ("started", "dose_raised", "stopped")

CHANGES = Rows(
    "change",
    {
        "day": lambda: forms.DateField(label=_("From this day"), required=False, widget=DateInput()),
        "dose": lambda: forms.CharField(label=_("New dose"), required=False, max_length=DOSE_CHARS),
        "raised": lambda: YesNoField(label=_("Is that more than before?")),
    },
    needs="day",
    question=_("From which day?"),
    max_rows=DOSE_CHANGES,
)


def suggested(name: str) -> forms.TextInput:
    """A text field with suggestions."""
    return forms.TextInput(attrs={"list": name, "autocomplete": "off"})


class MedicineForm(RowsForm):
    """Only the name is required."""

    record_type = Medicine
    converters = {
        "changes": FieldConverter(
            lambda form: form.changes(), lambda medicine: CHANGES.initial(vars(change) for change in medicine.changes)
        )
    }
    rows = (CHANGES,)

    name = forms.CharField(label=_("Name"), max_length=NAME_CHARS, widget=suggested("medicines"))
    dose = forms.CharField(
        label=_("Dose"), required=False, max_length=DOSE_CHARS, help_text=_("As you would say it: 100 mg at night.")
    )
    as_needed = forms.BooleanField(
        label=_("I take it only when needed"),
        required=False,
        help_text=_("You can then note each dose with one tap."),
    )
    started = forms.DateField(label=_("Started"), required=False, widget=DateInput())
    group = forms.CharField(label=_("Kind"), required=False, max_length=NAME_CHARS, widget=suggested("kinds"))
    why = forms.CharField(label=_("What for"), required=False, max_length=LINE_CHARS)
    dose_raised = forms.DateField(
        label=_("Dose last raised"),
        required=False,
        widget=DateInput(),
        help_text=_("If you know no more than that."),
    )
    stopped = forms.DateField(
        label=_("Stopped"), required=False, widget=DateInput(), help_text=_("Leave this blank while you take it.")
    )
    why_stopped = forms.CharField(label=_("Why stopped"), required=False, max_length=LINE_CHARS)
    suspected = forms.BooleanField(label=_("I think it has to do with the twitch"), required=False)
    against_twitching = forms.BooleanField(label=_("I take it against the twitching"), required=False)
    note = NoteField()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    @staticmethod
    def suggestions() -> tuple[tuple[MedicineGroup, str], ...]:
        """Suggested names by their group, which is translated."""
        return tuple((group, gettext(group.name)) for group in (*GIVEN_AGAINST_IT, *MEDICINE_GROUPS))

    def clean(self) -> dict[str, Any]:
        """Refuse future dates, a stop before the start, and changes outside the course."""
        data = super().clean()
        for name in DATES:
            self._check(name, data.get(name))
        started, stopped = data.get("started"), data.get("stopped")
        if started and stopped and stopped < started:
            self.add_error("stopped", _("This is before it was started."))
        self._check_changes(started, stopped)
        return data

    def _check(self, name: str, day: date | None) -> None:
        try:
            if day:
                check_date(day, self.now)
        except forms.ValidationError as error:
            self.add_error(name, error)

    def _check_changes(self, started: date | None, stopped: date | None) -> None:
        seen: set[date] = set()
        for n, row in self.filled_rows(CHANGES):
            name, day = CHANGES.field(n, "day"), row["day"]
            self._check(name, day)
            if day and day in seen:
                self.add_error(name, _("There is another change of this day."))
            if day and started and day < started:
                self.add_error(name, _("This is before it was started."))
            if day and stopped and day > stopped:
                self.add_error(name, _("This is after it was stopped."))
            seen.add(day)

    def changes(self) -> tuple[DoseChange, ...]:
        """The changes of the dose by day."""
        return tuple(
            sorted((DoseChange(**row) for _n, row in self.filled_rows(CHANGES)), key=lambda change: change.day)
        )

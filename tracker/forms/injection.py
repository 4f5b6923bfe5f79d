"""The form of injections of one day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Injected, Injection, Place
from tracker.core.reference.injections import USUAL_INTERVAL
from tracker.core.reference.limits import FIRST_DATE, INJECTED_UNITS, NAME_CHARS, PLACES_PER_EPISODE
from tracker.core.reference.places import PLACES
from tracker.forms.fields import FieldConverter, NoteField, PlainSelect, place_choices
from tracker.forms.medicine import suggested
from tracker.forms.numbers import NumberField
from tracker.forms.rows import Rows, RowsForm
from tracker.forms.wall_time import DateInput, check_date

SPOTS = Rows(
    "spot",
    {
        "place": lambda: forms.ChoiceField(
            label=_("Place"),
            required=False,
            choices=lambda: [("", gettext("Not chosen")), *place_choices()],
            widget=PlainSelect,
        ),
        "units": lambda: NumberField(
            label=_("Units"), required=False, min_value=INJECTED_UNITS[0], max_value=INJECTED_UNITS[1]
        ),
    },
    needs="place",
    question=_("Where was this?"),
    max_rows=PLACES_PER_EPISODE,
    min_rows=4,
)


def spots_initial(injection: Injection) -> dict[str, Any]:
    """Initial values of the spots. The next injections are often given in the same places."""
    return SPOTS.initial({"place": str(spot.place), "units": spot.units} for spot in injection.spots)


class InjectionForm(RowsForm):
    """Only the day and the product are needed."""

    record_type = Injection
    converters = {
        "spots": FieldConverter(lambda form: form.spots(), spots_initial),
        "next_due": FieldConverter(lambda form: form.due_day()),
    }

    rows = (SPOTS,)

    day = forms.DateField(label=_("Day"), widget=DateInput())
    product = forms.CharField(label=_("Product"), max_length=NAME_CHARS, widget=suggested("products"))
    next_due = forms.DateField(label=_("Next due"), required=False, widget=DateInput())
    usual_interval = forms.BooleanField(label=_("Note 12 weeks later as the next due day"), required=False)
    effect_from = forms.DateField(label=_("It began to help on"), required=False, widget=DateInput())
    effect_until = forms.DateField(label=_("It wore off on"), required=False, widget=DateInput())
    note = NoteField()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_day(self) -> Any:
        """Refuse a day in the future."""
        check_date(self.cleaned_data["day"], self.now)
        return self.cleaned_data["day"]

    def clean_effect_from(self) -> Any:
        """Refuse a day in the future."""
        return self._past_day("effect_from")

    def clean_effect_until(self) -> Any:
        """Refuse a day in the future."""
        return self._past_day("effect_until")

    def _past_day(self, name: str) -> Any:
        if day := self.cleaned_data[name]:
            check_date(day, self.now)
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a place given twice, and an effect or due day before the injections."""
        data = super().clean()
        day = data.get("day") or FIRST_DATE
        for name in ("next_due", "effect_from", "effect_until"):
            if (noted := data.get(name)) and noted < day:
                self.add_error(name, _("This is before the day of the injections."))
        begins, ends = data.get("effect_from"), data.get("effect_until")
        if begins and ends and ends < begins:
            self.add_error("effect_until", _("This is before it began to help."))
        seen: set[str] = set()
        for n, row in self.filled_rows(SPOTS):
            if row["place"] and row["place"] in seen:
                self.add_error(SPOTS.field(n, "place"), _("This place is there already; please add the units up."))
            seen.add(row["place"])
        return data

    def spots(self) -> tuple[Injected, ...]:
        """The places in the order of the map."""
        units = {row["place"]: row["units"] for _n, row in self.filled_rows(SPOTS)}
        return tuple(Injected(Place.parse(token), units[token]) for token in PLACES if token in units)

    def due_day(self) -> date | None:
        """The day that was typed, else the usual one if that was asked for."""
        typed: date | None = self.cleaned_data["next_due"]
        if typed is None and self.cleaned_data["usual_interval"]:
            return cast(date, self.cleaned_data["day"]) + USUAL_INTERVAL
        return typed

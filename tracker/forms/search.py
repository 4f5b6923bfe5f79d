"""Which entries to show: a search in the journal, a period for the doctor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.limits import FIRST_DATE, FUTURE_SLACK, NAME_CHARS, SCORE
from tracker.core.reference.places import PLACES, place_name
from tracker.core.reference.signs import SIGNS
from tracker.forms.fields import PlainSelect, place_choices
from tracker.forms.numbers import WholeNumberField
from tracker.forms.wall_time import DateInput

MAX_PERIOD = timedelta(days=366 * 10)
DEFAULT_PERIOD = timedelta(days=90)


class SearchForm(forms.Form):
    """Sent as a POST, so that the search words are not part of an address."""

    words = forms.CharField(label=_("Words in the note"), required=False, max_length=NAME_CHARS)
    place = forms.ChoiceField(
        label=_("Where"), required=False, choices=lambda: [("", _("Anywhere")), *place_choices()], widget=PlainSelect
    )
    sign = forms.ChoiceField(
        label=_("Came with"),
        required=False,
        choices=lambda: [("", _("Any")), *((sign.name, _(sign.says)) for sign in SIGNS.values())],
        widget=PlainSelect,
    )
    at_least = WholeNumberField(label=_("Strength at least"), required=False, min_value=SCORE[0], max_value=SCORE[1])
    since = forms.DateField(label=_("From"), required=False, widget=DateInput())
    until = forms.DateField(label=_("To"), required=False, widget=DateInput())

    def chosen(self) -> dict[str, Any]:
        """Lookups for the episode table, for every answer except the words."""
        data = self.cleaned_data
        lookups = {
            "places__icontains": data["place"] and f'"{data["place"]}"',
            "signs__icontains": data["sign"] and f'"{data["sign"]}"',
            "strength__gte": data["at_least"],
            "local_date__gte": data["since"],
            "local_date__lte": data["until"],
        }
        return {name: value for name, value in lookups.items() if value not in (None, "")}

    def in_words(self) -> str:
        """What is looked for, as one line."""
        data = self.cleaned_data
        parts = [
            data["words"],
            place_name(PLACES[data["place"]], gettext) if data["place"] else "",
            _(SIGNS[data["sign"]].says) if data["sign"] else "",
            _("strength at least %(n)s") % {"n": data["at_least"]} if data["at_least"] is not None else "",
            _("from %(day)s") % {"day": date_format(data["since"], "j F Y")} if data["since"] else "",
            _("to %(day)s") % {"day": date_format(data["until"], "j F Y")} if data["until"] else "",
        ]
        return " · ".join(str(part) for part in parts if part) or gettext("All episodes")


class PeriodForm(forms.Form):
    """First and last day, both included; the last three months when nothing is said."""

    first_day = forms.DateField(label=_("From"), widget=DateInput())
    last_day = forms.DateField(label=_("To"), widget=DateInput())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @classmethod
    def for_query(cls, query: Any, today: date) -> PeriodForm:
        """The form for an address: the usual period where the address names none."""
        usual = {"first_day": (today - DEFAULT_PERIOD + timedelta(days=1)).isoformat(), "last_day": today.isoformat()}
        return cls({name: query.get(name) or value for name, value in usual.items()}, today=today)

    def clean_last_day(self) -> date:
        """No diary goes further than its slack for time zones."""
        last: date = self.cleaned_data["last_day"]
        if last > self.today + FUTURE_SLACK:
            raise forms.ValidationError(_("This day is still to come."))
        return last

    def clean(self) -> dict[str, Any]:
        """In order, within a lifetime of diaries."""
        super().clean()
        data = self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last:
            if first > last:
                self.add_error("last_day", _("The last day is before the first."))
            elif first < FIRST_DATE or last - first > MAX_PERIOD:
                self.add_error("first_day", _("Please choose at most ten years."))
        return data


def last_day_of_page(query: Any, today: date) -> date:
    """The last day that a page of the journal should show; today where the address says nothing sensible."""
    try:
        asked = date.fromisoformat(query.get("before", ""))
    except ValueError:
        return today
    return min(max(asked, FIRST_DATE), today)

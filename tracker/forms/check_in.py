"""A day's check-in: sleep, caffeine, stress and water first, then whatever else the person tracks."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Day, ExposureKind
from tracker.core.reference.exposures import BY_KEY, SCORES
from tracker.core.reference.limits import READING_VALUE
from tracker.core.reference.numbers import format_number
from tracker.core.reference.units import display_unit, from_display, to_display
from tracker.forms.compare import Difference, differences
from tracker.forms.cups import CupsInput
from tracker.forms.fields import EntryForm, FieldConverter, NoteField, ScoreField, YesNoField
from tracker.forms.imported_amount import ImportedAmount, imported_words
from tracker.forms.numbers import NumberField, PlausibleRange
from tracker.forms.signs import SIGNS, SignFields
from tracker.models import Exposure

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from tracker.core.analysis.describe.outliers import OrdinaryRange


class AmountField(NumberField):
    """An amount in the exposure's unit; None if unanswered. `quick` are values offered as buttons.

    `tapped` was logged with one tap that day, and `day_sum` is that and the stored answer.
    """

    unit = tapped = day_sum = ""

    def __init__(self, low: float, high: float, quick: Sequence[float] = (), **kwargs: Any) -> None:
        self.quick = [f"{value:g}" for value in quick]
        super().__init__(min_value=low, max_value=high, required=False, **kwargs)


class YesNoValueField(forms.TypedChoiceField):
    """The value of a yes/no exposure: 1, 0, or None if unanswered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("1", _("Yes")), ("0", _("No")), ("", _("No answer"))],
            coerce=float,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored value as its choice."""
        return "" if value is None else str(value)


QUICK_COUNTS = (0.0, 1.0, 2.0, 3.0)


class CheckInForm(SignFields, EntryForm):
    """One question for each tracked exposure. A blank field is unknown, not zero.

    `tapped` are amounts logged that day by one-tap buttons; the field is for the rest. `imported` were read from a
    file: where values add up they are part of `tapped`, elsewhere an answer takes their place. `usual` is the usual
    range of the user's own exposures: the form asks about a number far outside it. `frequent` are amounts to offer, by
    the exposure's key.
    """

    record_type = Day
    converters = {"local_date": FieldConverter(lambda form: form.day), "signs": SIGNS}

    no_twitch = forms.BooleanField(label=_("No twitch that day"), required=False)
    impact = ScoreField(label=_("How much did it get in the way?"), help_text=_("0 not at all, 10 the most"))
    worry = ScoreField(label=_("How much did you worry about it?"), help_text=_("0 not at all, 10 the most"))
    worse_than_month_ago = YesNoField(label=_("Clearly worse than a month ago?"))
    note = NoteField()

    def __init__(
        self,
        *args: Any,
        day: date,
        exposures: Sequence[Exposure],
        tapped: Mapping[str, float],
        stored: Mapping[str, float],
        usual: Mapping[str, OrdinaryRange],
        has_episodes: bool,
        units: str,
        frequent: Mapping[str, Sequence[float]] | None = None,
        imported: Mapping[str, ImportedAmount] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day, self.exposures, self.has_episodes = day, exposures, has_episodes
        self.stored, self.units = stored, units
        shown = self.shown_values(stored)
        for exposure in exposures:
            name = f"value_{exposure.key}"
            self.fields[name] = field = (
                _field(exposure, tapped.get(exposure.key), units)
                if exposure.key in BY_KEY
                else _own_field(
                    exposure,
                    stored.get(exposure.key),
                    tapped.get(exposure.key),
                    (frequent or {}).get(exposure.key, ()),
                    units,
                )
            )
            if isinstance(field, AmountField):
                field.plausible, field.stored = plausible(exposure, usual, units), shown.get(name)
                if field.tapped and field.stored is not None:
                    field.day_sum = f"{float(field.tapped) + field.stored:g}"
            if found := (imported or {}).get(exposure.key):
                field.help_text = imported_words(found, exposure, tapped.get(exposure.key), units)
        self.initial = {**self.initial, **shown}
        self.order_fields(["client_id", "version", *(f"value_{e.key}" for e in exposures), "no_twitch", "note"])

    def value_fields(self) -> list[forms.BoundField]:
        """The questions as the page shows them."""
        return [self[f"value_{exposure.key}"] for exposure in self.exposures]

    def clean_no_twitch(self) -> bool:
        """Refuse *no twitch* on a day with episodes."""
        if self.cleaned_data["no_twitch"] and self.has_episodes:
            raise forms.ValidationError(_("You logged an episode that day. Delete it first, or untick this."))
        return bool(self.cleaned_data["no_twitch"])

    def with_its_signs(self) -> Day:
        """The record, or only its signs if the form is invalid: emergencies are checked before it can be saved."""
        if self.is_valid():
            typed: Day = self.record()
            return typed
        return Day(self.initial["client_id"], self.day, signs=self.signs())

    def differences_from_day(self, stored: Day, values: Mapping[str, float]) -> list[Difference]:
        """The fields in which a stored check-in or its values differ from what was typed."""
        return differences(
            self.fields,
            self.initial_for(stored, 1) | self.shown_values(values),
            self.initial_for(self.record(), 1) | self.shown_values(self.values()),
        )

    def values(self) -> dict[str, float | None]:
        """The answer for each exposure of the form, in its stored unit; None if blank."""
        return {exposure.key: self._value(exposure) for exposure in self.exposures}

    def _value(self, exposure: Exposure) -> float | None:
        name = f"value_{exposure.key}"
        typed = self.cleaned_data.get(name)
        if name not in self.changed_data:
            # Rounded for the page, an untouched amount would otherwise drift with every save.
            return self.stored.get(exposure.key)
        return None if typed is None else stored_value(typed, exposure, self.units)

    def shown_values(self, stored: Mapping[str, float | None]) -> dict[str, float | int]:
        """Stored amounts as the fields show them."""
        return {
            f"value_{exposure.key}": shown_value(exposure, value, self.units)
            for exposure in self.exposures
            if (value := stored.get(exposure.key)) is not None
        }


def shown_value(exposure: Exposure, value: float, units: str) -> float | int:
    """A stored value as its field shows it."""
    if exposure.kind == ExposureKind.YES_NO:
        return int(value > 0)
    return _plain(to_display(value, exposure.unit, units))


def _plain(value: float) -> float | int:
    """Whole numbers without a point, as the choices of a score are written."""
    return int(value) if value == int(value) else value


def _field(exposure: Exposure, tapped: float | None, units: str) -> forms.Field:
    known = BY_KEY[exposure.key]
    if known.range == SCORES:
        return ScoreField(label=_(known.question), help_text=_("0 not at all, 10 the most"))
    return _amount_field(exposure, _(known.question), _quick(exposure, units), tapped, units)


def _own_field(
    exposure: Exposure, stored: float | None, tapped: float | None, frequent: Sequence[float], units: str
) -> forms.Field:
    """The question about one of the person's own exposures, by its kind."""
    if exposure.kind == ExposureKind.YES_NO:
        noted = _("Noted so far with one tap: yes.") if tapped else ""
        return YesNoValueField(label=exposure.name, help_text=noted)
    # A stored number that is no score would be lost in a form that cannot show it.
    if exposure.kind == ExposureKind.SCORE and (stored is None or stored in range(int(SCORES[1]) + 1)):
        return ScoreField(label=exposure.name, help_text=_("0 not at all, 10 the most"))
    if exposure.kind == ExposureKind.COUNT:
        quick: Sequence[float] = QUICK_COUNTS
    else:
        quick = [to_display(value, exposure.unit, units) for value in frequent]
    return _amount_field(exposure, exposure.name, quick, tapped, units)


def _amount_field(
    exposure: Exposure, label: str | _StrPromise, quick: Sequence[float], tapped: float | None, units: str
) -> AmountField:
    low, high = range_of(exposure)
    high = to_display(high, exposure.unit, units)
    if exposure.key == "caffeine_mg":
        field = AmountField(low, high, label=label, widget=CupsInput)
    else:
        field = AmountField(low, high, quick, label=label)
    unit = display_unit(exposure.unit, units)
    field.unit = gettext(unit) if exposure.key in BY_KEY else unit
    if tapped is not None:
        field.tapped = f"{to_display(tapped, exposure.unit, units):g}"
        amount = {"amount": field.tapped, "unit": field.unit}
        field.help_text = _("Logged so far: %(amount)s %(unit)s. Anything more?") % amount
    return field


def plausible(exposure: Exposure, usual: Mapping[str, OrdinaryRange], units: str) -> PlausibleRange | None:
    """What needs no question, in the units that are shown, and how the question is put."""
    known, others = BY_KEY.get(exposure.key), usual.get(exposure.key)
    unit = display_unit(exposure.unit, units)
    if known and known.plausible:
        low, high = (to_display(value, exposure.unit, units) for value in known.plausible)
        asks = gettext("%(number)s %(unit)s? A day mostly has between %(low)s and %(high)s.")
        return PlausibleRange(low, high, _with_range(asks, gettext(unit), low, high))
    if known or others is None:
        return None
    asks = gettext("%(number)s %(unit)s? Your other days have between %(low)s and %(high)s.")
    values = (others.border_low, others.border_high, others.low, others.high)
    border_low, border_high, low, high = (to_display(value, exposure.unit, units) for value in values)
    return PlausibleRange(border_low, border_high, _with_range(asks, unit, low, high))


def _with_range(asks: str, unit: str, low: float, high: float) -> str:
    """The question with everything but its number. A unit is in the person's own words."""
    bounds = {
        "number": "%(number)s",
        "unit": unit.replace("%", "%%"),
        "low": format_number(low),
        "high": format_number(high),
    }
    return asks % bounds


def range_of(exposure: Exposure) -> tuple[float, float]:
    """What one value may be."""
    return BY_KEY[exposure.key].range if exposure.key in BY_KEY else READING_VALUE


def stored_value(typed: float, exposure: Exposure, units: str) -> float:
    """A typed amount in its stored unit. Rounded for the page, the upper limit would come back a little too large."""
    return min(from_display(typed, exposure.unit, units), range_of(exposure)[1])


def _quick(exposure: Exposure, units: str) -> list[float]:
    """Usual amounts as buttons; in fluid ounces they are whole cups of eight."""
    usual = BY_KEY[exposure.key].quick if exposure.key in BY_KEY else ()
    if display_unit(exposure.unit, units) == exposure.unit:
        return list(usual)
    return [8 * round(to_display(value, exposure.unit, units) / 8) for value in usual]


def new_id() -> uuid.UUID:
    """The id of a new entry."""
    return uuid.uuid4()

"""What is logged with one tap, and its change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.records import ExposureKind
from tracker.core.reference.limits import FIRST_DATE
from tracker.core.reference.units import display_unit, to_display
from tracker.forms.check_in import AmountField, YesNoValueField, plausible, range_of, shown_value, stored_value
from tracker.forms.compare import Difference, differences
from tracker.forms.fields import EntryForm
from tracker.forms.numbers import NumberField
from tracker.models import Exposure

if TYPE_CHECKING:
    from tracker.core.analysis.describe.outliers import OrdinaryRange


class TappedAtField(forms.DateTimeField):
    """The time of a tap that the device stored while it was offline. A time before any diary counts as none."""

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> Any:
        """Return the time, or None for that of the request."""
        at = super().clean(value)
        return at if at and at.date() > FIRST_DATE else None


class TapForm(forms.Form):
    """A one-tap addition: what, when, and an id so that a double tap counts once."""

    client_id = forms.UUIDField()
    tapped_at = TappedAtField()
    item = forms.CharField(max_length=40)


class ReadingForm(EntryForm):
    """Change one value that was logged with a tap."""

    value = NumberField(label=_("Amount"))

    def __init__(
        self,
        *args: Any,
        exposure: Exposure,
        usual: Mapping[str, OrdinaryRange],
        stored: float,
        units: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.exposure, self.stored, self.units = exposure, stored, units
        self.initial["value"] = self.shown(stored)
        if exposure.kind == ExposureKind.YES_NO:
            self.fields["value"] = YesNoValueField(label=exposure.name)
        else:
            low, high = range_of(exposure)
            self.fields["value"] = field = AmountField(low, to_display(high, exposure.unit, units), label=_("Amount"))
            field.help_text = display_unit(exposure.unit, units)
            field.plausible, field.stored = plausible(exposure, usual, units), self.shown(stored)
        self.fields["value"].required = True

    def shown(self, value: float) -> float:
        """A stored amount as the field shows it."""
        return shown_value(self.exposure, value, self.units)

    def differences_from_value(self, stored: float) -> list[Difference]:
        """The difference between a stored amount and what was typed."""
        return differences(self.fields, {"value": self.shown(stored)}, {"value": self.cleaned_data["value"]})

    def amount(self) -> float:
        """What was typed, in the stored unit; an untouched amount stays exactly as it was."""
        if "value" not in self.changed_data:
            return self.stored
        return stored_value(self.cleaned_data["value"], self.exposure, self.units)

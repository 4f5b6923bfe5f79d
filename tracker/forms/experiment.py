"""The form that starts a self-experiment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Expected, Kept
from tracker.core.reference.limits import LINE_CHARS, NAME_CHARS
from tracker.core.reference.no_medicines import REFUSAL, names_a_medicine
from tracker.models import Experiment


class ExperimentForm(forms.Form):
    """What is different on some days, what is expected, and how long it takes. `designs` are labels by key."""

    on = forms.CharField(label=_("On some days I will"), max_length=LINE_CHARS)
    off = forms.CharField(label=_("On the other days"), max_length=LINE_CHARS)
    expected = forms.ChoiceField(
        label=_("On those days I expect"), choices=Experiment.ExpectedChoices.choices, widget=forms.RadioSelect
    )
    design = forms.ChoiceField(label=_("How long"), widget=forms.RadioSelect)
    exposure = forms.CharField(required=False, max_length=NAME_CHARS, widget=forms.HiddenInput)

    def __init__(self, *args: Any, designs: Mapping[str, str], medicines: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.medicines = tuple(medicines)
        self.fields["design"].choices = list(designs.items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an experiment on a medicine, and two kinds of days that are the same."""
        data = super().clean() or self.cleaned_data
        for name in ("on", "off"):
            if names_a_medicine(data.get(name, ""), self.medicines):
                self.add_error(name, gettext(REFUSAL))
        if data.get("on") and data.get("on") == data.get("off"):
            self.add_error("off", _("This is the same as on the other days."))
        return data

    def values(self) -> dict[str, Any]:
        """The fields of the record that were typed."""
        data = self.cleaned_data
        return {name: data[name] for name in ("on", "off", "exposure")} | {"expected": Expected(data["expected"])}


class KeptForm(forms.Form):
    """One tap: kept to it, partly, or not."""

    day = forms.DateField()
    kept = forms.TypedChoiceField(choices=[(kept.value, kept.value) for kept in Kept], coerce=Kept)

"""Something of the person's own to track: first its kind, then what belongs to that kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Exposure, ExposureKind, Summary
from tracker.core.reference.exposures import SCORES
from tracker.core.reference.limits import NAME_CHARS, ONE_TAP, UNIT_CHARS
from tracker.forms.fields import EntryForm, FieldConverter
from tracker.forms.numbers import NumberField
from tracker.models.exposure import KindChoices, SummaryChoices

KIND_EXAMPLES: Mapping[str, Any] = {
    ExposureKind.YES_NO: _("It was or it was not: yoga, a walk, a late meal"),
    ExposureKind.COUNT: _("Something you count: pieces of gum, cups of tea, calls"),
    ExposureKind.SCORE: _("How much, by feel: noise, mood, dry eyes"),
    ExposureKind.AMOUNT: _("Something with a unit: minutes of sun, grams, steps"),
}
SCORE_UNIT = f"{SCORES[0]:g}–{SCORES[1]:g}"
SUMMARIES = {
    ExposureKind.YES_NO: Summary.SUM,
    ExposureKind.COUNT: Summary.SUM,
    ExposureKind.SCORE: Summary.MEAN,
}
"""How the values of a day are aggregated, where the person is not asked."""

FITS: Mapping[ExposureKind, Callable[[float], bool]] = {
    ExposureKind.YES_NO: lambda value: value in (0, 1),
    ExposureKind.SCORE: lambda value: SCORES[0] <= value <= SCORES[1] and value == int(value),
}
"""Which values a kind can hold, where it cannot hold all."""


class ExposureForm(EntryForm):
    """`stored` is the exposure as it is, None for a new one, whose key is made from its id; `values` are its readings.

    Fields that do not belong to the chosen kind are hidden by the style sheet, and ignored.
    """

    record_type = Exposure
    converters = {
        "key": FieldConverter(
            lambda form: form.stored.key if form.stored else f"own_{form.cleaned_data['client_id'].hex}"
        ),
        "unit": FieldConverter(lambda form: form.unit_of_kind(), lambda exposure: {"unit": exposure.unit}),
        "summary": FieldConverter(
            lambda form: form.summary_of_kind(), lambda exposure: {"summary": exposure.summary.value}
        ),
        "limit": FieldConverter(lambda form: form.stored.limit if form.stored else None),
        "one_tap": FieldConverter(
            lambda form: form.step_of_tap(),
            lambda exposure: {"tap": exposure.one_tap is not None, "tap_adds": exposure.one_tap},
        ),
    }

    kind = forms.TypedChoiceField(
        label=_("What kind is it?"),
        choices=KindChoices.choices,
        coerce=ExposureKind,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the four.")},
    )
    name = forms.CharField(label=_("Name"), max_length=NAME_CHARS)
    unit = forms.CharField(
        label=_("Unit"), max_length=UNIT_CHARS, required=False, help_text=_("For example pieces, cups, minutes")
    )
    summary = forms.ChoiceField(
        label=_("If you note it more than once a day"),
        choices=SummaryChoices.choices,
        initial=Summary.SUM,
        required=False,
    )
    tracked = forms.BooleanField(label=_("Ask for it in the check-in"), required=False, initial=True)
    tap = forms.BooleanField(label=_("Show on Today as one tap"), required=False)
    tap_adds = NumberField(label=_("One tap adds"), required=False, min_value=ONE_TAP[0], max_value=ONE_TAP[1])

    def __init__(
        self, *args: Any, stored: Exposure | None = None, values: Iterable[float] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stored, self.values = stored, values

    def kinds(self) -> list[tuple[Any, Any]]:
        """The radio button of each kind, with its example."""
        return [(radio, KIND_EXAMPLES[radio.data["value"]]) for radio in self["kind"]]

    def clean_kind(self) -> ExposureKind:
        """Refuse a kind that cannot hold what was noted so far."""
        kind: ExposureKind = self.cleaned_data["kind"]
        fits = FITS.get(kind)
        is_changed = self.stored is not None and self.stored.kind is not kind
        if fits and is_changed and not all(map(fits, self.values)):
            raise forms.ValidationError(
                _("You noted other numbers for it already. Please add a new one, and stop asking for this one.")
            )
        return kind

    def clean(self) -> dict[str, Any]:
        """Ask how much a tap adds, where that is not plain."""
        data = super().clean()
        is_blank = data.get("tap_adds") is None and "tap_adds" not in self.errors
        if data.get("kind") is ExposureKind.AMOUNT and data.get("tap") and is_blank:
            self.add_error("tap_adds", _("Please say how much one tap adds."))
        return data

    def unit_of_kind(self) -> str:
        """The unit; a score has always the same."""
        kind = self.cleaned_data["kind"]
        if kind is ExposureKind.SCORE:
            return SCORE_UNIT
        return "" if kind is ExposureKind.YES_NO else str(self.cleaned_data["unit"])

    def summary_of_kind(self) -> Summary:
        """As chosen for an amount; for other kinds as before, or as usual."""
        kind = self.cleaned_data["kind"]
        if kind is ExposureKind.AMOUNT:
            return Summary(self.cleaned_data["summary"] or Summary.SUM)
        return self.stored.summary if self.stored and self.stored.kind is kind else SUMMARIES[kind]

    def step_of_tap(self) -> float | None:
        """What a tap adds; a score has no tap."""
        kind = self.cleaned_data["kind"]
        if not self.cleaned_data["tap"] or kind is ExposureKind.SCORE:
            return None
        return 1.0 if kind is ExposureKind.YES_NO else self.cleaned_data["tap_adds"] or 1.0

"""The form of the rules' thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import Field
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.sources import SOURCES
from tracker.forms.numbers import NumberField, WholeNumberField


class ThresholdsForm(forms.Form):
    """One field per threshold. Blank means the default."""

    def __init__(self, *args: Any, numbers: Sequence[Field[Any]], chosen: Mapping[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        for number in numbers:
            self.fields[number.name] = _field(number)
        self.initial = {number.name: chosen.get(number.name, number.default) for number in numbers}

    def chosen(self) -> dict[str, float]:
        """The thresholds that differ from the default."""
        typed = {number: self.cleaned_data[number.name] for number in self.numbers}
        return {n.name: value for n, value in typed.items() if value is not None and value != n.default}


def _field(number: Field[Any]) -> forms.Field:
    low, high, source = (number.metadata[name] for name in ("low", "high", "source"))
    says = {"usual": f"{number.default:g}", "low": f"{low:g}", "high": f"{high:g}"}
    kind = WholeNumberField if number.type == "int" else NumberField
    return kind(
        label=_capital(gettext(number.metadata["says"])),
        required=False,
        min_value=low,
        max_value=high,
        help_text=_("Usually %(usual)s; from %(low)s to %(high)s. From: %(source)s.")
        % {**says, "source": gettext(SOURCES[source].name)},
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

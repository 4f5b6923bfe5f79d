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

GROUPS = {
    "recent_days": _("How far back a sign looks"),
    "persistent_days": _("Twitches for weeks, or at several places"),
    "hold_back_episodes": _("Cannot be held back, or nearly constant"),
    "worse_week_logged": _("Getting more or stronger"),
    "spread_quiet_days": _("Spreading to other places"),
    "eye_shut_days": _("Eye, pain and other signs"),
    "on_and_off_days": _("Patterns for the next visit"),
    "impact_days": _("Worry, and caffeine"),
}
"""The first threshold of each group, and the name of the group."""


class ThresholdsForm(forms.Form):
    """One field per threshold. Blank means the default."""

    def __init__(self, *args: Any, numbers: Sequence[Field[Any]], chosen: Mapping[str, float], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = numbers
        for number in numbers:
            self.fields[number.name] = _field(number)
        self.initial = {number.name: chosen.get(number.name, number.default) for number in numbers}

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by what they are about; those that were changed come first, in a group of their own."""
        is_changed = {n.name: self.initial[n.name] != n.default or n.name in self.errors for n in self.numbers}
        groups: list[tuple[str, list[forms.BoundField]]] = [
            (gettext("Changed by you"), [self[name] for name, changed in is_changed.items() if changed])
        ]
        for number in self.numbers:
            if number.name in GROUPS:
                groups.append((str(GROUPS[number.name]), []))
            if not is_changed[number.name]:
                groups[-1][1].append(self[number.name])
        return [(title, fields) for title, fields in groups if fields]

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

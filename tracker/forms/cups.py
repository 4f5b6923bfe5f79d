"""Caffeine in cups: one tap for the usual answers, milligrams for an exact one."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from tracker.core.reference.exposures import INTAKES
from tracker.core.reference.numbers import format_number
from tracker.forms.numbers import NumberInput

MG_A_CUP = INTAKES["filter_coffee"].value
MAX_CUPS = 4
CUPS = {str(n): format_number(n * MG_A_CUP) for n in range(MAX_CUPS + 1)}
"""The amounts in mg for the numbers of cups on the page."""


class Cup(NamedTuple):
    """One chip. `name` is what a screen reader says."""

    number: str
    says: str
    amount: str
    mg: str
    name: str
    is_chosen: bool


class CupsInput(NumberInput):
    """Chips for a number of cups, and a folded field for the exact amount in mg."""

    is_in_cups = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The exact amount if one was typed, else that of the cups."""
        exact = super().value_from_datadict(data, files, name)
        cups = CUPS.get(data.get(f"{name}_cups", ""))
        # The page may show a stored exact amount. Cups that are chosen then replace it.
        return cups if cups and (not exact or exact == data.get(f"{name}_was")) else exact

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Show an amount as cups if it is a whole number of them."""
        shown = self.format_value(value) or ""
        is_in_cups = shown in CUPS.values()
        exact: forms.Widget = NumberInput(self.attrs)
        context = {
            "name": name,
            "cup_mg": CUPS["1"],
            "id": (attrs or {}).get("id", ""),
            "cups": [_cup(number, mg, mg == shown) for number, mg in CUPS.items()],
            "was": "" if is_in_cups else shown,
            "exact": exact.render(name, "" if is_in_cups else value, attrs, renderer),
        }
        return SafeString(render_to_string("tracker/_cups_input.html", context))


def _cup(number: str, mg: str, is_chosen: bool) -> Cup:
    says = f"{number}+" if number == str(MAX_CUPS) else number
    about = gettext("about %(mg)s mg") % {"mg": mg}
    name = ngettext("%(n)s cup, %(about)s", "%(n)s cups, %(about)s", int(number)) % {"n": says, "about": about}
    return Cup(number, says, mg, about, name, is_chosen)

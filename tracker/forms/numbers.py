"""Number fields that accept the usual ways of writing, and ask if a number is ambiguous or implausible.

The answer is a button beside the field. It sends the form again with the number that is meant, so that one tap saves,
with or without a script.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.core.reference.numbers import format_number, possible_numbers

SURE = "sure"
"""The name of a confirmation in the posted data, `sure=value_water_ml=1500`."""


class TypedNumber(str):
    """The text of a number field, with the field's name and the numbers that were confirmed."""

    name: str
    sure: frozenset[str]


class PlausibleRange(NamedTuple):
    """The range that needs no question; 0 needs none either. `asks` is the question, with `%(number)s`."""

    low: float
    high: float
    asks: str


class NumberInput(forms.TextInput):
    """A text field: a browser's number field silently drops a comma or a point that its language does not use."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was typed, with its confirmations."""
        text = super().value_from_datadict(data, files, name)
        if text is None:
            return None
        said = data.getlist(SURE) if hasattr(data, "getlist") else data.get(SURE, ())
        typed = TypedNumber(text)
        typed.name = name
        typed.sure = frozenset(one.removeprefix(f"{name}=") for one in said if one.startswith(f"{name}="))
        return typed

    def format_value(self, value: Any) -> str | None:
        """A stored number in the page's format; typed text unchanged."""
        return super().format_value(value) if value is None or isinstance(value, str) else format_number(value)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The field with its confirmations, so that it is not asked again."""
        said = sorted(value.sure) if isinstance(value, TypedNumber) else ()
        hidden = format_html_join("", '<input type="hidden" name="{}" value="{}={}">', ((SURE, name, n) for n in said))
        return format_html("{}{}", super().render(name, value, attrs, renderer), hidden)


class NumberMixin(forms.Field):
    """What number fields share. A value equal to `stored` is not asked about again."""

    widget = NumberInput
    default_error_messages = {
        "min_value": gettext_lazy("Please enter %(limit_value)s or more."),
        "max_value": gettext_lazy("Please enter %(limit_value)s or less."),
    }
    inputmode = "decimal"
    min_value: Any
    max_value: Any
    plausible: PlausibleRange | None = None
    stored: float | None = None

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keyboard to show; the one for numbers may lack a minus."""
        return {"inputmode": "text" if self.min_value is None or self.min_value < 0 else self.inputmode}

    def to_python(self, value: Any) -> Any:
        """The number. Asks if the text can be read as two numbers that the field allows."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        found = possible_numbers(value)
        if not found:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        fitting = [number for number in found if self._fits(number)] or found[:1]
        meant = [number for number in fitting if number in _sure(value)] or fitting
        if len(meant) > 1:
            raise _question(value, _("Which of these do you mean?"), [(number, number) for number in meant])
        return super().to_python(meant[0])

    def clean(self, value: Any) -> Any:
        """The number. Asks if it is implausible."""
        number = super().clean(value)
        if number is None or self.plausible is None or number in (0, self.stored):
            return number
        if self.plausible.low <= number <= self.plausible.high or format_number(number) in _sure(value):
            return number
        says = self.plausible.asks % {"number": format_number(number)}
        raise _question(value, says, [(format_number(number), _("Yes, that is right"))])

    def run_validators(self, value: Any) -> None:
        """As Django does, with a limit written as in the form: 1000000, not 1000000.0."""
        try:
            super().run_validators(value)
        except forms.ValidationError as problem:
            for error in problem.error_list:
                if error.params and "limit_value" in error.params:
                    error.params["limit_value"] = format_number(error.params["limit_value"])
            raise

    def _fits(self, number: str) -> bool:
        try:
            parsed = super().to_python(number)
        except forms.ValidationError:
            return False
        low, high = self.min_value, self.max_value
        return (low is None or parsed >= low) and (high is None or parsed <= high)


class NumberField(NumberMixin, forms.FloatField):
    """Any number."""


class WholeNumberField(NumberMixin, forms.IntegerField):
    """A number of things."""

    inputmode = "numeric"


class MinutesField(NumberMixin, forms.DecimalField):
    """Minutes and their hundredths, kept exactly."""


def _sure(typed: str) -> frozenset[str]:
    return typed.sure if isinstance(typed, TypedNumber) else frozenset()


def _question(typed: str, says: str, answers: Iterable[tuple[str, str]]) -> forms.ValidationError:
    """The question as a message with a button for each answer.

    Enter presses the first button of a form. That one is out of sight here and only sends what is typed.
    """
    name = typed.name if isinstance(typed, TypedNumber) else ""
    plain = format_html('<button class="visually-hidden" tabindex="-1" aria-hidden="true">{}</button>', _("Save"))
    buttons = format_html_join(
        " ",
        '<button class="btn btn-outline-secondary" name="{}" value="{}={}">{}</button>',
        ((SURE, name, number, says) for number, says in answers),
    )
    return forms.ValidationError(
        format_html('<span class="ask"><span>{}</span> {}{}</span>', says, plain, buttons), code="ask"
    )

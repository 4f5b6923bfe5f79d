"""Signs, each with how it began."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Onset, Sign
from tracker.core.reference.signs import ASKED, GROUPS, RETIRED, SignName
from tracker.forms.fields import FieldConverter, PlainSelect

ONSETS = [
    ("", _("No, or not said")),
    (Onset.SUDDEN.value, _("Yes, suddenly")),
    (Onset.GRADUAL.value, _("Yes, little by little")),
    (Onset.UNSURE.value, _("Yes, not sure how")),
]


class SignFields(forms.Form):
    """A part of the episode form and of the check-in: one short question for each sign."""

    no_other_signs = forms.BooleanField(label=_("I looked: none of these"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {*self.initial, *(self.data if self.is_bound else ())}
        self.retired = [sign for sign in RETIRED if f"sign_{sign.name}" in given]
        for sign in (*ASKED.values(), *self.retired):
            self.fields[f"sign_{sign.name}"] = forms.ChoiceField(
                label=_(sign.says), choices=ONSETS, required=False, widget=PlainSelect(attrs={"class": "form-select"})
            )

    def sign_groups(self) -> list[tuple[str, list[BoundField]]]:
        """The questions by group, and last the retired ones that an older entry answers."""
        groups = [(gettext(group.title), self._asked(group.signs)) for group in GROUPS]
        return [*groups, (gettext("Asked in older entries"), self._asked(self.retired))] if self.retired else groups

    def _asked(self, signs: Iterable[SignName]) -> list[BoundField]:
        return [self[f"sign_{sign.name}"] for sign in signs]

    def signs(self) -> tuple[Sign, ...]:
        """The signs that were there."""
        answers = {name: self.cleaned_data.get(f"sign_{name}") for name in self._names()}
        return tuple(Sign(name, Onset(answer)) for name, answer in answers.items() if answer)

    def _names(self) -> tuple[str, ...]:
        return (*ASKED, *(sign.name for sign in self.retired))

    def clean(self) -> dict[str, Any]:
        """Refuse *none of these* beside a sign."""
        data = super().clean() or self.cleaned_data
        if data.get("no_other_signs") and self.signs():
            self.add_error("no_other_signs", _("A sign is chosen below. Please untick this, or take the sign back."))
        return data


SIGNS = FieldConverter(SignFields.signs, lambda entry: {f"sign_{sign.name}": sign.onset.value for sign in entry.signs})

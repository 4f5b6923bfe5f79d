"""Signs as chips: a chosen one asks how it came."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from django import forms
from django.forms.utils import ErrorList
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Onset, Sign
from tracker.core.reference.signs import ASKED, GROUPS, RETIRED, TELLING, SignName
from tracker.forms.fields import FieldConverter

ONSETS = [
    ("", _("No, or not said")),
    (Onset.SUDDEN.value, _("Yes, suddenly")),
    (Onset.GRADUAL.value, _("Yes, little by little")),
    (Onset.UNSURE.value, _("Yes, not sure how")),
]
MAX_ONE_COLUMN = 22
"""Characters of a label that fit into one of two columns on a phone, in two lines."""
CHECKED = mark_safe(" checked")


class SignChip(forms.Widget):
    """A checkbox for a sign, then radio buttons for how it came. The value is the onset; "" if not chosen."""

    def __init__(self, sign: SignName) -> None:
        super().__init__()
        self.sign = sign

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The chosen onset. A checkbox alone means *not sure*, or what the page was opened with."""
        chosen = data.get(name)
        return chosen and (data.get(f"{name}_onset") or chosen)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The chip and its onsets."""
        return draw_chip(get_language(), name, self.sign, value if value in set(Onset) else "")


@lru_cache(maxsize=1_000)
def draw_chip(language: str, name: str, sign: SignName, onset: str) -> SafeString:
    """The HTML of one chip, cached because a form has dozens of them."""
    says = gettext(sign.says)
    label = gettext(sign.short) if sign.short else says
    radios = format_html_join(
        "",
        '<label><input type="radio" name="{}_onset" value="{}"{}><span>{}</span></label>',
        ((name, key, CHECKED if key == onset else "", word) for key, word in _onset_words()),
    )
    return format_html(
        '<label class="sign-chip{}"><input type="checkbox" name="{}" value="{}" aria-label="{}"{}><span>{}</span>'
        '</label><fieldset class="sign-onset"><legend>{}: <strong>{}</strong></legend><div>{}</div></fieldset>',
        " is-wide" if len(label) > MAX_ONE_COLUMN else "",
        name,
        onset or Onset.UNSURE.value,
        # Whoever speaks to the page says the words they see.
        says if label.casefold() in says.casefold() else f"{label}: {says}",
        CHECKED if onset else "",
        label,
        says,
        gettext("how did it come?"),
        radios,
    )


def _onset_words() -> list[tuple[str, str]]:
    return [
        (Onset.SUDDEN.value, gettext("suddenly")),
        (Onset.GRADUAL.value, gettext("slowly")),
        (Onset.UNSURE.value, gettext("not sure")),
    ]


def _field_name(sign: SignName) -> str:
    return f"sign_{sign.name}"


# The fields hold nothing of a request, so that all forms can share them.
FIELDS = {
    _field_name(sign): forms.ChoiceField(label=_(sign.says), choices=ONSETS, required=False, widget=SignChip(sign))
    for sign in (*ASKED.values(), *RETIRED)
}


class FoldedSigns(NamedTuple):
    """Chips under one heading. `are_more` if other signs of the group are among the telling ones."""

    title: str
    chips: SafeString
    number: int
    are_more: bool
    is_open: bool


class SignFields(forms.Form):
    """A part of the episode form and of the check-in: one chip for each sign."""

    no_other_signs = forms.BooleanField(label=_("I looked: none of these"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = {*self.initial, *(self.data if self.is_bound else ())}
        self.retired = tuple(sign for sign in RETIRED if _field_name(sign) in given)
        self.fields |= {name: FIELDS[name] for name in map(_field_name, (*ASKED.values(), *self.retired))}

    def telling_signs(self) -> SafeString:
        """The chips that are always in sight."""
        return self._chips(ASKED[name] for name in TELLING)

    def folded_signs(self) -> list[FoldedSigns]:
        """The other chips by group, and last the retired ones that an older entry has."""
        groups = [self._folded(gettext(group.title), group.signs) for group in GROUPS]
        return [*groups, self._folded(gettext("Asked in older entries"), self.retired)] if self.retired else groups

    def has_signs(self) -> bool:
        """Whether the form shows an answer, or something to mend."""
        return bool(self["no_other_signs"].value() or self.sign_errors()) or any(map(self._is_chosen, self._signs()))

    def sign_errors(self) -> list[ErrorList]:
        """What is wrong with the answers, which no browser sends."""
        return [self.errors[name] for name in map(_field_name, self._signs()) if name in self.errors]

    def _folded(self, title: str, signs: tuple[SignName, ...]) -> FoldedSigns:
        others = [sign for sign in signs if sign.name not in TELLING]
        is_open = any(map(self._is_chosen, others))
        return FoldedSigns(title, self._chips(others), len(others), len(others) < len(signs), is_open)

    def _chips(self, signs: Iterable[SignName]) -> SafeString:
        return format_html_join("", "{}", ((self[_field_name(sign)].as_widget(),) for sign in signs))

    def _is_chosen(self, sign: SignName) -> bool:
        return bool(self[_field_name(sign)].value())

    def _signs(self) -> tuple[SignName, ...]:
        return (*ASKED.values(), *self.retired)

    def signs(self) -> tuple[Sign, ...]:
        """The signs that were there."""
        answers = {sign.name: self.cleaned_data.get(_field_name(sign)) for sign in self._signs()}
        return tuple(Sign(name, Onset(answer)) for name, answer in answers.items() if answer)

    def clean(self) -> dict[str, Any]:
        """Refuse *none of these* beside a sign."""
        data = super().clean() or self.cleaned_data
        if data.get("no_other_signs") and self.signs():
            self.add_error("no_other_signs", _("A sign is chosen too. Please untick this, or take the sign back."))
        return data


SIGNS = FieldConverter(SignFields.signs, lambda entry: {f"sign_{sign.name}": sign.onset.value for sign in entry.signs})

"""Reliefs that were tried: what, whether it helped, and after how many minutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import Episode, Relief
from tracker.core.reference.folding import fold_text
from tracker.core.reference.limits import NAME_CHARS, RELIEF_MIN
from tracker.core.reference.reliefs import EXERCISES, RELIEFS
from tracker.forms.fields import FieldConverter, YesNoField
from tracker.forms.numbers import WholeNumberField

MIN_ROWS = 3
MAX_ROWS = 30


class ReliefFields(forms.Form):
    """A part of the episode form: a few rows, and always one more than there are reliefs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.relief_rows = range(self._count_rows())
        for n in self.relief_rows:
            self.fields[f"relief_{n}_what"] = forms.CharField(
                label=_("Tried"),
                required=False,
                max_length=NAME_CHARS,
                widget=forms.TextInput(attrs={"list": "reliefs", "autocomplete": "off"}),
            )
            self.fields[f"relief_{n}_helped"] = YesNoField(label=_("Did it help?"))
            self.fields[f"relief_{n}_min"] = WholeNumberField(
                label=_("After how many minutes"),
                required=False,
                min_value=RELIEF_MIN[0],
                max_value=RELIEF_MIN[1],
            )

    def _count_rows(self) -> int:
        source = self.data if self.is_bound else self.initial
        filled = [n for n in range(MAX_ROWS) if source.get(f"relief_{n}_what")]
        return min(MAX_ROWS, max(MIN_ROWS, max(filled, default=-1) + 2))

    def relief_fields(self) -> list[tuple[BoundField, BoundField, BoundField]]:
        """The rows as the page shows them."""
        return [
            (self[f"relief_{n}_what"], self[f"relief_{n}_helped"], self[f"relief_{n}_min"]) for n in self.relief_rows
        ]

    @staticmethod
    def relief_names() -> list[str]:
        """Suggestions for the text field; anything else may be typed."""
        return [gettext(name) for name in RELIEFS.values()]

    def reliefs(self) -> tuple[Relief, ...]:
        """The rows that say what was tried."""
        data = self.cleaned_data
        return tuple(
            Relief(_relief_key(data[f"relief_{n}_what"]), data[f"relief_{n}_helped"], data[f"relief_{n}_min"])
            for n in self.relief_rows
            if data.get(f"relief_{n}_what")
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the relief if only its answers are filled in."""
        data = super().clean() or self.cleaned_data
        for n in self.relief_rows:
            said = data.get(f"relief_{n}_helped") is not None or data.get(f"relief_{n}_min") is not None
            if said and not data.get(f"relief_{n}_what"):
                self.add_error(f"relief_{n}_what", _("What did you try?"))
        return data


class TriedForm(forms.Form):
    """One relief that a page led through, answered with one button."""

    known = forms.IntegerField(min_value=0, max_value=2_000_000_000)
    what = forms.ChoiceField(choices=[(key, key) for key in EXERCISES])
    helped = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no"), ("", "")], required=False)

    def relief(self) -> Relief:
        """The relief; if it helped, then after the minutes that it takes."""
        what, helped = self.cleaned_data["what"], self.cleaned_data["helped"]
        minutes = EXERCISES[what].minutes if helped == "yes" else None
        return Relief(what, {"yes": True, "no": False}.get(helped), minutes)


def _initial(episode: Episode) -> dict[str, Any]:
    rows: dict[str, Any] = {}
    for n, relief in enumerate(episode.reliefs[:MAX_ROWS]):
        rows[f"relief_{n}_what"] = str(_(RELIEFS[relief.what])) if relief.what in RELIEFS else relief.what
        rows[f"relief_{n}_helped"] = relief.helped
        rows[f"relief_{n}_min"] = relief.after_min
    return rows


RELIEF_ROWS = FieldConverter(ReliefFields.reliefs, _initial)


def _relief_key(what: str) -> str:
    """The stable name of a suggestion, or the text as typed."""
    return next((key for key, name in RELIEFS.items() if fold_text(str(_(name))) == fold_text(what)), what)

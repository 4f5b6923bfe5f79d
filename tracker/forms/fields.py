"""Fields that several forms share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.limits import NOTE_CHARS, SCORE
from tracker.core.reference.places import PLACES, place_name
from tracker.forms.compare import Difference, differences

YES, NO = "yes", "no"
SELECTED = mark_safe(" selected")


def place_choices() -> list[tuple[str, str]]:
    """Every place of the face and body, with its translated name."""
    return [(token, place_name(place, gettext)) for token, place in PLACES.items()]


class PlainSelect(forms.Select):
    """A select without groups or attributes of options.

    Django builds a dictionary for each option, which is slow on pages with hundreds: zones, places, signs.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The same HTML as Django's template."""
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if key == value else "", says) for key, says in self.choices),
        )
        return format_html(
            '<select name="{}"{}>{}</select>', name, flatatt(self.build_attrs(self.attrs, attrs)), options
        )


class ScoreField(forms.TypedChoiceField):
    """A score from 0 (not at all) to 10 (the most); None if unanswered. Eleven buttons, no keyboard."""

    is_score = True

    def __init__(self, **kwargs: Any) -> None:
        choices = [(str(n), str(n)) for n in range(SCORE[0], SCORE[1] + 1)]
        super().__init__(
            choices=choices, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect, **kwargs
        )


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or None if unanswered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[(YES, _("Yes")), (NO, _("No")), ("", _("No answer"))],
            coerce=lambda answer: answer == YES,
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a stored answer as its choice."""
        return {True: YES, False: NO, None: ""}.get(value, value)


class NoteField(forms.CharField):
    """Free text, stored as typed except for surrounding blanks."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Note"))
        super().__init__(max_length=NOTE_CHARS, required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def to_python(self, value: Any) -> str:
        """Store LF line ends: browsers send CR LF, and saving again must not change the text."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class VersionField(forms.IntegerField):
    """The version an edit began from. If it is missing, 0: no entry has that, so the user is shown both versions."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000, initial=1)

    def clean(self, value: Any) -> int:
        """The number that was sent, or 0."""
        try:
            return int(super().clean(value))
        except forms.ValidationError:
            return 0


LOST = _("This page had lost track of its entry. Nothing is saved yet; please save once more.")


@dataclass(frozen=True)
class FieldConverter:
    """Both directions between a form and one field of its record.

    `to_record` gets the form, `to_initial` the record and returns initial values of the form's fields.
    """

    to_record: Callable[[Any], Any]
    to_initial: Callable[[Any], Mapping[str, Any]] = lambda record: {}


class EntryForm(forms.Form):
    """A form for one entry, with its id and the version that the edit began from.

    Each field of `record_type` has a form field of the same name and value, except those in `converters`.
    """

    record_type: ClassVar[type[Any]]
    converters: ClassVar[Mapping[str, FieldConverter]] = {}

    client_id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": LOST, "invalid": LOST})
    version = VersionField()

    def clean(self) -> dict[str, Any]:
        """Restore a missing id, so that saving again works."""
        if "client_id" in self.errors:
            self.belongs_to(self.initial["client_id"])
        return super().clean() or self.cleaned_data

    @classmethod
    def initial_for(cls, record: Any, version: int) -> dict[str, Any]:
        """What the form shows for an entry that exists: the inverse of `record`."""
        initial = {**vars(record), "client_id": record.id, "version": version}
        for converter in cls.converters.values():
            initial |= converter.to_initial(record)
        return initial

    def record(self) -> Any:
        """What was typed, as a value."""
        data, values = self.cleaned_data, {}
        for name in (field.name for field in fields(self.record_type) if field.name != "id"):
            values[name] = self.converters[name].to_record(self) if name in self.converters else data[name]
        return self.record_type(id=data["client_id"], **values)

    def differences_from(self, stored: Any) -> list[Difference]:
        """The fields in which a stored record differs from what was typed."""
        return differences(self.fields, self.initial_for(stored, 1), self.initial_for(self.record(), 1))

    def belongs_to(self, client_id: UUID, version: int | None = None) -> None:
        """Set the id, and the version if given, in the posted data."""
        data = cast(QueryDict, self.data).copy()
        data["client_id"] = str(client_id)
        if version:
            data["version"] = str(version)
        self.data = data

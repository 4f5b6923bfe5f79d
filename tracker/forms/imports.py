"""Choose a file of another app, tick its sources, and say what the columns of a table are."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.core.reference.limits import GIGABYTE, IMPORT_FILE_BYTES, MAX_IMPORT_FILES, MEGABYTE, SENT_FILE_BYTES

TOO_LARGE = _(
    "These are more than {most} MB. The person who runs Levator can read them in with manage.py import_data."
)
TOO_LARGE_FOR_FORM = format_lazy(TOO_LARGE, most=IMPORT_FILE_BYTES // MEGABYTE)
TOO_LARGE_TO_SEND = format_lazy(TOO_LARGE, most=SENT_FILE_BYTES // MEGABYTE)
KEEP, TAKE = "keep", "take"


class ManyFilesInput(forms.FileInput):
    """An input in which several files can be chosen."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; each is checked as a single one is."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files as a list."""
        files = data if isinstance(data, list) else [data]
        return [super(ManyFilesField, self).clean(one, initial) for one in files or [None]]


class ImportFileForm(forms.Form):
    """Files of other apps."""

    file = ManyFilesField(
        label=_("Files"),
        help_text=format_lazy(
            _("Zips, XML, CSV, JSON or spreadsheets, up to {most} GB together ({plain} MB without scripts)"),
            most=SENT_FILE_BYTES / GIGABYTE,
            plain=IMPORT_FILE_BYTES // MEGABYTE,
        ),
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"data-most-bytes": IMPORT_FILE_BYTES, "data-too-large": TOO_LARGE_FOR_FORM}),
    )

    def clean_file(self) -> list[Any]:
        """Refuse large files before reading them."""
        files: list[Any] = self.cleaned_data["file"]
        if sum(file.size for file in files) > IMPORT_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE_FOR_FORM)
        if len(files) > MAX_IMPORT_FILES:
            raise forms.ValidationError(_("Please choose %(most)d files at most.") % {"most": MAX_IMPORT_FILES})
        return files


class ImportChoicesForm(forms.Form):
    """What to take of a file. Sources are the keys of `choose.Source`, ticked as they are preset."""

    conflicts = forms.ChoiceField(
        label=_("Where yours and the file differ"),
        choices=[(KEEP, _("Keep mine")), (TAKE, _("Take the file’s"))],
        initial=KEEP,
        required=False,
        widget=forms.RadioSelect,
    )
    naps = forms.BooleanField(label=_("Add naps to the night of their date"), required=False)
    odd = forms.BooleanField(label=_("Add the values that look odd, too"), required=False)

    @property
    def takes_theirs(self) -> bool:
        """Whether the file's values replace the person's own."""
        return self.is_bound and self.is_valid() and self.cleaned_data["conflicts"] == TAKE

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self.is_bound and self.is_valid() and bool(self.cleaned_data[name])


NOTES_CHARS = 20_000


class NotesForm(forms.Form):
    """Notes from a phone, one entry a line."""

    text = forms.CharField(
        label=_("Your notes"),
        help_text=_("One line for each entry, such as: 12 Nov left lid 10 min, bad sleep"),
        max_length=NOTES_CHARS,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


LAYOUTS = (
    ("wide", _("A day or a moment, with a column for each thing")),
    ("long", _("One value, with its name in a column")),
    ("sleeps", _("A sleep, from start to end")),
    ("doses", _("A dose of a medicine")),
    ("episodes", _("An episode of twitching")),
    ("none", _("None of these: take nothing")),
)
DATES = (
    ("", _("please choose")),
    ("ymd", _("2026-01-31")),
    ("dmy", _("day first: 31/1/2026")),
    ("mdy", _("month first: 1/31/2026")),
)
DECIMALS = (("", _("please choose")), (".", _("a point: 7.5")), (",", _("a comma: 7,5")))
ROLES = (
    ("ignore", _("leave out")),
    ("date", _("date")),
    ("time", _("clock time")),
    ("start", _("start")),
    ("end", _("end")),
    ("name", _("names of the values")),
    ("value", _("values")),
    ("unit", _("units")),
    ("strength", _("strength")),
    ("own number", _("a new thing to track: numbers")),
    ("own yes/no", _("a new thing to track: yes or no")),
)


class TableForm(forms.Form):
    """What the rows and the columns of a table are. `columns` are a name, what it is now, and its unit."""

    def __init__(
        self,
        *args: Any,
        layout: str,
        dates: str,
        decimal: str,
        columns: Collection[tuple[str, str, str]],
        units: Collection[str],
        exposures: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        select = forms.Select(attrs={"class": "form-select"})
        self.fields["layout"] = forms.ChoiceField(
            label=_("A row is"), choices=LAYOUTS, initial=layout, required=False, widget=select
        )
        self.fields["dates"] = forms.ChoiceField(
            label=_("Dates"), choices=DATES, initial=dates, required=False, widget=select
        )
        self.fields["decimal"] = forms.ChoiceField(
            label=_("Numbers"), choices=DECIMALS, initial=decimal, required=False, widget=select
        )
        meanings = [*ROLES, *((f"exposure {key}", name) for key, name in exposures.items())]
        for place, (name, meaning, unit) in enumerate(columns):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=name, choices=meanings, initial=meaning, required=False, widget=select
            )
            self.fields[f"unit-{place}"] = forms.ChoiceField(
                label=_now("Unit of %(name)s") % {"name": name},
                choices=[(one, one or "–") for one in dict.fromkeys(("", *units, unit))],
                initial=unit, required=False, widget=select,
            )  # fmt: skip

    def meaning(self, place: int) -> tuple[str, str]:
        """What a column was said to be, and its unit."""
        return self.cleaned_data[f"column-{place}"], self.cleaned_data[f"unit-{place}"]


MOOD_NUMBERS = (("", _("leave out")), (5, _("5 – best")), (4, "4"), (3, "3"), (2, "2"), (1, _("1 – worst")))


class MoodsForm(forms.Form):
    """A number for each mood that has only a name in the file.

    `moods` are a key, a name and the number of days; `remembered` are numbers by key.
    """

    def __init__(
        self, *args: Any, moods: Collection[tuple[str, str, int]], remembered: Mapping[str, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._remembered = remembered
        # Fields are named after the mood, not its place: a page of an earlier file gives no number to another mood.
        self._keys = {f"mood-{sha256(key.encode()).hexdigest()[:12]}": key for key, _name, _days in moods}
        for field, (key, name, days) in zip(self._keys, moods, strict=True):
            self.fields[field] = forms.TypedChoiceField(
                label=name,
                help_text=ngettext("on %(n)d day", "on %(n)d days", days) % {"n": days},
                choices=MOOD_NUMBERS,
                coerce=int,
                empty_value=None,
                initial=remembered.get(key, ""),
                required=False,
                widget=forms.Select(attrs={"class": "form-select"}),
            )

    def numbers(self) -> dict[str, int | None]:
        """The number of each mood by its key: the one chosen now, else the one that is remembered."""
        return {**self._remembered, **self.chosen()}

    def chosen(self) -> dict[str, int | None]:
        """The numbers that were chosen now, None to leave a mood out."""
        if not self.is_bound or not self.is_valid():
            return {}
        return {key: self.cleaned_data[field] for field, key in self._keys.items() if field in self.data}

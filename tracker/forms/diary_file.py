"""Import a diary file, and choose between different values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tracker.core.merging import Difference
from tracker.core.reference.limits import DIARY_FILE_BYTES, MEGABYTE
from tracker.forms.difference_words import difference_words

KEEP, TAKE = "keep", "take"
MINE, FILE = "mine", "file"
TOO_LARGE = format_lazy(_("This file is larger than {most} MB."), most=DIARY_FILE_BYTES // MEGABYTE)


class DiaryFileForm(forms.Form):
    """A diary file to import."""

    file = forms.FileField(
        label=_("Diary file"),
        help_text=format_lazy(
            _("A file that was saved here, JSON or tables in a zip, up to {most} MB"),
            most=DIARY_FILE_BYTES // MEGABYTE,
        ),
        # The reader explains an empty file better.
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"data-most-bytes": DIARY_FILE_BYTES, "data-too-large": TOO_LARGE}),
    )

    conflicts = forms.ChoiceField(
        label=_("Where the file says something else than your diary"),
        choices=[(KEEP, _("Keep mine, and show me what differs")), (TAKE, _("Take what the file says"))],
        initial=KEEP,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_file(self) -> Any:
        """Refuse a large file before reading it."""
        file = self.cleaned_data["file"]
        if file.size > DIARY_FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file


class DifferencesForm(forms.Form):
    """One choice for each difference, named by its key. `document` is the part of the file that they are about."""

    document = forms.CharField(widget=forms.HiddenInput, strip=False)

    def __init__(self, *, differences: Iterable[Difference], names: Mapping[Any, str], document: str) -> None:
        super().__init__(initial={"document": document})
        self.settings: list[str] = []
        self.entries: list[str] = []
        for difference in differences:
            words = difference_words(difference, names)
            self.fields[difference.key] = forms.ChoiceField(
                label=words.label if difference.kind == "person" else f"{words.entry}: {words.label}",
                choices=[
                    (MINE, format_lazy("{whose}: {value}", whose=_("Keep mine"), value=words.mine)),
                    (FILE, format_lazy("{whose}: {value}", whose=_("Take the file’s"), value=words.theirs)),
                ],
                initial=MINE,
                required=False,
                widget=forms.RadioSelect,
            )
            (self.settings if difference.is_setting else self.entries).append(difference.key)

    def about_settings(self) -> list[forms.BoundField]:
        """Choices between settings."""
        return [self[key] for key in self.settings]

    def about_entries(self) -> list[forms.BoundField]:
        """Choices between values of entries."""
        return [self[key] for key in self.entries]

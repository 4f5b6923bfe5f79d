"""Fill in the required fields of any form."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from walk.forms import Field, PageForm

PASSWORD = "a long enough password"
NEW_PASSWORD = "another quiet walk"
TYPED = {"text": "Zinc", "textarea": "by the window", "time": "08:15", "search": "Zinc", "url": "https://example.org/"}


def filled_in(form: PageForm, day: date, file: bytes = b"", **other: Any) -> dict[str, Any]:
    """Return the data of the form with all required fields filled in and its first named button pressed."""
    sent: dict[str, Any] = {name: one.values for name, one in form.fields.items() if one.values}
    for name, one in form.fields.items():
        if one.kind in {"password", "file"} or (one.is_needed and not any(one.values)):
            sent[name] = plausible(one, day, file)
    if form.buttons:
        button, value = form.buttons[0]
        sent[button] = [value]
    return sent | other


def plausible(one: Field, day: date, file: bytes = b"") -> Any:
    """Return a valid value for the field."""
    if one.offered:
        return [next(value for value in one.offered if value)]
    if one.kind == "file":
        return SimpleUploadedFile("diary.json", file, "application/json")
    if one.kind == "password":
        return [NEW_PASSWORD if one.attributes.get("autocomplete") == "new-password" else PASSWORD]
    if one.kind == "number":
        return ["1"]
    return [day.isoformat() if one.kind == "date" else TYPED[one.kind]]

"""Fill in a form as somebody would who does not know what it is about: what is needed, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from walk.forms import Field, PageForm

PASSWORD = "a long enough password"
NEW_PASSWORD = "another quiet walk"
TYPED = {"text": "Zinc", "textarea": "by the window", "time": "08:15", "search": "Zinc", "url": "https://example.org/"}


def filled_in(form: PageForm, day: date, file: bytes = b"", **other: Any) -> dict[str, Any]:
    """What the form sends once everything that is needed is filled in; the first button with a name is pressed."""
    sent: dict[str, Any] = {name: one.values for name, one in form.fields.items() if one.values}
    for name, one in form.fields.items():
        if one.kind in {"password", "file"} or (one.is_needed and not any(one.values)):
            sent[name] = plausible(one, day, file)
    if form.buttons:
        button, value = form.buttons[0]
        sent[button] = [value]
    return sent | other


def plausible(one: Field, day: date, file: bytes = b"") -> Any:
    """Something that belongs in such a field."""
    if one.offered:
        return [next(value for value in one.offered if value)]
    if one.kind == "file":
        return SimpleUploadedFile("diary.json", file, "application/json")
    if one.kind == "password":
        return [NEW_PASSWORD if one.said.get("autocomplete") == "new-password" else PASSWORD]
    if one.kind == "number":
        return ["1"]
    return [day.isoformat() if one.kind == "date" else TYPED[one.kind]]

"""Compare two versions of one entry, for the user to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Difference:
    """One question that was answered differently."""

    label: str
    stored: str
    typed: str


def differences(
    fields: Mapping[str, forms.Field], stored: Mapping[str, Any], typed: Mapping[str, Any]
) -> list[Difference]:
    """The visible fields in which two sets of initial values differ, as a person reads them."""
    return [
        Difference(str(field.label), _show(field, stored.get(name)), _show(field, typed.get(name)))
        for name, field in fields.items()
        if not field.widget.is_hidden and _answer(field, stored.get(name)) != _answer(field, typed.get(name))
    ]


def _answer(field: forms.Field, value: Any) -> Any:
    """The answer, with None for every way of leaving it blank. 0 is an answer, and so is a chosen *no*."""
    is_unticked = value is False and isinstance(field, forms.BooleanField)
    return None if is_unticked or value in (None, "", [], ()) else value


def _show(field: forms.Field, value: Any) -> str:
    if value is None or value in ("", [], ()):
        return _("not said")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, time):
        return time_format(value, "H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    names = {str(key): str(name) for key, name in getattr(field, "choices", ())}
    return ", ".join(names.get(str(part), str(part)) for part in _parts(value))


def _parts(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else [value]

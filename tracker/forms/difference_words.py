"""Describe differences between a diary and a file in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from tracker.core.merging import Difference, Filled
from tracker.core.records import Place, Sign
from tracker.core.reference.countries import COUNTRIES
from tracker.core.reference.places import place_name
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.signs import SIGNS
from tracker.forms.visit import KINDS as TEST_KINDS
from tracker.models import (
    Day,
    Dose,
    Episode,
    Experiment,
    Exposure,
    Injection,
    Medicine,
    Reading,
    User,
    Visit,
    WatchedSign,
)

TABLES: Mapping[str, type[Model]] = {
    "person": User,
    "exposures": Exposure,
    "days": Day,
    "episodes": Episode,
    "readings": Reading,
    "medicines": Medicine,
    "doses": Dose,
    "injections": Injection,
    "visits": Visit,
    "experiments": Experiment,
    "watched_signs": WatchedSign,
}

KINDS: Mapping[str, Any] = {
    "person": gettext_lazy("Settings"),
    "exposures": gettext_lazy("What you track"),
    "days": gettext_lazy("Check-in"),
    "episodes": gettext_lazy("Episode"),
    "readings": gettext_lazy("Value"),
    "medicines": gettext_lazy("Medicine"),
    "doses": gettext_lazy("Dose"),
    "injections": gettext_lazy("Injection"),
    "visits": gettext_lazy("Visit"),
    "experiments": gettext_lazy("Self-experiment"),
    "watched_signs": gettext_lazy("Sign to watch"),
}

LABELS: Mapping[str, Any] = {
    "signs": gettext_lazy("Other signs"),
    "zone": gettext_lazy("Time zone"),
    "local_date": gettext_lazy("Day"),
    "blamed": gettext_lazy("What you blame"),
    "reliefs": gettext_lazy("What you tried"),
    "exposure": gettext_lazy("What it is about"),
    "medicine": gettext_lazy("Medicine"),
    "item": gettext_lazy("What it was"),
    "source": gettext_lazy("Where it came from"),
    "external_id": gettext_lazy("Its name there"),
    "changes": gettext_lazy("Changes of the dose"),
    "spots": gettext_lazy("Where"),
    "questions": gettext_lazy("Questions"),
    "tests": gettext_lazy("Tests"),
    "pauses": gettext_lazy("Pauses"),
    "kept": gettext_lazy("Kept to it"),
    "seed": gettext_lazy("The lot"),
    "scores": gettext_lazy("Ratings"),
    "key": gettext_lazy("Its short name"),
    "thresholds": gettext_lazy("Thresholds"),
    "doctor_sections": gettext_lazy("What the doctor sees"),
    "doctor_questions": gettext_lazy("What I want to ask"),
    "skipped": gettext_lazy("Questions you put off"),
    "answer": gettext_lazy("Your answer"),
    "answered_on": gettext_lazy("Answered on"),
}
"""Labels of fields whose column has no label."""

UNLABELLED = ("answered_facts", "answered_level")
"""Fields that belong to an answer and are not shown."""

AS_USUAL = ("thresholds", "doctor_sections")
"""Settings whose empty value means *as usual*."""

DATE = "j F Y"

CODES: Mapping[str, Mapping[str, Any]] = {
    "onset": {
        "sudden": gettext_noop("suddenly"),
        "gradual": gettext_noop("little by little"),
        "unsure": gettext_noop("not sure how"),
    },
    "answer": {
        "booked": gettext_noop("I have booked an appointment"),
        "seen": gettext_noop("I have been seen"),
    },
    "kind": {kind.value: name for kind, name in TEST_KINDS.items()},
    "doctor_sections": SECTIONS,
    "country": {code: name for code, (name, _number) in COUNTRIES.items()},
}
"""Labels of values that the columns have none for."""


@dataclass(frozen=True)
class DifferenceWords:
    """One difference, ready to be read."""

    entry: str
    label: str
    mine: str
    theirs: str


def difference_words(difference: Difference, names: Mapping[Any, str]) -> DifferenceWords:
    """A difference in words. `names` are what exposures are called, by key, medicines, by id, and thresholds.

    A threshold may have the key of an exposure, so its name is under `("thresholds", key)`.
    """
    shown_fields = [name for name in difference.fields if name not in UNLABELLED]
    mine, theirs = (
        " · ".join(
            _value_text(difference, name, said[difference.fields.index(name)], names) for name in shown_fields
        )
        for said in (difference.mine, difference.theirs)
    )  # fmt: skip
    return DifferenceWords(
        dated_entry_words(difference, names), field_words(difference.kind, shown_fields), mine, theirs
    )


def dated_entry_words(found: Difference | Filled, names: Mapping[Any, str]) -> str:
    """Which entry it is, with its date where it has one."""
    day = [date_format(found.day, DATE)] if found.day else []
    return ", ".join([*day, entry_words(found, names)])


def entry_words(found: Difference | Filled, names: Mapping[Any, str]) -> str:
    """Which entry it is, beside its date."""
    kind, entry = str(KINDS[found.kind]), found.entry
    if found.kind == "readings":
        return names.get(entry.exposure, entry.exposure)
    name = {"exposures": "name", "medicines": "name", "injections": "product", "experiments": "on"}.get(found.kind)
    called = getattr(entry, name) if name else names.get(entry.medicine, "") if found.kind == "doses" else ""
    return f"{kind}: {called}" if called else kind


def field_words(kind: str, names: Iterable[str]) -> str:
    """What the fields are called on the pages."""
    labels = (LABELS.get(name) or TABLES[kind]._meta.get_field(name).verbose_name for name in names)  # type: ignore[union-attr]
    return " · ".join(map(str, labels))


def _value_text(difference: Difference, name: str, value: Any, names: Mapping[Any, str]) -> str:
    if name in ("exposure", "medicine") and value is not None:
        return names.get(value, str(value))
    if name in AS_USUAL and not value:
        return _("as usual")
    if name == "thresholds":
        return "; ".join(f"{names.get(('thresholds', one.name), one.name)}: {one.value:.10g}" for one in value)
    if name == "duration_s" and value is not None:
        return _("%(minutes)s minutes") % {"minutes": f"{value / 60:.2f}".rstrip("0").rstrip(".")}
    if isinstance(value, datetime):
        there = value.astimezone(ZoneInfo(getattr(difference.entry, "zone", "") or "UTC"))
        return date_format(there, f"{DATE}, H:i")
    choices = {} if name in LABELS else dict(getattr(TABLES[difference.kind]._meta.get_field(name), "flatchoices", ()))
    return str(choices[value]) if value in choices else value_words(name, value)


def value_words(name: str, value: Any) -> str:
    """A value as a person reads it."""
    if value is None or value in ("", ()):
        return _("not said")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Place):
        return place_name(value, _)
    if isinstance(value, Sign):
        return f"{_(SIGNS[value.name].says)} ({value_words('onset', value.onset)})"
    if is_dataclass(value):
        parts = ((field.name, getattr(value, field.name)) for field in fields(value))
        return ", ".join(value_words(part, held) for part, held in parts if held not in (None, ""))
    if isinstance(value, tuple):
        return "; ".join(value_words(name, part) for part in value)
    if isinstance(value, date):
        return date_format(value, DATE)
    if isinstance(value, float):
        return f"{value:.10g}"
    text = str(value.value if isinstance(value, Enum) else value)
    return _(CODES[name][text]) if text in CODES.get(name, ()) else text

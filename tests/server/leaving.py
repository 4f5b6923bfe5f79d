"""Plants marked words in every text column of every table of one person; run inside `manage.py shell`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models

from tracker.core.demo import believable

MARKS = ("Zwetschgenmus", "Quarkkeulchen", "Kraxelhuber", "Blaubeerflur", "Mondkalbsruh")
PASSWORD = "a long enough password"
TEXTS = (models.CharField, models.TextField, models.BinaryField)


def marked(field: models.Field[Any, Any]) -> Any:
    """The marks, or as many as there is room for, in the shape that the column holds."""
    if isinstance(field, models.JSONField):
        return [{"word": mark} for mark in MARKS]
    words = " ".join(MARKS)
    if isinstance(field, models.BinaryField):
        return words.encode()
    return words if not field.max_length or len(words) <= field.max_length else MARKS[0][: field.max_length]


def needed(field: models.Field[Any, Any], user: Any) -> Any:
    """A value for a column that must hold one."""
    if isinstance(field, models.ForeignKey):
        return user if field.remote_field.model is type(user) else field.remote_field.model.objects.first()
    if isinstance(field, models.DateTimeField):
        return datetime.now(UTC)
    if isinstance(field, models.DateField):
        return date(2026, 1, 1)
    return 1


def plant(user: Any) -> list[str]:
    """One row in every table that hangs on a person, and the marks in each of its texts; answers with the columns."""
    columns = []
    for table in apps.get_app_config("tracker").get_models():
        fields = [field for field in table._meta.concrete_fields if not field.primary_key]
        if not any(field.name == "user" for field in fields):
            continue
        values = {}
        for field in fields:
            if isinstance(field, (*TEXTS, models.JSONField)):
                values[field.name] = marked(field)
                columns.append(f"{table._meta.db_table}.{field.column}")
            elif field.name == "user" or (not field.null and not field.has_default()):
                values[field.name] = needed(field, user)
        table.objects.create(**values)
    return columns


def marked_diary() -> Any:
    """Half a year of believable days in which everything that a person names themselves is a mark."""
    diary = believable(datetime.now(UTC).date() - timedelta(days=1), 180, 1)
    own = f"own_{MARKS[0].lower()}"
    return replace(
        diary,
        exposures=tuple(replace(e, name=MARKS[0], key=own if e.key == "stress" else e.key) for e in diary.exposures),
        readings=tuple(replace(r, exposure=own) if r.exposure == "stress" else r for r in diary.readings),
        episodes=tuple(replace(e, note=" ".join(MARKS), blamed=(MARKS[1],)) for e in diary.episodes),
        days=tuple(replace(day, note=f"{MARKS[2]} {MARKS[3]}") for day in diary.days),
    )

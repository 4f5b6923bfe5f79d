"""All tables with rows of a person, found from the models, so that tests include new ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, UUIDField

from tracker.models import CachedResult, PendingBatch, ReplacedRows, Session, User

NEWEST = 3
"""Rows to try per table until a page shows one."""


def owned() -> list[type[Model]]:
    """Models whose rows have an owner, without cached results, sessions, and what an unfinished import leaves."""
    return [
        model
        for model in apps.get_app_config("tracker").get_models()
        if _owner_of(model) and model not in (CachedResult, PendingBatch, ReplacedRows, Session)
    ]


def rows_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """All rows of a person by table, with the user row but without the revision, which also counts
    saves that changed nothing.
    """
    mine = {model.__name__: list(_of(model, user).order_by("pk").values()) for model in owned()}
    person = [field.name for field in User._meta.concrete_fields if field.name != "diary_revision"]
    return mine | {"User": list(User.objects.filter(pk=user.pk).values(*person))}


def values_of(user: User, kind: type[UUIDField | CharField], address: str = "") -> Iterator[Any]:
    """Values for a path converter: ids or short texts of the newest rows of each table.

    The tables that the name of the address speaks of come first, so that few others are tried.
    """
    for model in sorted(owned(), key=lambda model: model.__name__.lower() not in address):
        names = [field.name for field in model._meta.concrete_fields if type(field) is kind]
        for row in _of(model, user).order_by("-pk").values_list(*names)[:NEWEST] if names else ():
            yield from (value for value in row if value and "/" not in str(value))


def _of(model: type[Model], user: User) -> Any:
    return model._default_manager.filter(**{_owner_of(model): user})


def _owner_of(model: type[Model]) -> str:
    return next((f.name for f in model._meta.concrete_fields if f.related_model is User and f.name == "user"), "")

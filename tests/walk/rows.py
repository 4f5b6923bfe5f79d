"""Every table that belongs to a person, found from the models, so that a new one is watched without being named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, UUIDField

from tracker.models import CachedResult, User

NEWEST = 3
"""So many rows of a table are enough to find one that a page shows."""


def owned() -> list[type[Model]]:
    """The tables of the app whose rows have an owner; not computed ones."""
    return [
        model
        for model in apps.get_app_config("tracker").get_models()
        if _owner_of(model) and model is not CachedResult
    ]


def rows_of(user: User) -> dict[str, list[dict[str, Any]]]:
    """Everything that is stored about a person, by table, with the person's own row.

    The state counts attempts to change the diary, also those that changed nothing.
    """
    mine = {model.__name__: list(_of(model, user).order_by("pk").values()) for model in owned()}
    person = [field.name for field in User._meta.concrete_fields if field.name != "diary_revision"]
    return mine | {"User": list(User.objects.filter(pk=user.pk).values(*person))}


def values_of(user: User, kind: type[UUIDField | CharField]) -> Iterator[Any]:
    """What may stand in an address: the ids, or the short texts, that the newest rows of each table hold."""
    for model in owned():
        names = [field.name for field in model._meta.concrete_fields if type(field) is kind]
        for row in _of(model, user).order_by("-pk").values_list(*names)[:NEWEST] if names else ():
            yield from (value for value in row if value and "/" not in str(value))


def _of(model: type[Model], user: User) -> Any:
    return model._default_manager.filter(**{_owner_of(model): user})


def _owner_of(model: type[Model]) -> str:
    return next((f.name for f in model._meta.concrete_fields if f.related_model is User and f.name == "user"), "")

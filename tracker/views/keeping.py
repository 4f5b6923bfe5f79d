"""Parts of pages that are rendered once for each state of the diary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from typing import Any, TypeVar

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tracker import diary
from tracker.models import User

Value = TypeVar("Value")


def kept(user: User, name: str, make: Callable[[], Value]) -> Value:
    """What `make` works out from this person's diary, in this language, by this edition and this installation."""
    return diary.kept(user, f"{_edition()} {get_language()} {settings.PATTERN_FLAGS} {name}", make)


def kept_part(user: User, name: str, template: str, context: Callable[[], Mapping[str, Any]]) -> SafeString:
    """A part of a page. It must hold nothing of the request: no form, no message, nothing of the time of day."""
    return kept(user, name, lambda: render_to_string(template, {"user": user, **context()}))


@cache
def _edition() -> str:
    """Changes with every file of ours, so that an upgrade never shows what the release before made."""
    folders = (settings.BASE_DIR / "tracker", settings.BASE_DIR / "templates")
    files = sorted(path for folder in folders for path in folder.rglob("*.*") if "__pycache__" not in path.parts)
    states = (f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in files)
    return sha256("\n".join(states).encode()).hexdigest()[:12]

"""Parts of pages that are rendered once for each state of the diary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tracker import diary
from tracker.models import User


def cached_fragment(user: User, name: str, template: str, context: Callable[[], Mapping[str, Any]]) -> SafeString:
    """A part of a page. It must hold nothing of the request: no form, no message, nothing of the time of day."""
    return diary.cached(user, name, lambda: render_to_string(template, {"user": user, **context()}), diary.HTML)

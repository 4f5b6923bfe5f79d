"""Parts of pages that are cached per diary revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tracker import diary
from tracker.models import User


def cached_fragment(user: User, name: str, template: str, context: Callable[[], Mapping[str, Any]]) -> SafeString:
    """Render a part of a page, cached per diary revision. It must not depend on the request or the time of day."""
    return diary.cached(user, name, lambda: render_to_string(template, {"user": user, **context()}), diary.HTML)

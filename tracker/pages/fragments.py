"""Parts of pages that are cached per diary revision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from tracker import diary
from tracker.models import User


def cached_fragment(
    user: User,
    name: str,
    template: str,
    context: Callable[[], Mapping[str, Any]],
    *,
    parts: Collection[str] = (),
    last_day: date | None = None,
) -> SafeString:
    """Render a part of a page, cached per diary revision. It must not depend on the request or the time of day.

    `parts` and `last_day` are as in `diary.cached`.
    """

    def make() -> SafeString:
        return render_to_string(template, {"user": user, **context()})

    return diary.cached(user, name, make, diary.HTML, parts=parts, last_day=last_day)

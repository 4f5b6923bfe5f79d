"""The moods with names of the person's own on the preview of an import."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from tracker.core.formats.imports.moods import MAX_ASKED_MOODS, mood_names
from tracker.core.formats.validation.violations import printable
from tracker.forms import MoodsForm
from tracker.insights.imported_moods import remembered_numbers
from tracker.insights.imports import ReadFile
from tracker.models import User


def moods_form(user: User, read: ReadFile, post: QueryDict) -> MoodsForm | None:
    """The form on the moods that have no number in the file, None without any."""
    if not read.collected.named_moods:
        return None
    is_answered = any(name.startswith("mood-") for name in post)
    moods = [(one.key, printable(one.name), one.days) for one in mood_names(read.collected)[:MAX_ASKED_MOODS]]
    return MoodsForm(post if is_answered else None, moods=moods, remembered=remembered_numbers(user))


def moods_context(read: ReadFile, form: MoodsForm | None) -> dict[str, Any]:
    """The context of tracker/_import_moods.html."""
    if form is None:
        return {}
    numbers = form.numbers()
    more = [one for one in mood_names(read.collected)[MAX_ASKED_MOODS:] if numbers.get(one.key) is None]
    return {"moods_form": form, "more_moods": len(more)}

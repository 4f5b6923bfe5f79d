"""Delete an entry, and undo that."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import diary
from tracker.core.formats import diary_json
from tracker.core.records import Diary
from tracker.pages.context import SignedIn
from tracker.views.differences import show_differences

UNDO = "undo"
"""The session key of the id of the last deleted entry. What it was is in a table, not in the session."""


PAGES: Mapping[str, str] = {
    "days": "tracker:journal",
    "doses": "tracker:treatments",
    "episodes": "tracker:journal",
    "experiments": "tracker:experiments",
    "injections": "tracker:treatments",
    "medicines": "tracker:treatments",
    "readings": "tracker:journal",
    "visits": "tracker:visits",
}
"""The page that lists each kind of entry."""


@require_POST
def delete(request: SignedIn, kind: str, key: UUID | date) -> HttpResponse:
    """Delete an entry and keep it for undo. Deleting it twice is no error."""
    user, now = request.user, timezone.now()
    try:
        deleted = diary.delete_entry(user, kind, key)
    except ObjectDoesNotExist as missing:
        if not diary.was_deleted(user, key, now):
            raise Http404 from missing
    else:
        request.session[UNDO] = str(diary.keep_deleted(user, key, diary_json.write(deleted).decode(), now))
        messages.success(request, _("Deleted."), extra_tags="undo")
    return redirect(_back(request) or PAGES[kind])


@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Restore the last deleted entry as it was."""
    text = diary.take_deleted(request.user, request.session.pop(UNDO, ""), timezone.now())
    if not text:
        return redirect("tracker:journal")
    value = diary_json.read(text.encode())
    saved = diary.save_entries(request.user, value)
    if saved.differences:
        return show_differences(request, value, saved, _("Restored"))
    messages.success(request, _("Restored."))
    return redirect(_back(request) or _where_it_was(value))


def _back(request: SignedIn) -> str:
    """Today, if the button was on that page; else empty."""
    return "tracker:today" if request.POST.get("back") == "today" else ""


def _where_it_was(value: Diary) -> str:
    """The page that shows what came back."""
    if value.visits:
        return "tracker:visits"
    if value.experiments:
        return "tracker:experiments"
    return "tracker:treatments" if value.medicines or value.injections else "tracker:journal"

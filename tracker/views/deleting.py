"""Delete an entry, and take that back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import diary
from tracker.formats import diary_json
from tracker.records import Diary
from tracker.views.everywhere import SignedIn

UNDO = "undo"
"""Where the session keeps the last entry that was deleted, until the next one or the logout."""


@require_POST
def delete_episode(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete one episode."""
    get_object_or_404(request.user.episodes, client_id=client_id)
    return _deleted(request, diary.take_out_episode(request.user, client_id))


@require_POST
def delete_reading(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete one value."""
    get_object_or_404(request.user.readings, client_id=client_id)
    return _deleted(request, diary.take_out_reading(request.user, client_id))


@require_POST
def delete_check_in(request: SignedIn, day: date) -> HttpResponse:
    """Delete a day's check-in with the values typed in it."""
    get_object_or_404(request.user.days, local_date=day)
    return _deleted(request, diary.take_out_check_in(request.user, day))


@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the last deleted entry back as it was."""
    kept = request.session.pop(UNDO, None)
    if kept:
        diary.put_back(request.user, diary_json.read(kept.encode()))
        messages.success(request, _("It is back."))
    return redirect("tracker:journal")


def _deleted(request: SignedIn, taken: Diary) -> HttpResponse:
    request.session[UNDO] = diary_json.write(taken).decode()
    messages.success(request, _("Deleted."), extra_tags="undo")
    return redirect("tracker:journal")

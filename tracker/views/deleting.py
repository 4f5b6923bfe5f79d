"""Delete an entry, and take that back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker import diary
from tracker.core.formats import diary_json
from tracker.core.records import Diary
from tracker.models import User
from tracker.pages.context import SignedIn
from tracker.views.differences import show_differences

UNDO = "undo"
"""Where the session keeps the last entry that was deleted, until the next one or the logout."""


@require_POST
def delete_episode(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete one episode."""
    return _delete(request, diary.take_out_episode, client_id)


@require_POST
def delete_reading(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete one value."""
    return _delete(request, diary.take_out_reading, client_id)


@require_POST
def delete_check_in(request: SignedIn, day: date) -> HttpResponse:
    """Delete a day's check-in with the values typed in it."""
    return _delete(request, diary.take_out_check_in, day)


@require_POST
def delete_medicine(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete one medicine with its doses."""
    return _delete(request, diary.take_out_medicine, client_id, back="tracker:treatments")


@require_POST
def delete_dose(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete one dose."""
    return _delete(request, diary.take_out_dose, client_id, back="tracker:treatments")


@require_POST
def delete_injection(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete the injections of one day."""
    return _delete(request, diary.take_out_injection, client_id, back="tracker:treatments")


@require_POST
def delete_visit(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Delete one visit."""
    return _delete(request, diary.take_out_visit, client_id, back="tracker:visits")


@require_POST
def undo(request: SignedIn) -> HttpResponse:
    """Put the last deleted entry back as it was."""
    kept = request.session.pop(UNDO, None)
    if not kept:
        return redirect("tracker:journal")
    value = diary_json.read(kept.encode())
    saved = diary.put_back(request.user, value)
    if saved.differences:
        return show_differences(request, value, saved, _("It is back"))
    messages.success(request, _("It is back."))
    return redirect(_where_it_was(value))


def _where_it_was(value: Diary) -> str:
    """The page that shows what came back."""
    if value.visits:
        return "tracker:visits"
    return "tracker:treatments" if value.medicines or value.injections else "tracker:journal"


def _delete(
    request: SignedIn, take_out: Callable[[User, Any], Diary], which: UUID | date, back: str = "tracker:journal"
) -> HttpResponse:
    """Take it out and keep it for undo. The same button pressed again finds it gone, which is what was wanted."""
    try:
        request.session[UNDO] = diary_json.write(take_out(request.user, which)).decode()
    except ObjectDoesNotExist as missing:
        if str(which) not in request.session.get(UNDO, ""):
            raise Http404 from missing
    else:
        messages.success(request, _("Deleted."), extra_tags="undo")
    return redirect(back)

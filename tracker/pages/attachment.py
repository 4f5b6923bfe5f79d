"""A file to save, as a response."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone

from tracker import diary
from tracker.models import AccountEvent
from tracker.pages.context import SignedIn


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a response that the browser saves under `name`."""
    return HttpResponse(content, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def own_file(request: SignedIn, content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file of the person's own to save, and record for them that it was taken."""
    if request.method == "GET":
        diary.record_event(request.user, AccountEvent.Kind.FILE_EXPORTED, timezone.now(), name)
    return attachment(content, content_type, name)

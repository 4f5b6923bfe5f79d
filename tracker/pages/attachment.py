"""A file to save, as a response."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone

from tracker import diary
from tracker.models import AccountEvent
from tracker.pages.context import SignedIn


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a response that the browser saves under `name`."""
    return HttpResponse(content, content_type, headers=_headers(name))


def own_file(request: SignedIn, content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a file of the person's own to save, and record for them that it was taken."""
    _record(request, name)
    return attachment(content, content_type, name)


def own_stream(request: SignedIn, pieces: Iterator[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    """The same for a file that is written while it is sent."""
    _record(request, name)
    return StreamingHttpResponse(pieces, content_type=content_type, headers=_headers(name))


def _headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _record(request: SignedIn, name: str) -> None:
    if request.method != "HEAD":
        diary.record_event(request.user, AccountEvent.Kind.FILE_EXPORTED, timezone.now(), name)

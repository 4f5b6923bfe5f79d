"""A file to save, as a response."""

from __future__ import annotations

from django.http import HttpResponse


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Return a response that the browser saves under `name`."""
    return HttpResponse(content, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})

"""The answer where a diary has no room for one more entry, and no form to say so beside a field."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tracker.diary import TooManyError
from tracker.pages.unsent import typed_in


class TooManyMiddleware:
    """A page with the reason and with what was typed, so that it can be sent for another day."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as usual."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an entry that has no room."""
        if not isinstance(error, TooManyError):
            return None
        return render(request, "409.html", {"reason": str(error), "typed": typed_in(request)}, status=409)

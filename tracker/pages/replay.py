"""Answers to entries that waited on a device: one word instead of the page that follows."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.contrib.messages import ERROR, set_level
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare

from tracker.pages.context import owner_of

HEADER = "Levator-Kept"
"""The request names the owner of the entry. The response says "saved", or "page" if the page has to be looked at,
"gone" if there is nothing at its address, such as a deleted episode."""

GetResponse = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: GetResponse) -> GetResponse:
    """Refuse what is of another person than the one who is logged in; answer "saved" instead of with a redirect."""

    def respond(request: HttpRequest) -> HttpResponse:
        owner = request.headers.get(HEADER, "")
        if request.method != "POST" or not owner:
            return get_response(request)
        if not (request.user.is_authenticated and constant_time_compare(owner, owner_of(request.user))):
            return HttpResponse(status=HTTPStatus.FORBIDDEN)
        # Nobody reads the message of each entry: the page says how many were sent. What could not be saved is said.
        set_level(request, ERROR)
        response = get_response(request)
        if response.status_code == HTTPStatus.FOUND:
            return HttpResponse(status=HTTPStatus.NO_CONTENT, headers={HEADER: "saved"})
        if response.status_code in (HTTPStatus.OK, HTTPStatus.CONFLICT):
            response.headers[HEADER] = "page"
        if response.status_code == HTTPStatus.NOT_FOUND:
            response.headers[HEADER] = "gone"
        return response

    return respond

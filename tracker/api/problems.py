"""Refusals as problem documents (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"


class ApiError(Exception):
    """A request that is refused. Nothing of it is saved."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None, **members: Any) -> None:
        super().__init__(status)
        self.status, self.detail, self.headers, self.members = status, detail, headers, members

    def response(self) -> HttpResponse:
        """The problem document."""
        return problem(self.status, self.detail, self.headers, **self.members)


def problem(status: int, detail: str, headers: dict[str, str] | None = None, **members: Any) -> HttpResponse:
    """A problem document. `members` are further ones, such as `errors` or `emergency`."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **members}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers)


def usual_detail(status: int) -> str:
    """What to say of a status that came from outside the API's own views."""
    texts = {
        400: _("This request cannot be read."),
        403: _("This is not allowed."),
        404: _("There is nothing at this address. Every address ends with a slash."),
        405: _("This address does not take this method."),
        411: _("Say how long the body is (Content-Length)."),
        413: _("This is longer than this address takes."),
        500: _("Something went wrong here. Nothing was saved; please try again later."),
        503: _("The diary is busy. Nothing was saved; send it again in a moment."),
        507: _("There is no room left to save. Nothing was saved; send it again later."),
    }
    return texts.get(status, HTTPStatus(status).description)

"""Keep cookies, redirects and pages away from every address below /api/."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tracker.api.problems import CONTENT_TYPE, problem, usual_detail

PREFIX = "/api/"
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")

GetResponse = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: GetResponse) -> GetResponse:
    """Drop the cookie before anything reads it, and turn error pages and redirects into problem documents.

    Over http nothing is answered: clients drop the token on the way to https, and it has then travelled in the open.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return problem(403, _("Use https. Make a new token: this one has travelled in the open."))
        response = _as_problem(get_response(request))
        response.cookies.clear()
        return response

    return respond


def _as_problem(response: HttpResponse) -> HttpResponse:
    status = response.status_code
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        status = HTTPStatus.NOT_FOUND.value
    if status < HTTPStatus.BAD_REQUEST or response.headers.get("Content-Type") == CONTENT_TYPE:
        return response
    kept = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return problem(status, usual_detail(status), kept)

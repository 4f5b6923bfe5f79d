"""Who may use an address: a token in the header, its scope and its limits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tracker import diary
from tracker.api.problems import ApiError, problem
from tracker.models import ApiToken, User
from tracker.pages.context import SignedIn

View = Callable[..., HttpResponseBase]
Scope = ApiToken.Scope


class ApiRequest(SignedIn):
    """A request with a token that opens this address."""

    token: ApiToken
    now: datetime


def endpoint(method: str, *scopes: str) -> Callable[[View], View]:
    """Decorate a view that tokens of these scopes open by this method.

    A POST is one transaction, with the use of the token counted in it; what a refusal wrote is undone, except that
    count.
    """

    def decorate(view: View) -> View:
        @login_not_required
        @csrf_exempt
        @wraps(view)
        def respond(request: ApiRequest, **values: Any) -> HttpResponseBase:
            try:
                if request.method != method:
                    text = _("This address takes %(method)s only.") % {"method": method}
                    raise ApiError(405, text, {"Allow": method})
                _let_in(request, scopes)
                return _write(request, view, values) if method == "POST" else _read(request, view, values)
            except ApiError as refused:
                return refused.response()
            except (User.DoesNotExist, ApiToken.DoesNotExist):
                return _unknown().response()

        # For the test of docs/openapi.json.
        respond.method, respond.scopes = method, scopes  # type: ignore[attr-defined]
        return respond

    return decorate


def _let_in(request: ApiRequest, scopes: tuple[str, ...]) -> None:
    request.now = timezone.now()
    kind, _space, text = request.headers.get("Authorization", "").partition(" ")
    token = diary.find_token(text.strip(), request.now) if kind.lower() == "bearer" else None
    if token is None:
        raise _unknown()
    if token.scope not in scopes:
        challenge = {"WWW-Authenticate": 'Bearer realm="levator", error="insufficient_scope"'}
        raise ApiError(403, _("This token may not do this. Make one that may, under Settings, Tokens."), challenge)
    request.token, request.user = token, token.user


def _unknown() -> ApiError:
    """The same refusal without a token and with one that is wrong, has ended or was withdrawn."""
    text = _("Send a token that opens this diary: Authorization: Bearer levator_… Make one under Settings, Tokens.")
    return ApiError(401, text, {"WWW-Authenticate": 'Bearer realm="levator"'})


def _write(request: ApiRequest, view: View, values: dict[str, Any]) -> HttpResponseBase:
    with transaction.atomic():
        _count(request)
        try:
            with transaction.atomic():
                return view(request, **values)
        except ApiError as refused:
            return refused.response()
        except diary.TooManyError as refused:
            return problem(409, str(refused))


def _read(request: ApiRequest, view: View, values: dict[str, Any]) -> HttpResponseBase:
    _count(request)
    return view(request, **values)


def _count(request: ApiRequest) -> None:
    if wait_s := diary.count_use(request.token, request.now):
        text = _("That was too often: 60 times a minute and 2,000 times a day are allowed.")
        raise ApiError(429, text, {"Retry-After": str(wait_s)})

"""Ask again who somebody is before what would harm most: a password, a passkey or a code, good for some minutes."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from time import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from tracker.core.reference.limits import ASKED_AGAIN_AFTER_S
from tracker.pages.context import SignedIn

AGAIN = "again"
"""Mark in the address of a page to which a person returns, to choose the file once more."""


def asked_again(view: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a view: its form is sent after the question. The session keeps what was typed until then."""

    @wraps(view)
    def respond(request: SignedIn, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and is_reauthentication_required(request, app=""):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return respond


def asked_before_file(page: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a download: after the question the person is on `page` again, because a file leaves no page."""

    def decorate(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def respond(request: SignedIn, *args: Any, **kwargs: Any) -> Any:
            if is_reauthentication_required(request, app=""):
                back = urlencode({"next": f"{reverse(page)}?{AGAIN}=1"})
                return redirect(f"{reverse('account_reauthenticate')}?{back}")
            return view(request, *args, **kwargs)

        return respond

    return decorate


def confirmed_by_passkey(request: HttpRequest) -> bool:
    """Whether the person used a passkey within the last minutes. It may then take the place of a lost password."""
    return any(
        record.get("type") == "webauthn" and 0 <= time() - record.get("at", 0) < ASKED_AGAIN_AFTER_S
        for record in get_authentication_records(request, request.user)
    )

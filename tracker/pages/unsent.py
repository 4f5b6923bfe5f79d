"""Input of a form posted after the session expired: carried over the login, and offered to the same person only.

Every form contains a keyed hash of its page's owner (templatetags/form_token.py). So the input is never offered to
somebody else, and neither is what another site made a browser send.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from tracker.core.records import Day
from tracker.forms import LoginForm
from tracker.forms.signs import SignFields
from tracker.models import User
from tracker.pages.context import owner_of
from tracker.pages.emergency import Emergency, emergency_in, emergency_of_signs

SEALED = "unsent"
"""The field of the login form that carries the input, encrypted."""

OWNER, TAPPED_AT = "owner", "tapped_at"
OF_THE_PAGE = {OWNER, SEALED, TAPPED_AT, "client_id", "version", "sure"}
"""Fields that are written by a page, not by a person."""

MAX_BYTES = 180_000
"""Encrypted it is a third longer, and must fit into MAX_LOG_IN_BYTES."""


@dataclass(frozen=True)
class Unsent:
    """A form that was not processed: its owner, its URL, and its fields in order."""

    owner: str
    address: str
    fields: list[tuple[str, str]]

    @classmethod
    def of(cls, request: HttpRequest) -> Unsent | None:
        """The posted form, or the one that the login form carries; None if nothing was typed."""
        if SEALED in request.POST:
            return cls.opened(request.POST[SEALED])
        fields = typed_in(request)
        if not any(value for name, value in fields if name not in OF_THE_PAGE):
            return None
        # A tap is logged at the time at which it was first sent.
        fields += [] if TAPPED_AT in request.POST else [(TAPPED_AT, timezone.now().isoformat())]
        return cls(request.POST.get(OWNER, ""), request.get_full_path(), fields)

    @classmethod
    def opened(cls, sealed: str) -> Unsent | None:
        """What a field or a session carries, decrypted; None if it is empty or was changed."""
        return _opened(sealed) if sealed else None

    @property
    def typed(self) -> list[str]:
        """The values that the person typed."""
        return [value for name, value in self.fields if value and name not in OF_THE_PAGE]

    def is_of(self, user: Any) -> bool:
        """Whether this person typed it."""
        return user.is_authenticated and constant_time_compare(self.owner, owner_of(user))


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form that could not be saved, without secrets."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", OWNER) and "password" not in name
    ]


def ask_to_log_in(request: HttpRequest, unsent: Unsent) -> HttpResponse:
    """Show the login page, which carries the input. An emergency is shown at once."""
    form = LoginForm(request=request, initial={SEALED: _sealed(unsent)})
    context = {"form": form, "emergency": _emergency(request, unsent)}
    return render(request, "account/login.html", context, status=403)


def offer(request: HttpRequest, unsent: Unsent, status: int = 200) -> HttpResponse:
    """Show a page from which the same person can send the form again. It is never sent automatically."""
    context = {"unsent": unsent, "emergency": _emergency(request, unsent)}
    return render(request, "tracker/unsent.html", context, status=status)


def _emergency(request: HttpRequest, unsent: Unsent) -> Emergency | None:
    posted = QueryDict(mutable=True)
    for name, value in unsent.fields:
        posted.appendlist(name, value)
    form = SignFields(posted)
    form.full_clean()
    entry = Day(uuid4(), timezone.now().date(), signs=form.signs())
    return emergency_in(request.user, entry) if isinstance(request.user, User) else emergency_of_signs(entry)


def _sealed(unsent: Unsent) -> str:
    """Encrypt the input for the login form, unreadable for the next user. Too long input is dropped."""
    text = json.dumps(asdict(unsent), separators=(",", ":"), ensure_ascii=False).encode(errors="replace")
    return "" if len(text) > MAX_BYTES else _lock().encrypt(text).decode()


def _opened(text: str) -> Unsent | None:
    from cryptography.fernet import InvalidToken

    try:
        found = json.loads(_lock().decrypt(text))
    except (InvalidToken, ValueError):
        return None
    return Unsent(found["owner"], found["address"], [(name, value) for name, value in found["fields"]])


def _lock() -> Any:
    from cryptography.fernet import Fernet

    return Fernet(urlsafe_b64encode(salted_hmac("levator.unsent", "", algorithm="sha256").digest()))

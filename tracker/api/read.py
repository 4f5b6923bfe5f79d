"""Read the diary: in pages, or whole."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from tracker import diary
from tracker.api.access import ApiRequest, Scope, endpoint
from tracker.api.bodies import refuse
from tracker.core.formats import diary_json
from tracker.core.formats.json.pieces import entry_to_json
from tracker.core.reference.limits import FIRST_DATE
from tracker.pages.attachment import own_stream
from tracker.pages.few_at_once import few_at_once

MAX_PAGE, USUAL_PAGE = 500, 100
PARAMETERS = ("from", "to", "after", "limit")


class Kind(NamedTuple):
    """A kind of entry: its date, and the parent that its record names."""

    date: str
    parent: str = ""


KINDS: Mapping[str, Kind] = {
    "days": Kind("local_date"),
    "episodes": Kind("local_date"),
    "readings": Kind("local_date", "exposure"),
    "doses": Kind("local_date", "medicine"),
    "injections": Kind("day"),
    "visits": Kind("day"),
}
"""In the order of the pages: a cursor names a kind, a date and an id."""


class Cursor(NamedTuple):
    """The last entry of a page."""

    kind: str
    day: date
    id: UUID

    def text(self) -> str:
        """The cursor as it is sent."""
        return urlsafe_b64encode(f"{self.kind} {self.day} {self.id}".encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Cursor:
        """Read a cursor that was sent. Raises ValueError."""
        kind, day, client_id = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().split(" ")
        if kind not in KINDS:
            raise ValueError
        return cls(kind, date.fromisoformat(day), UUID(client_id))


@endpoint("GET", *Scope.values)
def me(request: ApiRequest) -> HttpResponse:
    """What this token is."""
    token = request.token
    ends = token.ends_at.isoformat().replace("+00:00", "Z") if token.ends_at else None
    return JsonResponse({"name": token.name, "scope": token.scope, "ends": ends})


@endpoint("GET", Scope.READ, Scope.ALL)
def entries(request: ApiRequest) -> HttpResponse:
    """One page of dated entries, kind by kind and in the order of their dates."""
    first, last, after, limit = _asked(request)
    found: list[dict[str, Any]] = []
    cursor = None
    names = list(KINDS)
    for name in names[names.index(after.kind) if after else 0 :]:
        start = after if after and after.kind == name else None
        for row in _rows(request, name, first, last, start)[: limit + 1 - len(found)]:
            if len(found) == limit:
                return JsonResponse({"entries": found, "next": cursor and cursor.text()})
            found.append({"kind": name, "entry": entry_to_json(row.record())})
            cursor = Cursor(name, getattr(row, KINDS[name].date), row.client_id)
    return JsonResponse({"entries": found, "next": None})


def _rows(request: ApiRequest, name: str, first: date, last: date, after: Cursor | None) -> Any:
    """The entries of one kind after the cursor, in an order that later ones do not change."""
    day, parent = KINDS[name]
    rows = getattr(request.user, name).filter(**{f"{day}__range": (first, last)}).order_by(day, "client_id")
    if parent:
        rows = rows.select_related(parent)
    if after:
        rows = rows.filter(Q(**{f"{day}__gt": after.day}) | Q(**{day: after.day, "client_id__gt": after.id}))
    return rows


def _asked(request: ApiRequest) -> tuple[date, date, Cursor | None, int]:
    """The dates, the cursor and the size of the page. Raises ApiError."""
    given = request.GET
    errors = [(name, _("is not a parameter of this address")) for name in given if name not in PARAMETERS]
    first, last, limit, after = FIRST_DATE, date.max, USUAL_PAGE, None
    try:
        first = date.fromisoformat(given.get("from", str(first)))
        last = date.fromisoformat(given.get("to", str(last)))
    except ValueError:
        errors.append(("from, to", _("must be dates such as 2026-01-31")))
    try:
        after = Cursor.read(given["after"]) if "after" in given else None
    except ValueError:
        errors.append(("after", _("must be the “next” of a page")))
    text = given.get("limit", str(limit))
    if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MAX_PAGE:
        limit = int(text[:9])
    else:
        errors.append(("limit", _("must be a number from 1 to 500")))
    refuse(errors)
    return first, last, after, limit


@endpoint("GET", Scope.READ, Scope.ALL)
def diary_file(request: ApiRequest) -> HttpResponseBase:
    """The whole diary, as the page *Your data* gives it."""
    return _diary_file(request)


@few_at_once
def _diary_file(request: ApiRequest) -> HttpResponseBase:
    name = f"levator-diary-{request.now:%Y-%m-%d}.json"
    return own_stream(request, diary.export(request.user, diary_json.pieces), "application/json", name)

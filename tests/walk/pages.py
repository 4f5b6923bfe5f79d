"""Every page that a person can open, for the ids of their own entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import product
from typing import Any
from uuid import uuid4

from allauth.mfa.models import Authenticator
from django.db.models import CharField, UUIDField
from django.http import HttpResponse
from django.test import Client
from walk.addresses import Address, every_address
from walk.forms import PageForm, forms_in
from walk.rows import values_of

from tracker.models import User


def pages(client: Client, user: User | None, day: date) -> Iterator[tuple[str, HttpResponse]]:
    """Yield one path and response for each URL pattern that returns a page. Files, which take long, are not made."""
    found = _opened(client, user, day, lambda path: path.endswith("/"))
    yield from ((path, answer) for path, answer in found if not is_file(answer))


def pages_and_files(client: Client, user: User | None, day: date) -> Iterator[tuple[str, HttpResponse]]:
    """Yield one path and response for each URL pattern that returns a page or a file."""
    for path, answer in _opened(client, user, day, lambda path: True):
        assert is_file(answer) or path.endswith("/"), f"{path} is a page that `pages` does not find"
        yield path, answer


def _opened(
    client: Client, user: User | None, day: date, is_wanted: Callable[[str], bool]
) -> Iterator[tuple[str, HttpResponse]]:
    for address in every_address():
        for path in (address.with_values(**values) for values in _fitting(address, user, day)):
            if not is_wanted(path):
                break
            answer = whole(client.get(path))
            if answer.status_code == 200 and (is_file(answer) or answer["Content-Type"].startswith("text/html")):
                yield path, answer
            # 405: the pattern only accepts forms, for any id.
            if answer.status_code in (200, 405):
                break


def whole(answer: Any) -> HttpResponse:
    """An answer that can be read more than once. One that is sent in pieces is read, so that it gives up its place."""
    if not answer.streaming:
        return answer
    read = HttpResponse(answer.getvalue(), headers=dict(answer.items()))
    answer.streaming_content = ()
    return read


def is_file(answer: HttpResponse) -> bool:
    """Whether the response is a download."""
    return "Content-Disposition" in answer


def _fitting(address: Address, user: User | None, day: date) -> Iterator[dict[str, Any]]:
    offers = [_offers(address, kind, user, day) for _name, kind in address.kinds]
    if user and address.name.endswith("-draft"):
        # The id of an entry that does not exist yet.
        offers[-1] = [uuid4()]
    for values in product(*offers):
        yield dict(zip((name for name, _kind in address.kinds), values, strict=True))


def _offers(address: Address, kind: str, user: User | None, day: date) -> list[Any]:
    """Possible values for a path converter. Fails for an unknown converter."""
    if kind == "IsoDate":
        return [day]
    if user is None:
        return []
    if kind == "IntConverter":
        return list(Authenticator.objects.filter(user=user).values_list("pk", flat=True))
    field = {"UUIDConverter": UUIDField, "StringConverter": CharField}[kind]
    return list(dict.fromkeys(values_of(user, field, address.name)))


def forms(client: Client, user: User | None, day: date) -> dict[str, PageForm]:
    """All different forms on all pages, by the name of their target."""
    return forms_on(pages(client, user, day))


def forms_on(found: Iterable[tuple[str, HttpResponse]]) -> dict[str, PageForm]:
    """All different forms on these pages, by the name of their target."""
    forms = [form for path, answer in found for form in forms_in(path, answer.content.decode())]
    return {form.name: form for form in reversed(forms)}

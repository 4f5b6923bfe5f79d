"""Every page a person can open, each with the entries of theirs that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from typing import Any

from django.db.models import CharField, UUIDField
from django.http import HttpResponse
from django.test import Client
from walk.addresses import Address, every_address
from walk.forms import PageForm, forms_in
from walk.rows import values_of

from tracker.models import User


def pages(client: Client, user: User | None, day: date) -> Iterator[tuple[str, HttpResponse]]:
    """The addresses that answer with a page of their own, one for each line of the URL table."""
    for address in every_address():
        for values in _fitting(address, user, day):
            path = address.with_values(**values)
            answer = client.get(path)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                yield path, answer
                break


def _fitting(address: Address, user: User | None, day: date) -> Iterator[dict[str, Any]]:
    offers = [_offers(kind, user, day) for _name, kind in address.kinds]
    for values in product(*offers):
        yield dict(zip((name for name, _kind in address.kinds), values, strict=True))


def _offers(kind: str, user: User | None, day: date) -> list[Any]:
    """What can stand there. A kind nobody thought of is an error."""
    if kind == "IsoDate":
        return [day]
    if user is None:
        return []
    return list(dict.fromkeys(values_of(user, {"UUIDConverter": UUIDField, "StringConverter": CharField}[kind])))


def forms(client: Client, user: User | None, day: date) -> dict[str, PageForm]:
    """Every form on every page, one of each kind, by the name of where it goes."""
    found = [form for path, answer in pages(client, user, day) for form in forms_in(path, answer.content.decode())]
    return {form.name: form for form in reversed(found)}

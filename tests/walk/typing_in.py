"""Type something into every text field of every form on every page, and keep what comes of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from walk.filling import filled_in
from walk.forms import Field, PageForm
from walk.pages import forms, forms_on, is_file, pages_and_files

from tracker.models import User

TEXT = {"text", "textarea", "search"}
LINK = re.compile(r"/shared/[\w-]{20,}/")

Typist = Callable[[Field, int], str]
"""What goes into a text field, and into the how manyeth of this round."""


@dataclass
class Seen:
    """What is seen in a round: the forms' own answers, open links, and what was opened since."""

    pages: list[tuple[str, HttpResponse]] = field(default_factory=list)
    files: list[tuple[str, HttpResponse]] = field(default_factory=list)
    typed: int = 0
    refused: int = 0


class Diary:
    """Somebody's diary with every form, page and file of it, found once; every round of typing begins from there."""

    def __init__(self, user: User, client: Client, day: date) -> None:
        self.client, self.day = client, day
        found = list(pages_and_files(client, user, day))
        self.kinds = {path: answer["Content-Type"].partition(";")[0] for path, answer in found if is_file(answer)}
        self.files = list(self.kinds)
        shown = [(path, answer) for path, answer in found if not is_file(answer)]
        self.pages = [path for path, _answer in shown]
        self.offered = [(client, *one) for one in forms_on(shown).items() if text_fields(one[1])]
        self.offered += [(Client(), *one) for one in forms(Client(), None, day).items() if text_fields(one[1])]

    def type_everywhere(self, typist: Typist) -> Seen:
        """Send every form that has a text field with words in all of them; what is then shown is opened by the others.

        Where a form refuses, its page is looked at, and each field is tried alone, so that one that must refuse keeps
        no other from being saved. Stays as it is until the transaction around it is taken back.
        """
        seen = Seen()
        for client, name, form in self.offered:
            _type_into(seen, client, name, form, self.day, typist)
        stranger = Client()
        links = {link for _name, answer in seen.pages for link in LINK.findall(answer.content.decode())}
        seen.pages += [(link, stranger.get(link)) for link in sorted(links)]
        return seen

    def open_pages(self, seen: Seen) -> None:
        """Every page, as it is now."""
        seen.pages += [(path, self.client.get(path)) for path in self.pages]

    def open_files(self, seen: Seen, kinds: Container[str] | None = None) -> None:
        """Every file as it is now, or only those of these content types: a PDF is dear, and holds no table."""
        wanted = [path for path, kind in self.kinds.items() if kinds is None or kind in kinds]
        seen.files += [(path, self.client.get(path)) for path in wanted]


def text_fields(form: PageForm) -> list[Field]:
    """Where a person can type words."""
    return [one for one in form.fields.values() if one.kind in TEXT]


def fits(one: Field, text: str) -> str:
    """As much of a text as the field lets a person type."""
    return text[: int(one.said.get("maxlength") or len(text))]


@contextmanager
def taken_back() -> Iterator[None]:
    """Whatever is written inside is as if it had not been."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def _type_into(seen: Seen, client: Client, name: str, form: PageForm, day: date, typist: Typist) -> None:
    words = {one.name: fits(one, typist(one, seen.typed + n)) for n, one in enumerate(text_fields(form))}
    seen.typed += len(words)
    answers = list(_sent(client, form, filled_in(form, day), words))
    seen.refused += sum(was_refused(answer) for answer in answers)
    seen.pages += [(f"{form.method} {name}", answer) for answer in answers if is_page(answer)]


def _sent(client: Client, form: PageForm, rest: dict[str, Any], words: dict[str, str]) -> Iterator[HttpResponse]:
    send = getattr(client, form.method)
    together = send(form.action, rest | words)
    yield together
    # What leads on says on the next page that is opened what became of it.
    if was_refused(together) and len(words) > 1:
        for name, word in words.items():
            yield send(form.action, rest | {name: word})


def was_refused(answer: HttpResponse) -> bool:
    """Whether a form came back instead of leading on."""
    layers = [layer for part in answer.context or [] for layer in getattr(part, "dicts", [part])]
    return any(getattr(one, "is_bound", False) and one.errors for layer in layers for one in layer.values())


def is_page(answer: HttpResponse) -> bool:
    """Whether a browser would show it."""
    return answer["Content-Type"].startswith("text/html")

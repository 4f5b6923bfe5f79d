"""Type text into every text field of every form, and collect the pages and files that then show it."""

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
from walk.pages import forms, forms_on, is_file, pages_and_files, whole

from tracker.models import User

TEXT = {"text", "textarea", "search"}
LINK = re.compile(r"/shared/[\w-]{20,}/")

Typist = Callable[[Field, int], str]
"""Returns the text for a field, given the number of fields typed into before."""


@dataclass
class TypingResult:
    """Responses of one round: of the forms, of shared links, and of pages and files opened later."""

    pages: list[tuple[str, HttpResponse]] = field(default_factory=list)
    files: list[tuple[str, HttpResponse]] = field(default_factory=list)
    typed: int = 0
    refused: int = 0


class Diary:
    """A diary with all its forms, pages and files. Each round of typing begins from the same state."""

    def __init__(self, user: User, client: Client, day: date) -> None:
        self.client, self.day = client, day
        found = list(pages_and_files(client, user, day))
        self.kinds = {path: answer["Content-Type"].partition(";")[0] for path, answer in found if is_file(answer)}
        self.files = list(self.kinds)
        shown = [(path, answer) for path, answer in found if not is_file(answer)]
        self.pages = [path for path, _answer in shown]
        self.offered = [(client, *one) for one in forms_on(shown).items() if text_fields(one[1])]
        self.offered += [(Client(), *one) for one in forms(Client(), None, day).items() if text_fields(one[1])]

    def type_into_all_forms(self, typist: Typist) -> TypingResult:
        """Fill in all text fields and submit every form.

        If a form is refused, each field is also submitted alone, so that one invalid field does not keep the others
        from being saved. The caller rolls back the transaction.
        """
        result = TypingResult()
        for client, name, form in self.offered:
            _type_into(result, client, name, form, self.day, typist)
        stranger = Client()
        links = {link for _name, answer in result.pages for link in LINK.findall(answer.content.decode())}
        result.pages += [(link, stranger.get(link)) for link in sorted(links)]
        return result

    def open_pages(self, result: TypingResult) -> None:
        """Open every page."""
        result.pages += [(path, self.client.get(path)) for path in self.pages]

    def open_files(self, result: TypingResult, kinds: Container[str] | None = None) -> None:
        """Download every file, or only those of these content types."""
        wanted = [path for path, kind in self.kinds.items() if kinds is None or kind in kinds]
        result.files += [(path, whole(self.client.get(path))) for path in wanted]


def text_fields(form: PageForm) -> list[Field]:
    """Return the fields for free text."""
    return [one for one in form.fields.values() if one.kind in TEXT]


def fits(one: Field, text: str) -> str:
    """Cut the text to the length that the field allows."""
    return text[: int(one.attributes.get("maxlength") or len(text))]


@contextmanager
def rolled_back() -> Iterator[None]:
    """Roll back everything written inside."""
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def _type_into(result: TypingResult, client: Client, name: str, form: PageForm, day: date, typist: Typist) -> None:
    words = {one.name: fits(one, typist(one, result.typed + n)) for n, one in enumerate(text_fields(form))}
    result.typed += len(words)
    answers = list(_sent(client, form, filled_in(form, day), words))
    result.refused += sum(was_refused(answer) for answer in answers)
    result.pages += [(f"{form.method} {name}", answer) for answer in answers if is_page(answer)]


def _sent(client: Client, form: PageForm, rest: dict[str, Any], words: dict[str, str]) -> Iterator[HttpResponse]:
    send = getattr(client, form.method)
    together = send(form.action, rest | words)
    yield together
    # After a redirect, the next opened page shows the message.
    if was_refused(together) and len(words) > 1:
        for name, word in words.items():
            yield send(form.action, rest | {name: word})


def was_refused(answer: HttpResponse) -> bool:
    """Whether the response shows a form with errors."""
    layers = [layer for part in answer.context or [] for layer in getattr(part, "dicts", [part])]
    return any(getattr(one, "is_bound", False) and one.errors for layer in layers for one in layer.values())


def is_page(answer: HttpResponse) -> bool:
    """Whether the response is a page."""
    return answer["Content-Type"].startswith("text/html")

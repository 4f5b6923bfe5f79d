"""Every text a person reads goes through the translator: with a translator that marks its work, nothing is left bare.

The catalogue is replaced by one that puts brackets round each text. What then stands outside brackets must be the
person's own words, a number, a name or a unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from tracker import diary
from tracker.core.demo import believable
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.injections import USUAL_INTERVAL_SOURCE
from tracker.core.reference.medicines import GIVEN_AGAINST_IT, MEDICINE_GROUPS
from tracker.forms.signs import draw_chip
from tracker.models import User
from tracker.templatetags.face import draw_picker
from tracker.views.journal import empty_search_fields

PAGES = [
    "/", "/episode/now/", "/episode/new/", "/check-in/", "/journal/", "/week/", "/triggers/", "/doctor/", "/settings/",
    "/settings/own/new/", "/settings/thresholds/", "/data/", "/account/password/", "/signs/", "/treatments/",
    "/medicine/new/", "/injection/new/", "/visits/", "/visit/new/", "/doctor/links/", "/doctor/page/",
]  # fmt: skip
VISITOR_PAGES = [
    "/", "/account/sign-up/", "/account/log-in/", "/nowhere/", "/shared/nothing/", "/help/about-twitches/",
    "/help/when-to-see-a-doctor/", "/help/how-triggers-are-found/", "/help/privacy/",
]  # fmt: skip
NAMES = {"Levator", "alice", "UTC", "Demo"}
UNITS = {"mg", "mL", "L", "h", "min"}
SILENT = {"script", "style", "option"}
OFFERED = [text for group in (*MEDICINE_GROUPS, *GIVEN_AGAINST_IT) for text in (group.source, *group.medicines)]
SAID_AS_THEY_ARE = set(re.findall(r"[^\W\d_]+", " ".join([*OFFERED, USUAL_INTERVAL_SOURCE])))
"""Nonproprietary names and sources are the same in every language."""


class Bare(HTMLParser):
    """Collects the words of a page outside brackets, in text and in what a screen reader says."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        for name, value in attrs:
            if name in ("aria-label", "title", "placeholder", "alt", "data-hint"):
                self.read(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        # A text may go on behind an element inside it.
        if not SILENT.intersection(self.open):
            self.text += f"{data} "

    def read(self, text: str) -> None:
        while "⟦" in text and (inner := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
            text = inner
        self.words += [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES | UNITS]


def texts(value: Any) -> Iterator[str]:
    """Every text in the entries of a diary."""
    if isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)
    elif type(value) is str:
        yield value


def forget_texts() -> None:
    """Drop what is cached for each language."""
    empty_search_fields.cache_clear()
    draw_chip.cache_clear()
    draw_picker.cache_clear()


@pytest.fixture
def marking_translator(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    translation.activate("en")
    forget_texts()
    translator = translation._trans
    monkeypatch.setattr(translator, "gettext", lambda text: f"⟦{text}⟧", raising=False)
    monkeypatch.setattr(translator, "pgettext", lambda _context, text: f"⟦{text}⟧", raising=False)
    monkeypatch.setattr(translator, "ngettext", lambda one, many, n: f"⟦{one if n == 1 else many}⟧", raising=False)
    yield
    forget_texts()


@pytest.mark.parametrize("page", PAGES)
def test_no_text_of_a_page_is_bare(page: str, alice: User, alice_client: Client, marking_translator: None) -> None:
    now = timezone.now()
    made_up = believable(now.date() - timedelta(days=1), 80, 1)
    diary.save(alice, made_up, now)
    notes = [entry.note for entry in (*made_up.episodes, *made_up.days)]
    cared = [asdict(entry) for entry in (*made_up.medicines, *made_up.doses, *made_up.visits)]
    cared += [(injection.product, injection.note) for injection in made_up.injections]
    cared += [(exposure.name, exposure.unit) for exposure in made_up.exposures if exposure.key not in BY_KEY]
    own_words = set(re.findall(r"[^\W\d_]+", " ".join([*notes, made_up.person.time_zone, *texts(cared)])))
    assert set(bare(alice_client, page)) - own_words - SAID_AS_THEY_ARE == set()


@pytest.mark.parametrize("page", VISITOR_PAGES)
def test_no_text_for_a_visitor_is_bare(page: str, db: None, client: Client, marking_translator: None) -> None:
    assert bare(client, page) == []


def bare(client: Client, page: str) -> list[str]:
    html = Bare()
    html.feed(client.get(page, follow=True).content.decode())
    html.read(html.text)
    return html.words
